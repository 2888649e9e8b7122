"""One person's own courses: next day, all days, homework, and what is left."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.enums import COUNTS_AS_ATTENDED, DayState, HomeworkState, Mark, NominationState
from cohorts.models import Certificate, CourseDay, DayPart, Enrolment, Nomination
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.completion import Completion, evaluate
from cohorts.selectors.homework import load_homework
from cohorts.selectors.requirements import Evaluation
from cohorts.selectors.wording import Line, line_for
from courses.models import AssignmentPlan


def batched(days: Sequence, length: int) -> list[Sequence]:
    """The days in pieces of at most `length`."""
    return [days[start : start + length] for start in range(0, len(days), length)]


@dataclass(frozen=True)
class OwnDay:
    """A course day as its participant sees it. `marks` are those of its half days, "" for none."""

    day: CourseDay
    parts: Sequence[DayPart]
    marks: Sequence[str]
    is_next: bool

    @property
    def is_cancelled(self) -> bool:
        return self.day.state == DayState.CANCELLED

    @property
    def shape(self) -> str:
        """The pip: what the day looks like on the time line."""
        attended = [mark in COUNTS_AS_ATTENDED for mark in self.marks]
        if self.is_next:
            return "now"
        if not any(self.marks):
            return "planned"
        if all(attended):
            return "made" if Mark.MADE_UP in self.marks else "done"
        return "part" if any(attended) else "absent"

    @property
    def starts_at(self) -> dt.datetime | None:
        return self.parts[0].starts_at if self.parts else None

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.parts[-1].ends_at if self.parts else None


@dataclass(frozen=True)
class OwnHomework:
    """A piece of homework, when it is due, and the result ("" before it is marked)."""

    plan: AssignmentPlan
    due_on: dt.date | None
    state: str

    @property
    def is_approved(self) -> bool:
        return self.state == HomeworkState.APPROVED


@dataclass(frozen=True)
class OwnCourse:
    """Everything that one's page shows about one course."""

    enrolment: Enrolment
    completion: Completion
    lines: Sequence[Line]
    days: Sequence[OwnDay]
    homework: Sequence[OwnHomework]
    certificate: Certificate | None

    @property
    def next_day(self) -> OwnDay | None:
        return next((day for day in self.days if day.is_next), None)

    @property
    def terms(self) -> list[tuple[object, list[OwnDay]]]:
        """The days term by term; those of a short course in up to three columns of a few days."""
        groups = defaultdict(list)
        for day in self.days:
            groups[day.day.plan.term].append(day)
        if list(groups) == [None]:
            length = max(-(-len(self.days) // 3), 3)
            return [(None, list(column)) for column in batched(self.days, length)]
        return list(groups.items())


def courses_of(person, today: dt.date) -> list[OwnCourse]:
    """The courses that `person` is enrolled in, the one with the nearest day first.

    A fixed number of queries (ten for basic courses), however many courses and days.
    """
    enrolments = list(
        Enrolment.objects.active()
        .filter(person=person)
        .select_related("cohort__version__programme", "cohort__area")
    )
    if not enrolments:
        return []
    evaluation = Evaluation(enrolments)
    completions = evaluate(evaluation)
    attendance, homework = evaluation.fact(load_attendance), evaluation.fact(load_homework)
    days = defaultdict(list)
    for day in (
        CourseDay.objects.in_order()
        .select_related("plan__term")
        .filter(cohort__in={enrolment.cohort_id for enrolment in enrolments})
    ):
        days[day.cohort_id].append(day)
    certificates = {
        row.enrolment_id: row
        for row in Certificate.objects.standing()
        .filter(enrolment__in=enrolments)
        .defer("pdf", "content")
    }
    courses = []
    for enrolment in enrolments:
        own_days = _own_days(days[enrolment.cohort_id], attendance.marks[enrolment.pk], today)
        dates = {own.day.plan_id: own.day.date for own in own_days}
        states = homework.states[enrolment.pk]
        completion = completions[enrolment.pk]
        courses.append(
            OwnCourse(
                enrolment,
                completion,
                [line_for(item) for item in completion.items],
                own_days,
                [
                    OwnHomework(plan, dates.get(plan.due_on_day_id), states.get(plan.pk, ""))
                    for plan in homework.plans[enrolment.cohort.version_id]
                ],
                certificates.get(enrolment.pk),
            )
        )
    far_away = dt.date.max
    return sorted(
        courses, key=lambda course: course.next_day.day.date if course.next_day else far_away
    )


def pending_nominations_of(person) -> list[Nomination]:
    """The person's nominations that no course has come of (yet), newest first; one query. What
    the board decided shows here only when the round is closed: before that nothing moves."""
    return list(
        Nomination.objects.filter(
            person=person, state__in=[NominationState.COMPLETE, NominationState.RESERVE]
        )
        .select_related("cohort__version__programme")
        .order_by("-created_at")
    )


def _own_days(days: Sequence[CourseDay], marks: dict[int, str], today: dt.date) -> list[OwnDay]:
    coming = next(
        (day for day in days if day.date >= today and day.state == DayState.PLANNED), None
    )
    own = []
    for day in days:
        parts = list(day.parts.all())
        own.append(OwnDay(day, parts, [marks.get(part.pk, "") for part in parts], day == coming))
    return own
