"""Sending nominations: asking the nominee, once more, at another address, or not at all."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cohorts.enums import NominationState
from cohorts.lifecycles import NOMINATION
from cohorts.models import Cohort, Nomination, NomineeConfirmation
from cohorts.models.nomination import draw_nonce
from cohorts.selectors.attestation import criteria_of
from cohorts.selectors.nominations import LINK_CLOSED, answers_of
from cohorts.services.nominations import letters
from cohorts.services.nominations.conditions import (
    nominated_already,
    refuse_identity_numbers,
    require_complete,
    require_open,
)
from cohorts.services.seats import lock_cohort
from cohorts.services.selection.drafting import forget_draft
from common import audit
from common.clock import now, today
from common.errors import RuleViolation
from common.presentation.dates import date_words


@transaction.atomic
def send(*, by, nominations: Sequence[Nomination]) -> list[Nomination]:
    """Send drafts of one cohort: each nominee is asked by mail whether they want to take part.

    Raises `RuleViolation` outside the window, or when an answer is missing. Five queries and two
    for each nomination.
    """
    if not nominations:
        return []
    cohort = nominations[0].cohort
    require_open(cohort)
    criteria, answers = criteria_of(cohort.version), answers_of(nominations)
    for nomination in nominations:
        require_complete(criteria, answers[nomination.pk])
        NOMINATION.move(nomination, "send", by=by)
    confirmations = NomineeConfirmation.objects.bulk_create(
        NomineeConfirmation(
            nomination=nomination, answer_by=last_day_to_answer(cohort), sent_at=now()
        )
        for nomination in nominations
    )
    for nomination, confirmation in zip(nominations, confirmations, strict=True):
        nomination.confirmation = confirmation
    letters.ask(by=by, nominations=list(nominations))
    return list(nominations)


@transaction.atomic
def remind(*, by, nomination: Nomination) -> Nomination:
    """Ask a nominee who has not answered once more, with the same link.

    Raises `RuleViolation`: answered or ended meanwhile, address known to be wrong, asked today
    already, or after the cohort's last day to answer.
    """
    nomination = _asked(nomination)
    confirmation = nomination.confirmation
    if confirmation.nonce == LINK_CLOSED:
        raise RuleViolation(
            "wrong_address",
            _("The message reached somebody else."),
            _("Correct the address; then a new question is sent."),
        )
    if localtime(confirmation.sent_at).date() == today():
        raise RuleViolation(
            "asked_today",
            _("%(name)s was asked today already.") % {"name": nomination.name},
            _("Wait until tomorrow before you send a reminder."),
        )
    _ask_again(confirmation, nomination.cohort)
    audit.record(by=by, action="nomination.remind", on=nomination)
    letters.ask(by=by, nominations=[nomination], is_reminder=True)
    return nomination


@transaction.atomic
def correct_address(*, by, nomination: Nomination, email: str) -> Nomination:
    """Replace the address before the nominee has answered, and ask there. The old link is dead.

    Raises `RuleViolation`: answered or ended meanwhile, the same address, one that the employer
    has nominated already, an identity number, or after the last day to answer.
    """
    nomination = _asked(nomination)
    confirmation = nomination.confirmation
    before, nomination.email = nomination.email, email.strip().lower()
    refuse_identity_numbers([("email", _("E-mail address"), email)])
    if nomination.email == before:
        raise RuleViolation(
            "same_address",
            _("This is the address that the question was sent to."),
            _("Write another one, or send a reminder."),
            field="email",
        )
    try:
        with transaction.atomic():
            nomination.save(update_fields=["email"])
    except IntegrityError:
        raise nominated_already(nomination, by=by)
    letters.stop_questions(by=by, nomination=nomination)
    confirmation.nonce = draw_nonce()
    _ask_again(confirmation, nomination.cohort)
    audit.record(
        by=by,
        action="nomination.correct_address",
        on=nomination,
        before={"email": before},
        after={"email": nomination.email},
    )
    letters.ask(by=by, nominations=[nomination])
    return nomination


@transaction.atomic
def withdraw(*, by, nomination: Nomination, reason: str) -> Nomination:
    """Take a nomination back, whatever has been answered, until it is accepted or declined.

    A seat that the joint board held for it is free again. The nominee is told, if asked before,
    unless the question went to somebody else, who hears no more of it. Raises `RuleViolation`
    without a reason (a draft needs none), or when it has been decided.
    """
    refuse_identity_numbers([("reason", _("Reason"), reason)])
    lock_cohort(nomination.cohort_id)
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("person", "confirmation")
        .get(pk=nomination.pk)
    )
    was_asked = nomination.state != NominationState.DRAFT
    if was_asked and not reason.strip():
        raise RuleViolation(
            "reason_needed", _("Write why you withdraw the nomination."), field="reason"
        )
    NOMINATION.move(nomination, "withdraw", by=by, reason=reason.strip())
    forget_draft(by=by, nomination=nomination)
    if was_asked:
        letters.stop_questions(by=by, nomination=nomination)
        if nomination.confirmation.nonce != LINK_CLOSED:
            letters.tell_withdrawn(by=by, nomination=nomination)
    return nomination


def last_day_to_answer(cohort: Cohort) -> dt.date:
    """Until when nominees answer: the cohort's own day for it, or the last day to nominate."""
    return cohort.answer_by or cohort.closes_on


def _asked(nomination: Nomination) -> Nomination:
    """The nomination, locked, if its nominee has been asked and has not answered."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("cohort", "employer", "confirmation")
        .get(pk=nomination.pk)
    )
    if nomination.state != NominationState.AWAITING:
        raise RuleViolation(
            "not_awaiting",
            _("%(name)s is not waited for any more.") % {"name": nomination.name},
            _("Load the page again and look at the current state."),
        )
    return nomination


def _ask_again(confirmation: NomineeConfirmation, cohort: Cohort) -> None:
    """Note one more question, to be answered by the day that holds for the cohort now."""
    last_day = last_day_to_answer(cohort)
    if today() > last_day:
        raise RuleViolation(
            "too_late",
            _("The last day to answer was %(day)s.") % {"day": date_words(last_day)},
            _("Ask the joint board."),
        )
    confirmation.answer_by = last_day
    confirmation.sent_at = now()
    confirmation.sent_count += 1
    confirmation.save(update_fields=["nonce", "answer_by", "sent_at", "sent_count"])
