"""What the joint board plans from, and every list of cohorts: dates, seats and how far each has
come. Everything here takes a fixed number of queries for any number of cohorts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from areas.models import Area
from areas.models.area import AreaQuerySet
from cohorts.enums import (
    REGISTRATION_OPEN,
    CohortState,
    DayState,
    NominationState,
    RegistrationState,
    RoundState,
)
from cohorts.models import Cohort, CourseDay, Nomination, Registration, SelectionRound
from cohorts.models.cohort import CohortQuerySet
from cohorts.selectors.seats import SeatCount, seats_left
from common.clock import today
from courses.models import DayPlan, ProgrammeVersion
from courses.selectors.programmes import length_in_words, plan_counts, published_versions
from organisations.roles import Permission, Scope


class Phase(StrEnum):
    """How far a cohort has come."""

    ANNOUNCED = "announced"
    OPEN = "open"
    DECIDING = "deciding"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Stretch:
    """The planned days of a term, or of a course without terms."""

    name: str
    dates: tuple[dt.date, ...]


@dataclass(frozen=True)
class Summary:
    """One cohort in a list. Nominations and registrations are counted for the board only."""

    cohort: Cohort
    today: dt.date
    seats: SeatCount
    stretches: tuple[Stretch, ...] = ()
    is_decided: bool = False
    nominated: int = 0
    complete: int = 0
    to_confirm: int = 0

    @property
    def dates(self) -> list[dt.date]:
        """All planned days in order."""
        return sorted(date for stretch in self.stretches for date in stretch.dates)

    @property
    def first_on(self) -> dt.date | None:
        return min(self.dates, default=None)

    @property
    def last_on(self) -> dt.date | None:
        return max(self.dates, default=None)

    @property
    def held(self) -> int:
        """How many days have been."""
        return sum(date < self.today for date in self.dates)

    @property
    def phase(self) -> Phase:
        cohort = self.cohort
        if cohort.state == CohortState.CANCELLED:
            return Phase.CANCELLED
        if self.last_on and self.last_on < self.today:
            return Phase.DONE
        if self.first_on and self.first_on <= self.today:
            return Phase.RUNNING
        if self.today < cohort.opens_on:
            return Phase.ANNOUNCED
        if self.today <= cohort.closes_on:
            return Phase.OPEN
        if cohort.is_by_nomination and not self.is_decided:
            return Phase.DECIDING
        return Phase.READY

    @property
    def is_before(self) -> bool:
        """Whether the course has not begun."""
        return self.phase in {Phase.ANNOUNCED, Phase.OPEN, Phase.DECIDING, Phase.READY}


# ── areas and versions ──────────────────────────────────────────────────────────────────────


def areas_planned_by(person) -> AreaQuerySet:
    """Where somebody plans cohorts, by name."""
    return Area.objects.reachable_for(person, Permission.PLAN_COHORT).order_by("name")


def plans_nationwide(person) -> bool:
    """Whether somebody plans courses that belong to no area."""
    grants = person.grants_with(Permission.PLAN_COHORT)
    return any(grant.scope == Scope.EVERYTHING for grant in grants)


def versions_to_plan() -> list[tuple[ProgrammeVersion, str]]:
    """Published versions that have days, each with its length in words. Three queries."""
    versions = list(published_versions())
    counts = plan_counts(version.pk for version in versions)
    return [
        (version, length_in_words(counts[version.pk]))
        for version in versions
        if counts[version.pk].teaching_days
    ]


def plans_of(version: ProgrammeVersion) -> list[DayPlan]:
    """The days of a version in order, with their terms. One query."""
    return list(version.days.select_related("term").order_by("term__number", "number"))


def cohort_number(version: ProgrammeVersion, area: Area | None) -> int:
    """Which cohort of the programme the next one is in the area. One query."""
    return Cohort.objects.filter(version__programme=version.programme, area=area).count() + 1


# ── lists of cohorts ────────────────────────────────────────────────────────────────────────


def listed_cohorts(person, *, ended: bool) -> CohortQuerySet:
    """What somebody sees: courses to come or going on, next first; or what is over, last first."""
    days = Q(days__state=DayState.PLANNED)
    seen = Cohort.objects.filter(pk__in=Cohort.objects.visible_to(person).values("pk"))
    going_on = Q(state=CohortState.PLANNED) & Exists(_days_from(today()))
    cohorts = seen.exclude(going_on) if ended else seen.filter(going_on)
    return (
        cohorts.with_programme()
        .annotate(first_on=Min("days__date", filter=days))
        .order_by("-first_on" if ended else "first_on", "name")
    )


def cohorts_of_area(area: Area, *, since: dt.date) -> CohortQuerySet:
    """The area's cohorts that have a day on or after `since`, in the order they begin."""
    return (
        Cohort.objects.active()
        .filter(Exists(_days_from(since)), area=area)
        .with_programme()
        .annotate(first_on=Min("days__date", filter=Q(days__state=DayState.PLANNED)))
        .order_by("version__programme__position", "first_on", "name")
    )


