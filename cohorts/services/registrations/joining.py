"""Registering oneself to a course that is open to all."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import RegistrationState
from cohorts.models import Cohort, Registration
from cohorts.selectors.registrations.line import standing_registration
from cohorts.services.enrolments import enrol
from cohorts.services.nominations.conditions import refuse_identity_numbers
from cohorts.services.registrations import letters
from cohorts.services.registrations.conditions import require_open, require_way_in
from cohorts.services.seats import free_numbers, lock_cohort, take_seat
from common import audit
from courses.enums import WayIn
from organisations.models import Profession

SYSTEM = "registration form"  # who acts, in the audit log: somebody without an account


@dataclass(frozen=True)
class Registrant:
    """Somebody as they describe themselves."""

    email: str
    name: str
    organisation_name: str = ""
    profession: Profession | None = None
    question: str = ""


@transaction.atomic
def register(*, by, cohort: Cohort, registrant: Registrant) -> Registration:
    """Give somebody a seat at once, or the last place on the waiting list when all are taken.

    They are told by mail, with the days and a link to cancel. An address that stands registered
    changes nothing and gets that mail again, once a day at most, so that whoever types it learns
    nothing. `by` is None without an account. Raises `RuleViolation`: outside the window, another
    way in, an identity number. Some fifteen queries, three for an address that stands registered.
    """
    _refuse_identity_numbers(registrant)
    locked = lock_cohort(cohort.pk)
    locked.version = cohort.version
    require_way_in(locked, WayIn.OPEN)
    require_open(locked)
    if known := standing_registration(locked, registrant.email):
        letters.tell(by=by, registration=known, again=True)
        return known
    registration = _write(by, locked, registrant)
    if registration.state == RegistrationState.SEATED:
        take_seat(locked.pk, registration=registration)
        enrol(by=by, cohort=locked, holders=[registration])
    letters.tell(by=by, registration=registration)
    return registration


def _write(by, cohort: Cohort, registrant: Registrant) -> Registration:
    """Whoever waits comes before whoever registers now, even if a seat is free for a moment."""
    is_waiting_needed = not free_numbers(cohort) or cohort.registrations.waiting_in_order().exists()
    registration = Registration.objects.create(
        cohort=cohort,
        email=registrant.email.strip().lower(),
        name=" ".join(registrant.name.split()),
        organisation_name=registrant.organisation_name.strip(),
        profession=registrant.profession,
        question=registrant.question.strip(),
        state=RegistrationState.WAITING if is_waiting_needed else RegistrationState.SEATED,
    )
    audit.record(
        by=by,
        system="" if by else SYSTEM,
        action="registration.create",
        on=registration,
        after={"state": registration.state, "email": registration.email},
    )
    return registration


def _refuse_identity_numbers(registrant: Registrant) -> None:
    refuse_identity_numbers(
        [
            ("email", _("E-mail address"), registrant.email),
            ("name", _("Name"), registrant.name),
            ("organisation_name", _("Organisation"), registrant.organisation_name),
            ("question", _("A question you want answered"), registrant.question),
        ]
    )
