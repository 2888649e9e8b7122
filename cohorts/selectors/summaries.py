"""A cohort in a list: dates, seats and how far it has come, in a fixed number of queries for any
number of cohorts, and in the words that pages show."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cohorts.enums import CohortState, DayState, NominationState, RegistrationState, RoundState
from cohorts.models import Cohort, CourseDay, Nomination, Registration, SelectionRound
from cohorts.selectors.seats import SeatCount, seats_left
from common.clock import today
from common.prepared import KEYS, prepared
from common.presentation.dates import date_words


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

    @cached_property
    def dates(self) -> list[dt.date]:
        """All planned days in order."""
        return sorted(date for stretch in self.stretches for date in stretch.dates)

    @cached_property
    def first_on(self) -> dt.date | None:
        return self.dates[0] if self.dates else None

    @cached_property
    def last_on(self) -> dt.date | None:
        return self.dates[-1] if self.dates else None

    @property
    def held(self) -> int:
        """How many days have been."""
        return sum(date < self.today for date in self.dates)

    @cached_property
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
        if self.is_asked_for:
            return Phase.DECIDING
        return Phase.READY

    @cached_property
    def standing(self) -> tuple[str, str]:
        """The phase as the tone of a mark and its words."""
        cohort, phase = self.cohort, self.phase
        if phase == Phase.RUNNING:
            words = _("%(held)s of %(total)s days given")
            return "info", words % {"held": self.held, "total": len(self.dates)}
        if phase == Phase.ANNOUNCED:
            return "", _("Opens on %(day)s") % {"day": date_words(cohort.opens_on, "date")}
        if phase == Phase.OPEN:
            return "info", _("Open until %(day)s") % {"day": date_words(cohort.closes_on, "date")}
        return {
            Phase.DECIDING: ("", _("Selection is going on")),
            Phase.READY: ("done", _("Ready to begin")),
            Phase.DONE: ("done", pgettext("cohort", "Over")),
            Phase.CANCELLED: ("stop", pgettext("cohort", "Cancelled")),
        }[phase]

    @property
    def dates_in_words(self) -> str:
        """From the first day to the last."""
        first, last = self.first_on, self.last_on
        if first is None:
            return _("No days are left")
        if first == last:
            return date_words(first, "date")
        style = "short" if first.year == last.year else "date"
        words = {"first": date_words(first, style), "last": date_words(last, "date")}
        return _("%(first)s to %(last)s") % words

    @property
    def seats_in_words(self) -> str:
        """How many seats there are, or are left, or were taken: what anybody may know."""
        total = self.seats.total
        if self.is_before and self.is_asked_for:
            return ngettext("%(total)s seat", "%(total)s seats", total) % {"total": total}
        if self.is_before:
            return _("%(left)s of %(total)s seats left") % {"left": self.seats.left, "total": total}
        return _("%(given)s of %(total)s seats taken") % {"given": self.seats.given, "total": total}

    @property
    def filled(self) -> int:
        """What a bar of the seats shows: those taken, or before anybody is accepted those asked
        for, though never more than there are."""
        return min(self.nominated if self.is_asked_for else self.seats.given, self.seats.total)

    @property
    def is_asked_for(self) -> bool:
        """Whether people are nominated, and nobody has been accepted yet."""
        return self.cohort.is_by_nomination and not self.is_decided

    @property
    def is_before(self) -> bool:
        """Whether the course has not begun."""
        return self.phase in {Phase.ANNOUNCED, Phase.OPEN, Phase.DECIDING, Phase.READY}

    @property
    def has_begun(self) -> bool:
        """Whether the course is going on or over."""
        return self.phase in {Phase.RUNNING, Phase.DONE}


def summarise(cohorts: Iterable[Cohort], *, for_board: bool = False) -> list[Summary]:
    """The cohorts with days, seats and phase, in their order. Three queries; five for the board.

    Wants `with_programme`.
    """
    cohorts = list(cohorts)
    keys = [cohort.pk for cohort in cohorts]
    stretches = _stretches(keys)
    seats = seats_left(cohorts)
    decided = set(_decided(cohorts=keys))
    board = _counts_for_board(keys) if for_board else {}
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


@prepared(cohorts=KEYS)
def _decided(cohorts) -> QuerySet:
    rounds = SelectionRound.objects.filter(cohort__in=cohorts, state=RoundState.CLOSED)
    return rounds.values_list("cohort", flat=True)


def _stretches(cohorts: list[int]) -> dict[int, tuple[Stretch, ...]]:
    """The planned days of each cohort by term. One query."""
    found: dict[int, dict[str, list[dt.date]]] = defaultdict(lambda: defaultdict(list))
    for cohort, term, date in _days(cohorts=cohorts):
        found[cohort][term or ""].append(date)
    return {
        cohort: tuple(Stretch(name, tuple(dates)) for name, dates in terms.items())
        for cohort, terms in found.items()
    }


@prepared(cohorts=KEYS)
def _days(cohorts) -> QuerySet:
    """(cohort, term, date)"""
    return (
        CourseDay.objects.filter(cohort__in=cohorts, state=DayState.PLANNED)
        .order_by("plan__term__number", "date")
        .values_list("cohort", "plan__term__name", "date")
    )


def _counts_for_board(cohorts: list[int]) -> dict[int, dict[str, int]]:
    """Nominations that were sent, complete ones, registrations to confirm. Two queries."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for cohort, nominated, complete in _nominations(cohorts=cohorts):
        found[cohort] |= {"nominated": nominated, "complete": complete}
    for cohort, to_confirm in _registrations(cohorts=cohorts):
        found[cohort] |= {"to_confirm": to_confirm}
    return found


@prepared(cohorts=KEYS)
def _nominations(cohorts) -> QuerySet:
    """(cohort, how many were sent, how many are complete)"""
    return (
        Nomination.objects.standing()
        .filter(cohort__in=cohorts)
        .exclude(state=NominationState.DRAFT)
        .values_list("cohort")
        .annotate(
            nominated=Count("email", distinct=True),
            complete=Count("pk", filter=Q(state=NominationState.COMPLETE)),
        )
    )


@prepared(cohorts=KEYS)
def _registrations(cohorts) -> QuerySet:
    """(cohort, how many to confirm)"""
    rows = Registration.objects.filter(cohort__in=cohorts, state=RegistrationState.SUBMITTED)
    return rows.values_list("cohort").annotate(Count("pk"))
