"""What all answered together. Shown once: when a form has closed, and five have answered it.

There is no way to ask about some of those who answered: the platform keeps counts, not answers, and
nothing is shown that another answer could still change (docs/adr/0035).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from cohorts.models import Cohort, CourseEvaluation, EvaluationTally, EvaluationText
from cohorts.selectors.evaluating.asking import numbers_of
from common.clock import today
from courses.enums import QuestionKind
from courses.models import EvaluationQuestion
from courses.models.evaluation import HIGHEST

SHOWN_FROM = 5  # answers


@dataclass(frozen=True)
class Spread:
    """How the answers to one question fall: (words, how many), in the order of the answers."""

    question: EvaluationQuestion
    counts: Sequence[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(number for _words, number in self.counts)

    @property
    def is_scale(self) -> bool:
        return self.question.kind == QuestionKind.SCALE

    @property
    def mean(self) -> float | None:
        """Of a scale that somebody answered."""
        return mean_of([self]) if self.is_scale else None


@dataclass(frozen=True)
class Comment:
    """What was written to one question, in no order."""

    question: EvaluationQuestion
    texts: Sequence[str]


@dataclass(frozen=True)
class Result:
    """One form: how many answered, and how, if that is shown."""

    evaluation: CourseEvaluation
    answered: int
    asked: int
    on: dt.date
    spreads: Sequence[Spread] = field(default=())

    @property
    def is_closed(self) -> bool:
        return self.evaluation.closes_on < self.on

    @property
    def is_shown(self) -> bool:
        return self.is_closed and self.answered >= SHOWN_FROM

    @property
    def missing(self) -> int:
        """How many more must answer before anything can be shown."""
        return max(SHOWN_FROM - self.answered, 0)

    @cached_property
    def scales(self) -> list[Spread]:
        return [spread for spread in self.spreads if spread.is_scale]

    @cached_property
    def choices(self) -> list[Spread]:
        return [spread for spread in self.spreads if not spread.is_scale]

    def mean(self, question: EvaluationQuestion) -> float | None:
        """Of one question, None where it was not asked, not answered or is not shown."""
        found = (spread.mean for spread in self.scales if spread.question.pk == question.pk)
        return next(found, None)


def mean_of(spreads: Iterable[Spread]) -> float | None:
    """The mean of all answers to a question on a scale, in one form or several."""
    numbers = [0] * HIGHEST
    for spread in spreads:
        for place, (_words, number) in enumerate(spread.counts):
            numbers[place] += number
    total = sum(numbers)
    return sum(value * n for value, n in enumerate(numbers, start=1)) / total if total else None


# ── one form, a cohort, all of them ─────────────────────────────────────────────────────────


def evaluations_seen_by(person) -> QuerySet[CourseEvaluation]:
    """The forms whose results `person` may see, those of the latest days first; days joined."""
    return CourseEvaluation.objects.visible_to(person).with_day().order_by("-closes_on", "-pk")


def numbered(evaluations: Iterable[CourseEvaluation]) -> list[Result]:
    """How many answered each form, and nothing else. Two queries."""
    evaluations = list(evaluations)
    numbers, on = numbers_of(evaluations), today()
    return [Result(row, *numbers[row.pk], on) for row in evaluations]


def results_of(evaluations: Iterable[CourseEvaluation]) -> list[Result]:
    """The forms with the answers of those that are shown. Four queries for any number of forms of
    one version. Wants `cohort` joined."""
    results = numbered(evaluations)
    shown = [result.evaluation for result in results if result.is_shown]
    spreads = _spreads_of(shown)
    return [
        Result(row.evaluation, row.answered, row.asked, row.on, spreads.get(row.evaluation.pk, ()))
        for row in results
    ]


def results_in(cohort: Cohort) -> list[Result]:
    """All forms of a cohort, day by day, the whole course last. Five queries."""
    rows = CourseEvaluation.objects.with_day().filter(cohort=cohort)
    return results_of(rows.in_order())


def comments_of(result: Result) -> list[Comment]:
    """What was written in one form that is shown, question by question, shuffled when it was
    stored. One query; none for a form that is not shown."""
    if not result.is_shown:
        return []
    rows = EvaluationText.objects.filter(evaluation=result.evaluation).select_related("question")
    return _by_question(rows.order_by("pk"))


def comments_in(results: Iterable[Result]) -> dict[int, list[Comment]]:
    """What was written in each form that is shown, by form. One query."""
    shown = [result.evaluation for result in results if result.is_shown]
    by_form = defaultdict(list)
    rows = EvaluationText.objects.filter(evaluation__in=shown).select_related("question")
    for row in rows.order_by("pk"):
        by_form[row.evaluation_id].append(row)
    return {pk: _by_question(rows) for pk, rows in by_form.items()}


def _by_question(rows: Iterable[EvaluationText]) -> list[Comment]:
    """In the order of the questions; keys are drawn at random, so their order says nothing."""
    texts = defaultdict(list)
    for row in rows:
        texts[row.question].append(row.text)
    return [
        Comment(question, texts[question])
        for question in sorted(texts, key=lambda question: question.position)
    ]


def _spreads_of(evaluations: Sequence[CourseEvaluation]) -> Mapping[int, list[Spread]]:
    """The counts of each form, by question. Two queries."""
    versions = {row.cohort.version_id for row in evaluations}
    questions = list(
        EvaluationQuestion.objects.filter(version__in=versions).exclude(kind=QuestionKind.TEXT)
    )
    counts = {
        (row.evaluation_id, row.question_id, row.value): row.count
        for row in EvaluationTally.objects.filter(evaluation__in=evaluations)
    }
    return {
        row.pk: [
            Spread(
                question,
                [
                    (words, counts.get((row.pk, question.pk, value), 0))
                    for value, words in question.options
                ],
            )
            for question in questions
            if question.version_id == row.cohort.version_id and question.about == row.about
        ]
        for row in evaluations
    }
