"""The cohorts a board member selects for, and how far each has come."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from cohorts.enums import NominationState, RoundState
from cohorts.models import Cohort, Nomination, SelectionRound
from cohorts.selectors.seats import SeatCount, seats_left
from cohorts.selectors.selection.scope import cohorts_to_select_for
from organisations.models import Person


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
