"""One person's own courses: next day, all days, homework, and what is left."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from cohorts.enums import DayState, EnrolmentState, HomeworkState, NominationState
from cohorts.models import Certificate, CourseDay, DayPart, Enrolment, Nomination
from cohorts.selectors.attendance import AttendanceFacts, HalfDay, attendance_in
from cohorts.selectors.completion import Completion, evaluate
from cohorts.selectors.continuing import know_each_other
from cohorts.selectors.early_warnings import mended_by
from cohorts.selectors.given_days import as_counted, days_of
from cohorts.selectors.homework import homework_in
from cohorts.selectors.records import MakeUpFact
from cohorts.selectors.requirements import Evaluation, Progress
from cohorts.selectors.syllabus import Piece, Reading
from cohorts.selectors.time_lines import shape_of
from cohorts.selectors.wording import BY_DAYS, Line, line_for
from common.prepared import KEY, prepared

PENDING = (NominationState.COMPLETE, NominationState.RESERVE)
NEAR = 21  # days: homework due within them is pointed out


@dataclass(frozen=True)
class OwnDay:
    """A course day as its participant sees it, with the half days that are given and decided, and
    the one that is called off, if any."""

    day: CourseDay
    parts: Sequence[DayPart]
    halves: Sequence[HalfDay]
    is_next: bool
    called_off: str = ""

    @property
    def is_cancelled(self) -> bool:
        return self.day.state == DayState.CANCELLED

    @property
    def shape(self) -> str:
        """The pip: what the day looks like on the time line."""
        return "now" if self.is_next else shape_of(self.halves)

    @property
    def is_missed(self) -> bool:
        """Something of it was missed, and is not made up or credited."""
        return any(half.is_missed for half in self.halves)

    @property
    def make_up(self) -> MakeUpFact | None:
        """How what was missed is made up, if that is planned or asked for."""
        return next((half.make_up for half in self.halves if half.make_up), None)

    @property
    def is_to_plan(self) -> bool:
        """Missed, and nothing is planned or asked for."""
        return self.is_missed and (self.make_up is None or self.make_up.is_missed)

    @property
    def starts_at(self) -> dt.datetime | None:
        return self.parts[0].starts_at if self.parts else None

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.parts[-1].ends_at if self.parts else None


@dataclass(frozen=True)
class OwnHomework:
    """A piece of homework, when it is due, and the result ("" before it is marked)."""

    plan: Piece
    due_on: dt.date | None
    state: str
    days_left: int | None

    @property
    def is_approved(self) -> bool:
        return self.state == HomeworkState.APPROVED

    @property
    def is_near(self) -> bool:
        """Due within three weeks, and not handed in."""
        return not self.state and self.days_left is not None and 0 <= self.days_left <= NEAR

    @property
    def is_late(self) -> bool:
        return not self.state and self.days_left is not None and self.days_left < 0


@dataclass(frozen=True)
class OwnCourse:
    """Everything that one's page shows about one course. `mend_by` is the last date to make up what
    is short, where the plans give one; `evaluation` holds the facts, for rooms above."""

    enrolment: Enrolment
    completion: Completion
    lines: Sequence[Line]
    days: Sequence[OwnDay]
    homework: Sequence[OwnHomework]
    evaluation: Evaluation
    today: dt.date
    mend_by: dt.date | None

    @property
    def certificate_code(self) -> str:
        return self.enrolment.certificate_code or ""

    @property
    def next_day(self) -> OwnDay | None:
        return next((day for day in self.days if day.is_next), None)

    @property
    def to_read(self) -> list[Reading]:
        """What the list of literature names for the next day."""
        if not self.next_day:
            return []
        syllabus = self.evaluation.syllabus_of(self.enrolment)
        return syllabus.readings_for(self.next_day.day.plan_id)

    @property
    def is_paused(self) -> bool:
        return self.enrolment.state == EnrolmentState.INTERRUPTED

    @property
    def has_begun(self) -> bool:
        return any(own.day.date < self.today and not own.is_cancelled for own in self.days)

    @property
    def days_to_next(self) -> int | None:
        return self.next_day and (self.next_day.day.date - self.today).days

    @property
    def behind(self) -> list[Progress]:
        """The requirements of days that can only be met by making something up."""
        return [item for item in self.completion.items if item.kind in BY_DAYS and item.short]

    @property
    def to_make_up(self) -> list[OwnDay]:
        """The days that can be made up, if the version lets one, while it is needed."""
        version = self.enrolment.cohort.version
        if not (version.allows_make_up or version.allows_written_make_up):
            return []
        return [own for own in self.days if own.is_to_plan]

    @property
    def planned_make_ups(self) -> list[OwnDay]:
        """The missed days whose make-up is planned or asked for, the nearest first."""
        found = [own for own in self.days if own.is_missed and not own.is_to_plan]
        return sorted(found, key=lambda own: own.make_up.host_starts_at or own.parts[0].starts_at)

    @property
    def terms(self) -> list[tuple[object, list[OwnDay]]]:
        """The days term by term; those of a short course in up to three columns of a few days."""
        groups = defaultdict(list)
        for day in self.days:
            groups[day.day.plan.term].append(day)
        if list(groups) == [None]:
            length = max(-(-len(self.days) // 3), 3)
            starts = range(0, len(self.days), length)
            return [(None, list(self.days[start : start + length])) for start in starts]
        return list(groups.items())


def courses_of(person, today: dt.date) -> list[OwnCourse]:
    """The courses that `person` takes part in or has paused, the one with the nearest day first.

    A fixed number of queries (four for basic courses and one for the examination), however many
    courses and days, and whatever is made up or continued; and one for each course in which
    something is to be made up.
    """
    enrolments = _going_on(person)
    if not enrolments:
        return []
    evaluation = Evaluation(enrolments, in_detail=True)
    by_cohort = days_of(evaluation.cohorts)
    attendance = attendance_in(evaluation, parts=as_counted(by_cohort))
    evaluation.remember(attendance_in, attendance)
    completions = evaluate(evaluation)
    homework = evaluation.fact(homework_in)
    courses = []
    for enrolment in enrolments:
        days = by_cohort[enrolment.cohort_id]
        own_days = _own_days(enrolment, days, attendance.halves(enrolment), today)
        completion = completions[enrolment.pk]
        courses.append(
            OwnCourse(
                enrolment,
                completion,
                [line_for(item) for item in completion.items],
                own_days,
                _own_homework(enrolment, own_days, homework, today),
                evaluation,
                today,
                _mend_by(enrolment, completion, attendance),
            )
        )
    return sorted(courses, key=_nearest)


def _mend_by(
    enrolment: Enrolment, completion: Completion, facts: AttendanceFacts
) -> dt.date | None:
    """The first of the dates by which something must be made up; a query for those who must."""
    dates = [mended_by(enrolment, item.kind, item.short, facts) for item in completion.items]
    return min(filter(None, dates), default=None)


def _nearest(course: OwnCourse) -> tuple:
    """Paused ones last; without a day to come far away."""
    return course.is_paused, course.next_day.day.date if course.next_day else dt.date.max


def pending_nominations_of(person, courses: Sequence[OwnCourse] = ()) -> list[Nomination]:
    """The person's nominations that no course has come of (yet), newest first; one query, none if
    the `courses` say that there are none. What the board decided shows here only when the round
    is closed: before that nothing moves."""
    if courses and not courses[0].enrolment.has_nominations:
        return []
    return list(
        Nomination.objects.filter(person=person, state__in=PENDING)
        .select_related("cohort__version__programme")
        .order_by("-created_at")
    )


def _going_on(person) -> list[Enrolment]:
    """What the person takes part in or has paused, knowing what it continues. One query."""
    rows = _enrolments_of(person=person.pk)
    know_each_other(rows)
    continued = {row.continues_id for row in rows}
    return [
        row
        for row in rows
        if row.state == EnrolmentState.ENROLLED
        or (row.state == EnrolmentState.INTERRUPTED and row.pk not in continued)
    ]


@prepared(person=KEY)
def _enrolments_of(person):
    """All of them; and whether there are nominations to look for, and the certificate's code and
    moment."""
    certificate = Certificate.objects.standing().filter(enrolment=OuterRef("pk"))
    nominations = Nomination.objects.filter(person=OuterRef("person"), state__in=PENDING)
    return (
        Enrolment.objects.filter(person=person)
        .select_related("cohort__version__programme", "cohort__area")
        .annotate(
            has_nominations=Exists(nominations),
            certificate_code=Subquery(certificate.values("code")[:1]),
            certified_at=Subquery(certificate.values("issued_at")[:1]),
        )
    )


def _own_days(
    enrolment: Enrolment, days: Sequence, halves: Sequence[HalfDay], today: dt.date
) -> list[OwnDay]:
    by_day = defaultdict(list)
    for half in halves:
        by_day[half.part.day_id].append(half)
    coming = None
    if enrolment.state == EnrolmentState.ENROLLED:
        coming = next(
            (day.pk for day, _parts in days if day.date >= today and day.state == DayState.PLANNED),
            None,
        )
    own = []
    for day, parts in days:
        day.cohort = enrolment.cohort
        given = [part for part in parts if part.called_off_at is None]
        off = next((part.half for part in parts if part.called_off_at), "")
        own.append(OwnDay(day, given, by_day[day.pk], day.pk == coming, off))
    return own


def _own_homework(
    enrolment: Enrolment, days: Sequence[OwnDay], homework, today: dt.date
) -> list[OwnHomework]:
    dates = {own.day.plan_id: own.day.date for own in days if not own.is_cancelled}
    states = homework.states[enrolment.pk]
    found = []
    for plan in homework.plans[enrolment.cohort.version_id]:
        due_on = dates.get(plan.due_on_day_id)
        left = (due_on - today).days if due_on else None
        found.append(OwnHomework(plan, due_on, states.get(plan.pk, ""), left))
    return found