def summarise(cohorts: Iterable[Cohort], *, for_board: bool = False) -> list[Summary]:
    """The cohorts with days, seats and phase, in their order. Three queries; five for the board.

    Wants `with_programme`.
    """
    cohorts = list(cohorts)
    stretches = _stretches(cohorts)
    seats = seats_left(cohorts)
    decided = set(
        SelectionRound.objects.filter(cohort__in=cohorts, state=RoundState.CLOSED).values_list(
            "cohort", flat=True
        )
    )
    board = _counts_for_board(cohorts) if for_board else {}
    return [
        Summary(
            cohort=cohort,
            today=today(),
            seats=seats[cohort.pk],
            stretches=stretches.get(cohort.pk, ()),
            is_decided=cohort.pk in decided,
            **board.get(cohort.pk, {}),
        )
        for cohort in cohorts
    ]


def people_waiting_for(cohort: Cohort) -> list[tuple[str, str]]:
    """Address and name of everybody who counts on a cohort without taking part: nominees who have
    been asked, those who nominated, the registered and those who registered them. Two queries."""
    nominations = cohort.nominations.standing().exclude(state=NominationState.REJECTED)
    registrations = cohort.registrations.filter(state__in=REGISTRATION_OPEN)
    found: dict[str, str] = {}
    for row in nominations.select_related("nominated_by"):
        if row.state != NominationState.DRAFT:
            found.setdefault(row.email, row.name)
        found.setdefault(row.nominated_by.email, row.nominated_by.name)
    for row in registrations.select_related("registered_by"):
        found.setdefault(row.email, row.name)
        if row.registered_by:
            found.setdefault(row.registered_by.email, row.registered_by.name)
    return list(found.items())


def _days_from(date: dt.date) -> QuerySet[CourseDay]:
    return CourseDay.objects.filter(cohort=OuterRef("pk"), state=DayState.PLANNED, date__gte=date)


def _stretches(cohorts: list[Cohort]) -> dict[int, tuple[Stretch, ...]]:
    """The planned days of each cohort by term. One query."""
    rows = (
        CourseDay.objects.filter(cohort__in=cohorts, state=DayState.PLANNED)
        .order_by("plan__term__number", "date")
        .values_list("cohort", "plan__term__name", "date")
    )
    found: dict[int, dict[str, list[dt.date]]] = defaultdict(lambda: defaultdict(list))
    for cohort, term, date in rows:
        found[cohort][term or ""].append(date)
    return {
        cohort: tuple(Stretch(name, tuple(dates)) for name, dates in terms.items())
        for cohort, terms in found.items()
    }


def _counts_for_board(cohorts: list[Cohort]) -> dict[int, dict[str, int]]:
    """Nominations that were sent, complete ones, registrations to confirm. Two queries."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    nominations = (
        Nomination.objects.standing()
        .filter(cohort__in=cohorts)
        .exclude(state=NominationState.DRAFT)
        .values_list("cohort")
        .annotate(
            nominated=Count("email", distinct=True),
            complete=Count("pk", filter=Q(state=NominationState.COMPLETE)),
        )
    )
    for cohort, nominated, complete in nominations:
        found[cohort] |= {"nominated": nominated, "complete": complete}
    registrations = (
        Registration.objects.filter(cohort__in=cohorts, state=RegistrationState.SUBMITTED)
        .values_list("cohort")
        .annotate(to_confirm=Count("pk"))
    )
    for cohort, to_confirm in registrations:
        found[cohort] |= {"to_confirm": to_confirm}
    return found
