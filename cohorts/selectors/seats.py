"""How many seats there are, and how many are left. Every page that shows a seat number asks here
(architecture.md, flow 9)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cohorts.enums import NominationState, RegistrationState
from cohorts.models import Cohort, Seat
from common.prepared import KEYS, prepared

DRAFTED = Q(nomination__state__in=(NominationState.COMPLETE, NominationState.RESERVE))
OFFERED = Q(registration__state=RegistrationState.OFFERED)


@dataclass(frozen=True)
class SeatCount:
    """The seats of one cohort. `drafted` ones are held for people whom the joint board means to
    accept; only the board may know that they are taken (domain.md §7.2)."""

    total: int
    taken: int = 0
    drafted: int = 0
    offered: int = 0

    @property
    def given(self) -> int:
        """Seats of people who have been told that they have one."""
        return self.taken - self.drafted - self.offered

    @property
    def free(self) -> int:
        """What can be given out now: for the board, and for open registration."""
        return max(0, self.total - self.taken)

    @property
    def left(self) -> int:
        """What everybody else is told: drafts don't count."""
        return max(0, self.total - self.taken + self.drafted)


def seats_left(cohorts: Iterable[Cohort]) -> dict[int, SeatCount]:
    """The count of each cohort, by its key. One query for any number of cohorts."""
    totals = {cohort.pk: cohort.seats for cohort in cohorts}
    found = {cohort: counts for cohort, *counts in _counted(cohorts=totals)}
    return {pk: SeatCount(total, *found.get(pk, ())) for pk, total in totals.items()}


@prepared(cohorts=KEYS)
def _counted(cohorts) -> QuerySet:
    """(cohort, taken, drafted, offered)"""
    return (
        Seat.objects.filter(cohort__in=cohorts)
        .values_list("cohort")
        .annotate(
            taken=Count("pk"),
            drafted=Count("pk", filter=DRAFTED),
            offered=Count("pk", filter=OFFERED),
        )
    )
