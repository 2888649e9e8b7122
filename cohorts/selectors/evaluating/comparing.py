"""Days beside each other, and the same day in other cohorts of the same version. Only forms that
are shown take part, so that no difference lays bare one that is not."""

from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.models import Cohort, CourseEvaluation
from cohorts.selectors.evaluating.results import Result, mean_of, results_of
from common.clock import today
from courses.models import EvaluationQuestion

MOST_OTHERS = 6


@dataclass(frozen=True)
class Point:
    """The mean of one day; None where nothing is shown."""

    number: int
    mean: float | None


@dataclass(frozen=True)
class Row:
    """A line of the table: what it is about, and its mean for each question."""

    result: Result
    means: Sequence[float | None]


@dataclass(frozen=True)
class Comparison:
    """Forms beside each other, question by question. `together` are the means of all answers."""

    questions: Sequence[EvaluationQuestion]
    rows: Sequence[Row]
    together: Sequence[float | None]

    @property
    def lines(self) -> list[tuple[EvaluationQuestion, list[Point]]]:
        """Per question its means day by day, where at least two days have one."""
        lines = []
        for place, question in enumerate(self.questions):
            points = [
                Point(row.result.evaluation.day.plan.number, row.means[place])
                for row in self.rows
                if row.result.is_shown and row.means[place] is not None
            ]
            if len(points) > 1:
                lines.append((question, points))
        return lines

    def mean(self, question: EvaluationQuestion) -> float | None:
        """Of all answers to one question."""
        return dict(zip((row.pk for row in self.questions), self.together, strict=True)).get(
            question.pk
        )


def compare(results: Sequence[Result]) -> Comparison:
    """Put forms with the same questions beside each other. No query."""
    asked = {spread.question.pk: spread.question for row in results for spread in row.scales}
    questions = sorted(asked.values(), key=lambda question: question.position)
    rows = [Row(row, [row.mean(question) for question in questions]) for row in results]
    together = [
        mean_of(
            spread for row in results for spread in row.scales if spread.question.pk == question.pk
        )
        for question in questions
    ]
    return Comparison(questions, rows, together)


def compare_days(results: Sequence[Result]) -> Comparison:
    """The days of one cohort. No query."""
    return compare([row for row in results if row.evaluation.day_id])


def beside_others(person, cohort: Cohort, number: int | None) -> tuple[list[Result], Comparison]:
    """All forms of a cohort, and beside the one about day `number` (None: the whole course) the
    same in the latest other cohorts of its version that `person` may read. Six queries."""
    own = list(CourseEvaluation.objects.with_day().filter(cohort=cohort).in_order())
    plan = {"day__plan__number": number} if number else {"day": None}
    others = (
        CourseEvaluation.objects.visible_to(person)
        .with_day()
        .closed_on(today())
        .filter(cohort__version=cohort.version_id, **plan)
        .exclude(cohort=cohort)
        .order_by("-closes_on", "-pk")
    )
    results = results_of([*own, *others[:MOST_OTHERS]])
    shown = [result for result in results[len(own) :] if result.is_shown]
    return results[: len(own)], compare(shown)
