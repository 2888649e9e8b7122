"""Cancelling a registration: by the link in the mail, or by the employer who made it."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import EnrolmentState, RegistrationState
from cohorts.lifecycles import REGISTRATION
from cohorts.models import Enrolment, Registration
from cohorts.services.enrolments import leave
from cohorts.services.nominations.conditions import refuse_identity_numbers
from cohorts.services.registrations import letters
from cohorts.services.registrations.conditions import require_reason
from cohorts.services.registrations.locking import lock_registration, require_not_begun
from cohorts.services.registrations.offers import LINK, give_back, offer_free_seats
from common.clock import today


@transaction.atomic
def cancel_own(*, by, registration: Registration) -> Registration:
    """Cancel one's own registration, leave the waiting list, or decline an offered seat.

    A seat goes to the first on the waiting list. `by` is None: there is no account. Raises
    `RuleViolation` when it has ended already, or the course has begun.
    """
    registration = lock_registration(registration.pk, registration.cohort_id)
    _end(by=by, registration=registration, reason=_("Cancelled by the person."))
    return registration


@transaction.atomic
def cancel_staff(*, by, registration: Registration, reason: str) -> Registration:
    """Take back an employer's registration. Somebody who has been enrolled leaves the course and
    is told. Raises `RuleViolation` without a reason, with an identity number in it, when it has
    ended already, or the course has begun.
    """
    refuse_identity_numbers([("reason", _("Reason"), reason)])
    reason = require_reason(reason, _("Write why you cancel the registration."))
    registration = lock_registration(registration.pk, registration.cohort_id)
    _end(by=by, registration=registration, reason=reason)
    return registration


def follow_enrolment(*, by, enrolment: Enrolment) -> None:
    """When somebody has left a course: their registration ends too, and the seat is offered on.

    Called with the news, in the transaction that holds the cohort. One query for those who were
    not registered.
    """
    registration = Registration.objects.filter(
        pk=enrolment.registration_id, state=RegistrationState.SEATED
    ).first()
    if registration is None:
        return
    registration = lock_registration(registration.pk, registration.cohort_id)
    registration.reason = enrolment.left_reason
    _move(by=by, registration=registration)
    if enrolment.state == EnrolmentState.LEFT:  # who pauses or changes cohort gets another letter
        letters.tell_cancelled(by=by, registration=registration, had_seat=True)
    offer_free_seats(cohort_id=registration.cohort_id)


def _end(*, by, registration: Registration, reason: str) -> None:
    REGISTRATION.step(registration.state, "cancel")
    require_not_begun(registration)
    if registration.state == RegistrationState.SEATED:
        leave(by=by, enrolment=registration.enrolment, on=today(), reason=reason)
        registration.refresh_from_db(fields=["state", "reason"])  # by the news: follow_enrolment
        return
    if registration.state == RegistrationState.OFFERED:
        give_back(by=by, registration=registration, verb="decline", system="" if by else LINK)
    registration.reason = reason
    _move(by=by, registration=registration)
    letters.tell_cancelled(by=by, registration=registration, had_seat=False)
    offer_free_seats(cohort_id=registration.cohort_id)


def _move(*, by, registration: Registration) -> None:
    REGISTRATION.move(
        registration,
        "cancel",
        by=by,
        system="" if by else LINK,
        reason=registration.reason,
        save=("reason",),
    )
