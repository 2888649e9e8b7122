"""The nominee's answer, by the link in the message and without an account (domain.md §1, C9)."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cohorts.enums import GivenBy, NominationState
from cohorts.lifecycles import NOMINATION
from cohorts.models import CriterionAnswer, Nomination
from cohorts.selectors.attestation import Criteria, Part, criteria_of, field_name
from cohorts.selectors.nominations import LINK_CLOSED
from cohorts.services.nominations import letters
from cohorts.services.nominations.checking import check_records
from cohorts.services.nominations.conditions import nominated_already, refuse_identity_numbers
from cohorts.services.seats import lock_cohort
from cohorts.services.selection.drafting import forget_draft
from common import audit
from common.clock import now, today
from common.errors import RuleViolation
from common.presentation.dates import date_words
from organisations.services.affiliations import note_affiliation
from organisations.services.people import find_or_create_person

SYSTEM = "nominee link"  # who acts, in the audit log: whoever holds the link


@transaction.atomic
def answer_question(
    *,
    by,
    nomination: Nomination,
    accepts: bool,
    answers: Mapping[str, bool | None],
    comment: str = "",
) -> Nomination:
    """Keep a nominee's yes or no; it can be changed by the same link until the last day.

    A yes makes the nominee a person of the platform, notes where they work, answers the criteria
    that the nominee answers as well (`answers`, by code) and those that the records answer. A no
    gives back a seat that the joint board held. The nominator is told, but not the comment, which
    is for the board. `by` is None: there is no account.

    Raises `RuleViolation`: too late, decided or withdrawn meanwhile, an answer missing, an
    identity number, or a newer nomination of the same address.
    """
    lock_cohort(nomination.cohort_id)
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("cohort__version__programme", "employer", "unit", "profession")
        .select_related("nominated_by", "confirmation", "person")
        .get(pk=nomination.pk)
    )
    confirmation = nomination.confirmation
    if today() > confirmation.answer_by:
        raise RuleViolation(
            "too_late",
            _("The last day to answer was %(day)s.") % {"day": date_words(confirmation.answer_by)},
        )
    refuse_identity_numbers([("comment", _("To the joint board"), comment)])
    criteria = criteria_of(nomination.cohort.version)
    has_changed = confirmation.accepts is not accepts
    confirmation.answered_at, confirmation.accepts = now(), accepts
    confirmation.comment = comment.strip()
    if accepts:
        _confirm(nomination, criteria, answers, is_new=has_changed)
    elif has_changed:
        NOMINATION.move(nomination, "decline", by=by, system=SYSTEM)
        forget_draft(by=by, system=SYSTEM, nomination=nomination)
    else:
        _require_state(nomination, NominationState.DECLINED)
    confirmation.save(update_fields=["answered_at", "accepts", "comment"])
    if has_changed:
        letters.tell_nominator(
            event=letters.ANSWERED,
            nomination=nomination,
            moment=confirmation.answered_at,
            accepts=accepts,
        )
    return nomination


@transaction.atomic
def report_wrong_person(*, by, nomination: Nomination) -> Nomination:
    """Close the link at the word of somebody who got it by mistake, and tell the nominator.

    Nothing is told about whoever that was. Raises `RuleViolation` when the question has been
    answered, withdrawn or decided.
    """
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("nominated_by", "confirmation")
        .get(pk=nomination.pk)
    )
    _require_state(nomination, NominationState.AWAITING)
    nomination.confirmation.nonce = LINK_CLOSED
    nomination.confirmation.save(update_fields=["nonce"])
    audit.record(by=by, system=SYSTEM, action="nomination.wrong_person", on=nomination)
    letters.tell_nominator(event=letters.WRONG_PERSON, nomination=nomination, moment=now())
    return nomination


def _confirm(nomination: Nomination, criteria: Criteria, answers: Mapping, *, is_new: bool) -> None:
    _keep_answers(nomination, criteria, answers)
    if not is_new:
        _require_state(nomination, NominationState.COMPLETE)
        return
    person = find_or_create_person(
        by=None, system=SYSTEM, email=nomination.email, name=nomination.name
    )
    nomination.person = person
    try:
        with transaction.atomic():
            NOMINATION.move(
                nomination, "confirm", by=None, system=SYSTEM, save=("person",), person=person.pk
            )
    except IntegrityError:
        raise nominated_already(nomination)
    note_affiliation(
        by=None,
        system=SYSTEM,
        person=person,
        unit=nomination.unit,
        profession=nomination.profession,
    )
    check_records(by=None, system=SYSTEM, criteria=criteria, nominations=[nomination])


def _keep_answers(nomination: Nomination, criteria: Criteria, answers: Mapping) -> None:
    """The nominee's own answers; all are needed for a yes to the whole."""
    asked = criteria.answered_by_nominee
    for criterion in asked:
        if answers.get(criterion.code) is None:
            raise RuleViolation(
                "answer_missing",
                _("Answer yes or no."),
                field=field_name(criterion, Part.IS_MET),
            )
    CriterionAnswer.objects.bulk_create(
        [
            CriterionAnswer(
                nomination=nomination,
                criterion=criterion,
                given_by=GivenBy.NOMINEE,
                is_met=answers[criterion.code],
            )
            for criterion in asked
        ],
        update_conflicts=True,
        unique_fields=["nomination", "criterion", "given_by"],
        update_fields=["is_met"],
    )


def _require_state(nomination: Nomination, state: str) -> None:
    if nomination.state != state:
        raise RuleViolation(
            "not_now",
            _("This can't be done now: something has changed since the page was opened."),
            _("Load the page again and look at the current state."),
        )
