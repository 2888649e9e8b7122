"""Employers register staff (domain.md §1: inpatient, doctors' and managers' courses)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import REGISTRATION_OPEN, RegistrationState
from cohorts.models import Cohort, Registration
from cohorts.services.nominations.conditions import refuse_identity_numbers, require_invited
from cohorts.services.registrations.conditions import require_open, require_way_in
from cohorts.services.seats import lock_cohort
from common import audit
from common.errors import RuleViolation
from courses.enums import WayIn
from organisations.models import Organisation, Profession


@dataclass(frozen=True)
class Staff:
    """Somebody as the employer describes them."""

    email: str
    name: str
    profession: Profession
    unit: Organisation


@transaction.atomic
def register_staff(*, by, cohort: Cohort, staff: Sequence[Staff]) -> list[Registration]:
    """Register people, all or none; the joint board confirms them.

    They themselves are told when that has happened, not before. Raises `RuleViolation`, with the
    place in `staff` as its parameter `row` where it is about one of them: outside the window,
    another way in, nobody given, a unit that is not invited, an identity number, or an address
    that the employer has registered already. Whether another employer has, nobody learns here.
    Six queries, one more for each person.
    """
    if not staff:
        raise RuleViolation("nobody", _("Write at least one person."))
    locked = lock_cohort(cohort.pk)
    require_way_in(cohort, WayIn.EMPLOYER)
    require_open(locked)
    taken = _registered_already(cohort, staff)
    for row, person in enumerate(staff):
        with _about(row):
            _check(cohort, person, taken)
    registrations = Registration.objects.bulk_create(
        Registration(
            cohort=cohort,
            email=_address(person),
            name=" ".join(person.name.split()),
            profession=person.profession,
            unit=person.unit,
            registered_by=by,
            state=RegistrationState.SUBMITTED,
        )
        for person in staff
    )
    audit.record_many(
        by=by,
        action="registration.create",
        changes=[
            (row, None, {"state": row.state, "email": row.email, "unit": row.unit.name})
            for row in registrations
        ],
    )
    return registrations


def _check(cohort: Cohort, person: Staff, taken: set[tuple[str, str]]) -> None:
    """Refuse one of them; note the address so that it is not taken twice."""
    refuse_identity_numbers(
        [("email", _("E-mail address"), person.email), ("name", _("Name"), person.name)]
    )
    require_invited(cohort, person.unit)
    key = (person.unit.root_path, _address(person))
    if key in taken:
        raise RuleViolation(
            "registered_already",
            _("Your organisation has registered this address already."),
            _("Write another one, or leave the row empty."),
            field="email",
        )
    taken.add(key)


def _registered_already(cohort: Cohort, staff: Sequence[Staff]) -> set[tuple[str, str]]:
    """Which of the addresses stand registered, with the tree path of the employer. One query."""
    standing = Registration.objects.filter(
        cohort=cohort,
        email__in=[_address(person) for person in staff],
        state__in=REGISTRATION_OPEN,
        unit__isnull=False,
    )
    return {(row.unit.root_path, row.email) for row in standing.select_related("unit")}


def _address(person: Staff) -> str:
    return person.email.strip().lower()


@contextmanager
def _about(row: int) -> Iterator[None]:
    """Say which of many a refusal is about."""
    try:
        yield
    except RuleViolation as violation:
        violation.params = {**violation.params, "row": row}
        raise
