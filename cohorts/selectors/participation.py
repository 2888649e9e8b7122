"""One person's own courses: next day, all days, homework, and what is left."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from cohorts.enums import DayState, EnrolmentState, HomeworkState, NominationState
from cohorts.models import Certificate, CourseDay, DayPart, Enrolment, MakeUp, Nomination
from cohorts.selectors.attendance import HalfDay, cohorts_of, load_attendance, weighed
from cohorts.selectors.completion import Completion, evaluate
from cohorts.selectors.continuing import load_chains
from cohorts.selectors.homework import load_homework
from cohorts.selectors.make_ups import MakeUpFact
from cohorts.selectors.requirements import Evaluation, Progress
from cohorts.selectors.time_lines import shape_of
from cohorts.selectors.wording import BY_DAYS, Line, line_for
from common.prepared import KEY, KEYS, prepared
from courses.models import AssignmentPlan

PENDING = (NominationState.COMPLETE, NominationState.RESERVE)
NEAR = 21  # days: homework due within them is pointed out


@dataclass(frozen=True)
class OwnDay:
    """A course day as its participant sees it, with the half days that are decided."""

    day: CourseDay
    parts: Sequence[DayPart]
    halves: Sequence[HalfDay]
    is_next: bool

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

    plan: AssignmentPlan
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
    """Everything that one's page shows about one course. `evaluation` holds the facts, for the
    rooms above that show more."""

    enrolment: Enrolment
    completion: Completion
    lines: Sequence[Line]
    days: Sequence[OwnDay]
    homework: Sequence[OwnHomework]
    evaluation: Evaluation
    today: dt.date

    @property
    def certificate_code(self) -> str:
        return self.enrolment.certificate_code or ""

    @property
    def next_day(self) -> OwnDay | None:
        return next((day for day in self.days if day.is_next), None)

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

    A fixed number of queries (six for basic courses, one more while something is made up, and one
    more for who continues an earlier course), however many courses and days.
    """
    enrolments = _own_enrolments(person=person.pk)
    if not enrolments:
        return []
    evaluation = Evaluation(enrolments)
    by_cohort = _days_of(cohorts_of(enrolments, load_chains(enrolments)))
    attendance = load_attendance(
        enrolments,
        parts=_parts_of(by_cohort),
        with_make_ups=any(enrolment.has_make_ups for enrolment in enrolments),
    )
    evaluation.know(load_attendance, attendance)
    completions = evaluate(evaluation)
    homework = evaluation.fact(load_homework)
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
            )
        )
    return sorted(courses, key=_nearest)


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


@prepared(person=KEY)
def _own_enrolments(person):
    """Those that go on or are paused; and whether there are make-ups and nominations to look for,
    and the certificate's code and moment. One query."""
    certificate = Certificate.objects.standing().filter(enrolment=OuterRef("pk"))
    goes_on = Q(state=EnrolmentState.ENROLLED) | Q(
        state=EnrolmentState.INTERRUPTED, continued_by__isnull=True
    )
    make_ups = MakeUp.objects.standing().filter(enrolment__person=OuterRef("person"))
    nominations = Nomination.objects.filter(person=OuterRef("person"), state__in=PENDING)
    return (
        Enrolment.objects.filter(goes_on, person=person)
        .select_related("cohort__version__programme", "cohort__area")
        .annotate(
            has_make_ups=Exists(make_ups),
            has_nominations=Exists(nominations),
            certificate_code=Subquery(certificate.values("code")[:1]),
            certified_at=Subquery(certificate.values("issued_at")[:1]),
        )
    )


def _days_of(cohorts: set[int]) -> dict[int, list[tuple[CourseDay, list[DayPart]]]]:
    """The days of the cohorts by date, cancelled ones too, with their half days. One query."""
    found: dict[int, dict[int, tuple]] = defaultdict(dict)
    for part in _parts_with_days(cohorts=cohorts):
        day = part.day
        found[day.cohort_id].setdefault(day.pk, (day, []))[1].append(part)
    return defaultdict(list, {cohort: list(days.values()) for cohort, days in found.items()})


@prepared(cohorts=KEYS)
def _parts_with_days(cohorts):
    parts = DayPart.objects.filter(day__cohort__in=cohorts).select_related("day__plan__term")
    return parts.order_by("day__date", "day__plan__number", "starts_at")


def _parts_of(by_cohort: dict) -> dict:
    """The planned half days, as attendance counts them. No query."""
    return weighed(
        (
            part.pk,
            day.pk,
            day.cohort_id,
            day.plan.kind,
            day.plan.term_id,
            day.plan.number,
            part.half,
            part.starts_at,
        )
        for days in by_cohort.values()
        for day, parts in days
        if day.state == DayState.PLANNED
        for part in parts
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
        own.append(OwnDay(day, parts, by_day[day.pk], day.pk == coming))
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
