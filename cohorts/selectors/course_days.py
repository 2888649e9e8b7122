"""The days of a cohort as its page shows them, and the days that are next for somebody."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cohorts.enums import HALF_CALLED_OFF, DayMode, DayState
from cohorts.models import Cohort, CohortRole, CourseDay, Enrolment
from common.clock import today
from courses.enums import DayKind
from organisations.roles import Permission


@dataclass(frozen=True)
class ShownDay:
    """One day: `is_next` is the first one left, `is_over` one whose date has passed."""

    day: CourseDay
    is_next: bool
    is_over: bool
    is_today: bool

    @property
    def is_cancelled(self) -> bool:
        return self.day.state == DayState.CANCELLED

    @property
    def called_off(self) -> str:
        """Which half is called off, in words; "" where both are given."""
        return HALF_CALLED_OFF.get(self.day.called_off, "")

    @property
    def is_held(self) -> bool:
        """Whether its attendance has been taken and closed."""
        return self.day.attendance_closed_at is not None

    @property
    def is_examination(self) -> bool:
        return self.day.plan.kind == DayKind.EXAMINATION

    @property
    def is_on_site(self) -> bool:
        return self.day.mode != DayMode.ONLINE

    @property
    def may_change(self) -> bool:
        """Whether a planner is offered to move or cancel it; the service has the last word."""
        return not self.is_cancelled and not self.is_held


@dataclass(frozen=True)
class ShownTerm:
    """The days of one term; a course without terms has one, without a name."""

    name: str
    days: tuple[ShownDay, ...]


def terms_of(cohort: Cohort) -> list[ShownTerm]:
    """All days of a cohort by date, term by term, cancelled ones too. Two queries."""
    days = list(cohort.days.in_order().with_called_off().select_related("plan__term"))
    now = today()
    next_day = _first_left(days, now)
    terms: dict[str, list[ShownDay]] = {}
    for day in days:
        name = day.plan.term.name if day.plan.term else ""
        shown = ShownDay(
            day,
            is_next=day is next_day,
            is_over=day.date < now,
            is_today=day.date == now,
        )
        terms.setdefault(name, []).append(shown)
    return [ShownTerm(name, tuple(shown)) for name, shown in terms.items()]


def next_day_of(terms: Sequence[ShownTerm]) -> ShownDay | None:
    """The first day left, if there is one."""
    return next((shown for term in terms for shown in term.days if shown.is_next), None)


def days_planned_by(person) -> QuerySet[CourseDay]:
    """Days that somebody may move or cancel, with cohort, plan and half days. Two queries."""
    cohorts = Cohort.objects.reachable_for(person, Permission.PLAN_COHORT)
    return (
        CourseDay.objects.filter(cohort__in=cohorts.values("pk"))
        .in_order()
        .select_related("cohort__version__programme", "cohort__area", "plan__term")
    )


def upcoming_days(person, *, count: int = 6) -> list[CourseDay]:
    """The next days that somebody takes part in or takes attendance at. Two queries."""
    taken = Enrolment.objects.active().filter(person=person).values("cohort")
    taught = Cohort.objects.reachable_for(person, Permission.TAKE_ATTENDANCE).values("pk")
    days = CourseDay.objects.filter(
        Q(cohort__in=taken) | Q(cohort__in=taught), state=DayState.PLANNED, date__gte=today()
    )
    joined = days.in_order().select_related("cohort__version__programme", "cohort__area")
    return list(joined[:count])


def enrolment_in(person, cohort: Cohort) -> Enrolment | None:
    """The person's own place in a cohort, if any. One query."""
    return Enrolment.objects.active().filter(person=person, cohort=cohort).first()


def staff_of(cohort: Cohort) -> list[CohortRole]:
    """Who has a role in the cohort by name: trainers, examiners, supervisors. One query."""
    roles = CohortRole.objects.current().filter(cohort=cohort).select_related("person")
    return list(roles.order_by("role", "person__name"))


def _first_left(days: Sequence[CourseDay], on: dt.date) -> CourseDay | None:
    left = (day for day in days if day.state == DayState.PLANNED and day.date >= on)
    return next(left, None)
