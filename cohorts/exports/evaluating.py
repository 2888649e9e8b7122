"""The evaluations of one cohort to take home: the same as on the page, and no more."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cohorts.selectors.evaluating.results import Comment, Result, Spread
from common.tabular import write_xlsx
from courses.models.evaluation import HIGHEST


def evaluations_workbook(
    results: Iterable[Result], comments: Mapping[int, Sequence[Comment]], *, sheet: str
) -> bytes:
    """An Excel sheet: a row for each question of each form that is shown, then a row for each
    text; forms that are not shown have one row with how many answered."""
    headings = [
        _("Day"),
        _("Date"),
        _("Answered"),
        _("Asked"),
        _("Question"),
        *map(str, range(1, HIGHEST + 1)),
        _("Mean"),
        _("In words"),
    ]
    rows = [row for result in results for row in _rows(result, comments)]
    return write_xlsx(headings, rows, sheet=sheet)


def _rows(result: Result, comments: Mapping[int, Sequence[Comment]]) -> Iterable[list]:
    evaluation = result.evaluation
    day = evaluation.day
    start = [
        day.plan.number if day else pgettext("evaluation", "The whole course"),
        day.date if day else None,
        result.answered,
        result.asked,
    ]
    nothing = [None] * HIGHEST
    if not result.is_shown:
        yield [*start, None, *nothing, None, _("Not shown")]
        return
    for spread in result.spreads:
        yield [*start, spread.question.question, *_numbers(spread)]
    for comment in comments.get(evaluation.pk, ()):
        for text in comment.texts:
            yield [*start, comment.question.question, *nothing, None, text]


def _numbers(spread: Spread) -> list:
    if spread.is_scale:
        mean = None if spread.mean is None else round(spread.mean, 1)
        return [*(number for _words, number in spread.counts), mean, None]
    words = ", ".join(f"{words}: {number}" for words, number in spread.counts)
    return [*[None] * HIGHEST, None, words]
