"""What the trainer's pages show: the roll of a half day, homework, and the whole cohort."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property

from cohorts.enums import Half, HomeworkState, Mark
from cohorts.models import Attendance, Cohort, CourseDay, DayPart, Enrolment, Submission
from courses.models import AssignmentPlan


def participants_of(cohort: Cohort):
    """The active enrolments with their people, by name. One query."""
    return (
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .select_related("person", "cohort")
        .order_by("person__name", "pk")
    )


def day_of(cohort: Cohort, number: int) -> CourseDay:
    """Day `number` of the cohort with plan and half days; raises `CourseDay.DoesNotExist`."""
    return CourseDay.objects.in_order().get(cohort=cohort, plan__number=number)


def half_now(day: CourseDay, moment) -> str:
    """Which half the page opens with: the last one that has begun, else the first."""
    begun = [part.half for part in day.parts.all() if part.starts_at <= moment]
    return begun[-1] if begun else Half.MORNING


@dataclass(frozen=True)
class RollRow:
    """One person in one half day."""

    enrolment: Enrolment
    mark: str
    revision: int


@dataclass(frozen=True)
class Roll:
    """The list that attendance is taken on, for one half day."""

    day: CourseDay
    part: DayPart
    rows: Sequence[RollRow]

    @cached_property
    def counts(self) -> Counter:
        """How many have each mark; "" for nobody's."""
        return Counter(row.mark for row in self.rows)

    @property
    def marked(self) -> int:
        return len(self.rows) - self.counts[""]

    @property
    def here(self) -> int:
        return self.counts[Mark.PRESENT] + self.counts[Mark.LATE] + self.counts[Mark.MADE_UP]

    @property
    def away(self) -> int:
        return self.counts[Mark.ABSENT] + self.counts[Mark.EXCUSED]

    def row(self, enrolment_id: int) -> RollRow | None:
        return next((row for row in self.rows if row.enrolment.pk == enrolment_id), None)


def roll_of(day: CourseDay, half: str) -> Roll | None:
    """The roll of one half of the day; None if the day has no such half. Two queries."""
    part = next((part for part in day.parts.all() if part.half == half), None)
    if part is None:
        return None
    marks = {
        enrolment: found
        for enrolment, *found in Attendance.objects.filter(part=part).values_list(
            "enrolment_id", "mark", "revision"
        )
    }
    people = participants_of(day.cohort)
    rows = [RollRow(enrolment, *marks.get(enrolment.pk, ("", 0))) for enrolment in people]
    return Roll(day, part, rows)


@dataclass(frozen=True)
class HomeworkRow:
    """One person's result of one assignment; "" when it is not marked."""

    enrolment: Enrolment
    state: str


def assignments_of(cohort: Cohort) -> list[tuple[AssignmentPlan, int]]:
    """The version's homework in order, each with how many are approved. Two queries."""
    approved = Counter(
        Submission.objects.filter(
            enrolment__in=Enrolment.objects.active().filter(cohort=cohort),
            state=HomeworkState.APPROVED,
        ).values_list("assignment_id", flat=True)
    )
    plans = AssignmentPlan.objects.filter(version=cohort.version_id).select_related("due_on_day")
    return [(plan, approved[plan.pk]) for plan in plans]


def homework_of(cohort: Cohort, assignment: AssignmentPlan) -> list[HomeworkRow]:
    """Everybody's result of one assignment, by name. Two queries."""
    states = dict(
        Submission.objects.filter(assignment=assignment, enrolment__cohort=cohort).values_list(
            "enrolment_id", "state"
        )
    )
    return [HomeworkRow(row, states.get(row.pk, "")) for row in participants_of(cohort)]
