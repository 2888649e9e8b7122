"""Reading what is kept small for all members of the board (domain.md §6)."""

from cohorts.models import Nomination
from common import audit
from organisations.models import Person


def open_grounds(*, by: Person, nomination: Nomination) -> None:
    """Log that somebody opens the grounds of one nominee. One query, so no transaction of its
    own."""
    audit.record(by=by, action="nomination.open_grounds", on=nomination)
