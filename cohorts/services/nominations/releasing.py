"""What a nomination holds, and gives back when it ends before it is decided."""

from cohorts.enums import RoundState
from cohorts.models import Decision, Nomination, Seat
from cohorts.services.seats import free_seat
from common import audit


def free_what_is_held(*, by, nomination: Nomination, system: str = "") -> None:
    """Take back the joint board's draft decision about a nomination, and the seat it holds.

    The caller has locked the cohort and holds the transaction. Two queries, more if something is
    held. What closed rounds have decided is kept.
    """
    drafted = Decision.objects.filter(nomination=nomination, round__state=RoundState.OPEN)
    for decision in drafted:
        audit.record(
            by=by,
            system=system,
            action="decision.lapse",
            on=nomination,
            before={"outcome": decision.outcome, "round": decision.round_id},
        )
        decision.delete()
    if seat := Seat.objects.filter(nomination=nomination).first():
        free_seat(seat)
