"""Taking and freeing seats: the only place that writes `Seat` (domain.md §7.5).

Two walls. The row lock on the cohort lets one transaction at a time look for a free number, so
that sixty people who want thirty seats get thirty answers "yes" and thirty "full". The unique
number and the trigger on it stop whatever goes around this file. On SQLite the immediate
transaction is the lock.
"""

from collections.abc import Sequence

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Nomination, Registration, Seat
from common.errors import RuleViolation

LOCK_TIMEOUT = "3s"
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code for a lock that was waited for in vain


def lock_cohort(cohort_id: int) -> Cohort:
    """The cohort, locked until the caller's transaction ends. One query (PostgreSQL: two).

    Lock it before any other row, several cohorts in the order of their keys. Raises
    `RuleViolation("busy")` when somebody else holds it for more than three seconds, and
    `TransactionManagementError` outside a transaction, where a lock would hold nothing.
    """
    if not connection.in_atomic_block:
        message = "Seats are given out in the transaction of what they are given for: use atomic()."
        raise transaction.TransactionManagementError(message)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    try:
        return Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
            raise
        raise RuleViolation(
            "busy",
            _("Somebody else is giving out seats in this course right now."),
            _("Nothing has been saved. Try again in a moment."),
        ) from error


def take_seat(
    cohort_id: int,
    *,
    nomination: Nomination | None = None,
    registration: Registration | None = None,
) -> Seat:
    """Give the lowest free seat to a nomination or a registration, in the caller's transaction.

    Raises `RuleViolation("full")` when there is none, and what `lock_cohort` raises. Three
    queries (PostgreSQL: four).
    """
    [seat] = take_seats(cohort_id, holders=[nomination or registration])
    return seat


def take_seats(cohort_id: int, *, holders: Sequence[Nomination | Registration]) -> list[Seat]:
    """Give a seat to each of `holders`, lowest numbers first, or none at all; see `take_seat`."""
    cohort = lock_cohort(cohort_id)
    numbers = free_numbers(cohort)
    if len(numbers) < len(holders):
        raise full(cohort)
    return Seat.objects.bulk_create(
        Seat(cohort=cohort, number=number, **_held_by(holder))
        for number, holder in zip(numbers, holders, strict=False)
    )


def free_seat(seat: Seat) -> None:
    """Give a seat back, in the caller's transaction; nobody holds it after. Two queries or so."""
    lock_cohort(seat.cohort_id)
    seat.delete()


def free_numbers(cohort: Cohort) -> list[int]:
    """The numbers that nobody holds, lowest first. True for as long as the cohort is locked."""
    taken = set(Seat.objects.filter(cohort=cohort).values_list("number", flat=True))
    return [number for number in range(1, cohort.seats + 1) if number not in taken]


def full(cohort: Cohort) -> RuleViolation:
    """What to raise when somebody is to have a seat and all are taken."""
    return RuleViolation(
        "full",
        _("All %(seats)s seats are taken.") % {"seats": cohort.seats},
        _("Somebody must give up a seat first."),
        seats=cohort.seats,
    )


def _held_by(holder: Nomination | Registration) -> dict:
    return {"nomination" if isinstance(holder, Nomination) else "registration": holder}
