"""The cohorts a board member selects for, and how far each has come."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from cohorts.enums import NominationState, RoundState
from cohorts.models import Cohort, Nomination, SelectionRound
from cohorts.selectors.cohorts import COHORT_REACH, COHORT_SCOPES
from cohorts.selectors.seats import SeatCount, seats_left
from cohorts.selectors.selection.scope import cohorts_to_select_for
from common.prepared import prepared
from courses.enums import WayIn
from organisations.models import Person
from organisations.roles import Permission


@dataclass(frozen=True)
class Selection:
    """One cohort in the list."""

    cohort: Cohort
    seats: SeatCount
    complete: int
    awaiting: int
    closed_rounds: int


def selections_of(person: Person) -> list[Selection]:
    """Planned cohorts by nomination that `person` selects for, first to close first. Four
    queries for any number of cohorts."""
    cohorts = list(cohorts_to_select_for(person).active().order_by("closes_on", "name", "pk"))
    states: dict[int, Counter] = defaultdict(Counter)
    counted = Nomination.objects.filter(cohort__in=cohorts).values_list("cohort", "state")
    for cohort, state, number in counted.annotate(Count("pk")):
        states[cohort][state] = number
    closed = Counter(
        SelectionRound.objects.filter(cohort__in=cohorts, state=RoundState.CLOSED).values_list(
            "cohort", flat=True
        )
    )
    seats = seats_left(cohorts)
    return [
        Selection(
            cohort=cohort,
            seats=seats[cohort.pk],
            complete=states[cohort.pk][NominationState.COMPLETE],
            awaiting=states[cohort.pk][NominationState.AWAITING],
            closed_rounds=closed[cohort.pk],
        )
        for cohort in cohorts
    ]


def number_waiting_for(person: Person) -> int:
    """How many complete nominations wait for the boards `person` sits on. One query, for the
    menu of every page."""
    reach = person.reach(Permission.SELECT, *COHORT_SCOPES)
    return sum(count for _cohort, count in _waiting(reach.is_everywhere, **reach.keys))


@prepared(**COHORT_REACH)
def _waiting(is_everywhere, **reach) -> QuerySet:
    """(cohort, how many)"""
    cohorts = Cohort.objects.active().filter(version__way_in=WayIn.NOMINATION)
    reached = cohorts if is_everywhere else cohorts.within(**reach)
    found = Nomination.objects.filter(cohort__in=reached, state=NominationState.COMPLETE)
    return found.values_list("cohort").annotate(Count("pk"))
