"""The joint board confirms what employers have registered, or declines."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.lifecycles import REGISTRATION
from cohorts.models import Cohort, Registration
from cohorts.selectors.registrations.board import takes_part_already, waiting_for_board
from cohorts.services.enrolments import enrol
from cohorts.services.nominations.conditions import refuse_identity_numbers
from cohorts.services.registrations import letters
from cohorts.services.registrations.conditions import require_planned, require_reason
from cohorts.services.registrations.locking import lock_registration
from cohorts.services.seats import free_numbers, full, lock_cohort, take_seats
from common.errors import RuleViolation
from organisations.services.affiliations import note_affiliation


@transaction.atomic
def confirm(*, by, cohort: Cohort, chosen: Collection[int]) -> list[Registration]:
    """Give seats to the registrations with these keys, all or none, and enrol the people.

    They get the invitation, their employers a message. Raises `RuleViolation`: nobody chosen,
    confirmed or cancelled meanwhile, more than there are seats, somebody who takes part already,
    or a cancelled course. Some fifteen queries, a few for each person.
    """
    locked = _locked(cohort)
    if not chosen:
        raise RuleViolation("nobody", _("Choose at least one person."))
    rows = [row for row in _waiting(locked) if row.pk in chosen]
    if len(rows) < len(set(chosen)):
        raise RuleViolation(
            "not_now",
            _("Somebody you chose has been dealt with since the page was opened."),
            _("Look at the list and choose again."),
        )
    return _confirm(by, locked, rows)


@transaction.atomic
def confirm_all_that_fit(*, by, cohort: Cohort) -> list[Registration]:
    """Confirm those who wait in the order they were registered, as far as the seats go.

    Somebody who has a seat already, or is registered twice, is passed over. Raises
    `RuleViolation` when no seat is free or nobody waits; see `confirm`.
    """
    locked = _locked(cohort)
    free = len(free_numbers(locked))
    if not free:
        raise full(locked)
    taken = takes_part_already(locked)
    fitting: dict[str, Registration] = {}
    for row in _waiting(locked):
        if row.email not in taken:
            fitting.setdefault(row.email, row)
    if not fitting:
        raise RuleViolation("nobody", _("Nobody who can be confirmed is waiting."))
    return _confirm(by, locked, list(fitting.values())[:free])


@transaction.atomic
def reject(*, by, registration: Registration, reason: str) -> Registration:
    """Decline a registration; the employer is told why. Raises `RuleViolation` without a reason,
    with an identity number in it, or when the registration has been dealt with."""
    refuse_identity_numbers([("reason", _("Reason"), reason)])
    reason = require_reason(reason, _("Write why. The employer can read it."))
    registration = lock_registration(registration.pk, registration.cohort_id)
    registration.reason = reason
    REGISTRATION.move(registration, "reject", by=by, reason=reason, save=("reason",))
    letters.tell_rejected(by=by, registration=registration)
    return registration


def _confirm(by, cohort: Cohort, rows: Sequence[Registration]) -> list[Registration]:
    free = len(free_numbers(cohort))
    if not free:
        raise full(cohort)
    if len(rows) > free:
        raise RuleViolation(
            "too_many",
            ngettext(
                "You have chosen {chosen} people, but one seat is free.",
                "You have chosen {chosen} people, but {free} seats are free.",
                free,
            ).format(chosen=len(rows), free=free),
            _("Choose as many as there are seats, or decline some."),
        )
    take_seats(cohort.pk, holders=rows)
    for row in rows:
        REGISTRATION.move(row, "confirm", by=by)
    enrol(by=by, cohort=cohort, holders=rows)
    for row in rows:
        _note_where_they_work(by, row)
    letters.tell_confirmed(by=by, cohort=cohort, registrations=rows)
    return list(rows)


def _note_where_they_work(by, row: Registration) -> None:
    """What the employer wrote is believed when the board has: from today the unit's managers see
    how the course goes."""
    if row.unit_id:
        note_affiliation(by=by, person=row.person, unit=row.unit, profession=row.profession)


def _locked(cohort: Cohort) -> Cohort:
    locked = lock_cohort(cohort.pk)
    locked.version, locked.area = cohort.version, cohort.area
    require_planned(locked)
    return locked


def _waiting(cohort: Cohort) -> list[Registration]:
    rows = waiting_for_board(cohort).select_for_update(of=("self",))
    return list(rows.select_related("person", "registered_by"))
