"""People who register, and whom employers register: through the services."""

import itertools

from cohorts.models import Registration
from cohorts.services.registrations.joining import Registrant, register
from cohorts.services.registrations.staff import Staff, register_staff
from tests.factories.organisations import make_profession

_numbers = itertools.count(1)


def join(cohort, email: str = "", **fields) -> Registration:
    """Somebody registers without an account."""
    number = next(_numbers)
    fields = {
        "name": "Sivert Nordanfors",
        "email": email or f"sivert{number}@exempel.example",
        **fields,
    }
    return register(by=None, cohort=cohort, registrant=Registrant(**fields))


def staff(unit, email: str = "", **fields) -> Staff:
    """One of the staff of a unit, as its employer writes."""
    number = next(_numbers)
    return Staff(
        **{
            "email": email or f"lakare{number}@lunda.example",
            "name": f"Läkare {number}",
            "profession": make_profession("Läkare"),
            "unit": unit,
            **fields,
        }
    )


def send_in(by, cohort, unit, count: int = 1) -> list[Registration]:
    """An employer registers some of the staff."""
    return register_staff(by=by, cohort=cohort, staff=[staff(unit) for _ in range(count)])
