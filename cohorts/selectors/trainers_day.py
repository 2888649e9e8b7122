"""The trainer's day: what is on, what waits, and the days to come. For all cohorts where somebody
takes attendance, in a fixed number of queries."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import (
    Count,
    Expression,
    OuterRef,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from cohorts.enums import DayState, EnrolmentState
from cohorts.models import (
    AbsenceNotice,
    Cohort,
    CourseDay,
    Enrolment,
    MakeUp,
    Objection,
    Submission,
)
from cohorts.selectors.attending import roll_of
from cohorts.selectors.cohorts import COHORT_REACH, COHORT_SCOPES
from cohorts.selectors.completion import completion_of
from cohorts.selectors.make_ups import wishes_to_answer
from cohorts.selectors.objections import objections_to_answer
from cohorts.selectors.roll import Roll
from common.clock import today
from common.prepared import DAY, prepared
from courses.models import AssignmentPlan
from organisations.roles import Permission

BACK, AHEAD = dt.timedelta(days=60), dt.timedelta(days=120)
COMING = 6  # days that are listed


@dataclass(frozen=True)
class ComingDay:
    """A course day with how many are expected, and how many have announced absence."""

    day: CourseDay
    people: int
    announced: int

    @property
    def expected(self) -> int:
        return self.people - self.announced


@dataclass(frozen=True)
class WaitingHomework:
    """A piece of homework that was due, and how many have no result yet."""

    cohort: Cohort
    assignment: AssignmentPlan
    due_on: dt.date
    waiting: int


@dataclass(frozen=True)
class TrainersDay:
    """Everything that the page shows. `first` is today's day or the next one, with its roll."""

    date: dt.date
    first: Roll | None
    also_today: Sequence[ComingDay]
    coming: Sequence[ComingDay]
    unclosed: Sequence[CourseDay]
    objections: Sequence[Objection]
    wishes: Sequence[MakeUp]
    homework: Sequence[WaitingHomework]

    @property
    def is_today(self) -> bool:
        return self.first is not None and self.first.day.date == self.date

    @property
    def days_ahead(self) -> list[CourseDay]:
        """Today's and those to come that the page shows, in order."""
        first = [self.first.day] if self.first else []
        return first + [one.day for one in (*self.also_today, *self.coming)]

    @cached_property
    def homework_waiting(self) -> int:
        return sum(piece.waiting for piece in self.homework)

    @property
    def has_waiting(self) -> bool:
        return bool(self.unclosed or self.objections or self.wishes or self.homework)


def trainers_day(person) -> TrainersDay:
    """The day of somebody who takes attendance. Nine queries at most."""
    now = today()
    days = _days_of(person, now)
    people = {day.cohort_id: day.people for day in days}
    ahead = [day for day in days if day.date >= now]
    prefetch_related_objects(ahead[:1], "parts")
    coming = [ComingDay(day, day.people, day.announced) for day in ahead[1:]]
    return TrainersDay(
        date=now,
        first=roll_of(ahead[0]) if ahead else None,
        also_today=[one for one in coming if one.day.date == now],
        coming=[one for one in coming if one.day.date > now][:COMING],
        unclosed=[
            day for day in days if day.date < now and not day.attendance_closed_at and day.people
        ],
        objections=list(objections_to_answer(person)),
        wishes=wishes_to_answer(_cohorts_of(person).values("pk")),
        homework=_homework_waiting(days, people, now),
    )


def _cohorts_of(person):
    return Cohort.objects.reachable_for(person, Permission.TAKE_ATTENDANCE).active()


def _days_of(person, now: dt.date) -> list[CourseDay]:
    """The days near `now`, with how many people take part (`people`) and how many of them have
    announced absence, part of the day or all (`announced`). One query."""
    reach = person.reach(Permission.TAKE_ATTENDANCE, *COHORT_SCOPES)
    return _days_between(reach.is_everywhere, first=now - BACK, last=now + AHEAD, **reach.keys)


@prepared(first=DAY, last=DAY, **COHORT_REACH)
def _days_between(is_everywhere, first, last, **reach) -> QuerySet[CourseDay]:
    cohorts = Cohort.objects.active()
    people = Enrolment.objects.active().filter(cohort=OuterRef("cohort")).values("cohort")
    announced = AbsenceNotice.objects.filter(
        part__day=OuterRef("pk"), part__called_off_at__isnull=True, withdrawn_at__isnull=True
    ).values("part__day")
    return (
        CourseDay.objects.filter(
            cohort__in=cohorts if is_everywhere else cohorts.within(**reach),
            state=DayState.PLANNED,
            date__gte=first,
            date__lte=last,
        )
        .select_related("cohort", "plan")
        .annotate(people=_number(people, "pk"), announced=_number(announced, "enrolment"))
        .order_by("date", "plan__number")
    )


def _number(rows: QuerySet, of: str) -> Expression:
    """How many there are in a group of rows, as a subquery; nought without any."""
    counted = rows.order_by().annotate(number=Count(of, distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


def _homework_waiting(days: Sequence[CourseDay], people: Mapping[int, int], now: dt.date):
    """The pieces due on the days that have been, which somebody has no result of. Two queries."""
    due = {(day.cohort_id, day.plan_id): day for day in days if day.date < now}
    plans = AssignmentPlan.objects.filter(due_on_day__in={plan for _cohort, plan in due})
    marked = {
        (cohort, assignment): count
        for cohort, assignment, count in Submission.objects.filter(
            enrolment__state=EnrolmentState.ENROLLED,
            enrolment__cohort__in={cohort for cohort, _plan in due},
        )
        .values_list("enrolment__cohort", "assignment")
        .annotate(count=Count("pk"))
    }
    found = []
    by_day = {}
    for plan in plans:
        by_day.setdefault(plan.due_on_day_id, []).append(plan)
    for (cohort, plan), day in due.items():
        for assignment in by_day.get(plan, []):
            waiting = people[cohort] - marked.get((cohort, assignment.pk), 0)
            if waiting > 0:
                found.append(WaitingHomework(day.cohort, assignment, day.date, waiting))
    return found


@dataclass(frozen=True)
class AtRisk:
    """How many in one cohort need to make something up."""

    cohort: Cohort
    count: int


def at_risk_for(person) -> list[AtRisk]:
    """The running cohorts of a trainer in which somebody can no longer meet a requirement without
    making something up. Computed as the certificate is; a fixed number of queries."""
    now = today()
    running = CourseDay.objects.filter(
        state=DayState.PLANNED, date__gte=now - BACK, date__lte=now + AHEAD
    )
    enrolments = list(
        Enrolment.objects.active()
        .filter(cohort__in=_cohorts_of(person).filter(pk__in=running.values("cohort")).values("pk"))
        .select_related("cohort")
    )
    completions = completion_of(enrolments)
    behind = Counter(
        enrolment.cohort_id for enrolment in enrolments if completions[enrolment.pk].is_out_of_reach
    )
    cohorts = {enrolment.cohort_id: enrolment.cohort for enrolment in enrolments}
    return [AtRisk(cohorts[pk], count) for pk, count in behind.items()]
