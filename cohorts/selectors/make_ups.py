"""Make-ups as facts, guests of a course day, and where a missed day can be made up."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cohorts.enums import (
    COUNTS_AS_ATTENDED,
    CohortState,
    DayState,
    EnrolmentState,
    MakeUpState,
    MakeUpWay,
)
from cohorts.models import CourseDay, Enrolment, MakeUp
from common.clock import today
from common.prepared import KEYS, prepared


class MakeUpFact(NamedTuple):
    """A standing make-up of one missed half day, and what has become of it.

    `host_mark` is the guest's mark in the other cohort, "" before it is taken; `host_is_off` says
    that the other cohort's day has been cancelled.
    """

    pk: int
    part_id: int
    way: str
    state: str
    task: str
    due_on: dt.date | None
    host_part_id: int | None
    host_starts_at: dt.datetime | None
    host_cohort: str
    host_slug: str
    host_venue: str
    host_is_off: bool
    host_mark: str

    @property
    def is_written(self) -> bool:
        return self.way == MakeUpWay.WRITTEN_TASK

    @property
    def is_done(self) -> bool:
        """The half day counts as attended."""
        if self.is_written:
            return self.state == MakeUpState.APPROVED
        is_planned = self.state == MakeUpState.PLANNED and not self.host_is_off
        return is_planned and self.host_mark in COUNTS_AS_ATTENDED

    @property
    def is_pending(self) -> bool:
        """Planned, and can still come true."""
        if self.state != MakeUpState.PLANNED or self.host_is_off:
            return False
        return self.is_written or not self.host_mark

    @property
    def is_asked(self) -> bool:
        return self.state == MakeUpState.ASKED

    @property
    def is_missed(self) -> bool:
        """The guest did not come either."""
        return bool(self.host_mark) and not self.is_done


def load_make_ups(
    enrolments: Iterable[int], marks: Mapping[int, Mapping[int, str]]
) -> dict[int, list[MakeUpFact]]:
    """The standing make-ups by enrolment id; `marks` are the enrolments' marks by half day, those
    as a guest too. One query."""
    found = defaultdict(list)
    for enrolment_id, is_off, day_venue, cohort_venue, *values in _standing(people=enrolments):
        host_part_id = values[6]
        fact = MakeUpFact(
            *values[:8],
            values[8] or "",
            values[9] or "",
            day_venue or cohort_venue or "",
            is_off == DayState.CANCELLED,
            marks.get(enrolment_id, {}).get(host_part_id, "") if host_part_id else "",
        )
        found[enrolment_id].append(fact)
    return found


@prepared(people=KEYS)
def _standing(people):
    rows = MakeUp.objects.standing().filter(enrolment__in=people)
    return rows.order_by("pk").values_list(
        "enrolment_id",
        "host_part__day__state",
        "host_part__day__venue",
        "host_part__day__cohort__venue",
        "pk",
        "part_id",
        "way",
        "state",
        "task",
        "due_on",
        "host_part_id",
        "host_part__starts_at",
        "host_part__day__cohort__name",
        "host_part__day__cohort__slug",
    )


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

    Coming days of other cohorts of the same programme that have a chair left: its seats less
    those who take part less the guests. Other areas' cohorts are among them if they welcome
    guests, or with `everywhere` (for the joint board). Wants `cohort__version`. Two queries.
    """
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
    found = defaultdict(list)
    for day in days.select_related("plan", "cohort__area").prefetch_related("parts"):
        is_near = day.cohort.area_id in (own.area_id, None)
        found[day.plan.number].append(HostDay(day, day.free, is_near))
    for rows in found.values():
        rows.sort(key=lambda row: (not row.is_near, row.day.date, row.day.pk))
    return found


def chairs():
    """How many chairs a course day has left, as an expression on `CourseDay`."""
    taken = (
        Enrolment.objects.filter(cohort=OuterRef("cohort"), state=EnrolmentState.ENROLLED)
        .order_by()
        .values("cohort")
        .annotate(people=Count("pk"))
        .values("people")
    )
    guests = (
        MakeUp.objects.filter(host_part__day=OuterRef("pk"), state=MakeUpState.PLANNED)
        .order_by()
        .values("host_part__day")
        .annotate(people=Count("enrolment", distinct=True))
        .values("people")
    )
    return F("cohort__seats") - Coalesce(Subquery(taken), 0) - Coalesce(Subquery(guests), 0)


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
