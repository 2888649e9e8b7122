"""Guests of a course day, and where a missed day can be made up."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from cohorts.enums import CohortState, DayState, MakeUpState
from cohorts.models import CourseDay, Enrolment, MakeUp
from cohorts.models.course_day import CourseDayQuerySet
from cohorts.selectors.chairs import chairs
from common.clock import today


@dataclass(frozen=True)
class Guest:
    """Somebody of another cohort who makes up a missed day here. `part_ids` are the half days
    that they come to."""

    enrolment: Enrolment
    part_ids: frozenset[int]

    @property
    def cohort_name(self) -> str:
        return self.enrolment.cohort.name


def guests_of(day: CourseDay) -> list[Guest]:
    """Who comes to a course day as a guest, by name; `person` and `cohort` are joined. One query.

    Their attendance is taken like everybody's: `Attendance(enrolment, part=<half of this day>)`.
    """
    rows = (
        MakeUp.objects.filter(host_part__day=day, state=MakeUpState.PLANNED)
        .select_related("enrolment__person", "enrolment__cohort")
        .order_by("enrolment__person__name", "enrolment_id")
    )
    halves: dict[int, set[int]] = defaultdict(set)
    people: dict[int, Enrolment] = {}
    for row in rows:
        people[row.enrolment_id] = row.enrolment
        halves[row.enrolment_id].add(row.host_part_id)
    return [Guest(person, frozenset(halves[pk])) for pk, person in people.items()]


@dataclass(frozen=True)
class HostDay:
    """A coming day in another cohort where a missed one can be made up."""

    day: CourseDay
    free: int
    is_near: bool  # in the same area

    @property
    def part_by_half(self) -> dict[str, object]:
        return {part.half: part for part in self.day.parts.all()}


def host_days(
    enrolment: Enrolment, numbers: Iterable[int], *, everywhere: bool = False
) -> dict[int, list[HostDay]]:
    """Where the days with these numbers are given again, by number: the own area first, then by
    date.

    Coming days of other cohorts of the same programme that have a chair left (`chairs`). Other
    areas' cohorts are among them if they welcome guests, or with `everywhere` (for the joint
    board). Wants `cohort__version`. Two queries.
    """
    days = _days_with_chairs(enrolment, numbers, everywhere=everywhere)
    found = defaultdict(list)
    for day in days.select_related("plan", "cohort__area").prefetch_related("parts"):
        is_near = day.cohort.area_id in (enrolment.cohort.area_id, None)
        found[day.plan.number].append(HostDay(day, day.free, is_near))
    for rows in found.values():
        rows.sort(key=lambda row: (not row.is_near, row.day.date, row.day.pk))
    return found


def last_dates(enrolment: Enrolment, numbers: Iterable[int]) -> dict[int, dt.date]:
    """The last date on which each of these days is given where one can be a guest, by number. The
    days of `host_days`; one query."""
    days = _days_with_chairs(enrolment, numbers, everywhere=False)
    return dict(days.order_by("date").values_list("plan__number", "date"))


def _days_with_chairs(
    enrolment: Enrolment, numbers: Iterable[int], *, everywhere: bool
) -> CourseDayQuerySet:
    own = enrolment.cohort
    days = (
        CourseDay.objects.filter(
            plan__version__programme=own.version.programme_id,
            plan__number__in=set(numbers),
            state=DayState.PLANNED,
            cohort__state=CohortState.PLANNED,
            date__gt=today(),
            attendance_closed_at__isnull=True,
        )
        .exclude(cohort=own.pk)
        .annotate(free=chairs())
        .filter(free__gt=0)
    )
    if not everywhere:
        near = Q(cohort__area=own.area_id) if own.area_id else Q(cohort__area__isnull=True)
        days = days.filter(near | Q(cohort__area__isnull=True) | Q(cohort__welcomes_guests=True))
    return days


def make_ups_on(days: Sequence[CourseDay]) -> list[MakeUp]:
    """The planned make-ups by guests of these days, with people and cohorts. One query."""
    return list(
        MakeUp.objects.filter(
            host_part__day__in=days, state__in=(MakeUpState.PLANNED, MakeUpState.ASKED)
        )
        .select_related(
            "enrolment__person",
            "enrolment__cohort__version",
            "part__day__plan",
            "host_part__day__plan",
            "host_part__day__cohort",
        )
        .order_by("enrolment_id", "host_part__starts_at")
    )


def wishes_to_answer(cohorts) -> list[MakeUp]:
    """What participants of the cohorts (a queryset) have asked for and nobody has answered: one
    for each missed day, the oldest first; person, cohort and planned day are joined. One query."""
    rows = (
        MakeUp.objects.filter(enrolment__cohort__in=cohorts, state=MakeUpState.ASKED)
        .select_related("enrolment__person", "enrolment__cohort", "part__day__plan")
        .order_by("planned_at", "pk")
    )
    return list({(row.enrolment_id, row.part.day_id): row for row in reversed(rows)}.values())[::-1]
