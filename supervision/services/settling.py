"""Two examiners who differ, and results that are changed after they were final."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.services.standing import assert_no_certificate_rests_on
from common import audit
from common.clock import now
from common.errors import RuleViolation
from common.guard import assert_identifies_nobody
from messaging.services.ledger import enqueue
from supervision.enums import ExaminationOutcome
from supervision.models import Amendment, Attempt
from supervision.services.bookings import take_back
from supervision.services.marking import refuse_colleagues
from supervision.services.sittings import lock_sitting, require_open

AMENDED = "examination_amended"


@transaction.atomic
def settle(*, by, attempt: Attempt, outcome: ExaminationOutcome, reason: str) -> Attempt:
    """Enter what the two examiners have agreed on after all. `by` is one of them; `attempt` has
    its sitting's day and its person joined.

    Raises `RuleViolation`: "final", "nothing_to_settle" unless two marks are in and differ,
    "not_yours" for a third examiner, "colleague", "reason_needed", "identity_number",
    "contact_details".
    """
    reason = _required(reason)
    sitting = lock_sitting(attempt.sitting.day)
    require_open(sitting)
    attempt = _locked(attempt)
    given = {row.examiner_id: row.outcome for row in attempt.assessments.all()}
    if len(given) < 2 or len(set(given.values())) == 1:
        raise RuleViolation(
            "nothing_to_settle", _("There is no difference between two examiners to settle.")
        )
    if by.pk not in given:
        raise RuleViolation(
            "not_yours", _("The two examiners who have marked settle the difference.")
        )
    refuse_colleagues(by, [attempt.enrolment])
    before = {"outcome": attempt.outcome, "marks": sorted(given.values())}
    attempt.outcome, attempt.decided_at = outcome, now()
    attempt.settled_by, attempt.settled_reason = by, reason
    attempt.revision += 1
    attempt.save(
        update_fields=["outcome", "decided_at", "settled_by", "settled_reason", "revision"]
    )
    audit.record(
        by=by,
        action="examination.settle",
        on=attempt,
        before=before,
        after={"outcome": outcome},
        reason=reason,
    )
    return attempt


@transaction.atomic
def amend(
    *, by, attempt: Attempt, outcome: ExaminationOutcome, reason: str, note: str | None = None
) -> Attempt:
    """Change a final result, or the note that its participant reads; the person is told.

    What it was stays in an `Amendment`. `attempt` as in `settle`. Raises `RuleViolation`:
    "not_final", "reason_needed", "identity_number", "contact_details", "colleague",
    "nothing_changed", "later_attempt" when a later attempt has a result already,
    "certificate_stands".
    """
    reason = _required(reason)
    assert_identifies_nobody([(_("the note"), note or "")], what=_("What you wrote"), field="note")
    assert_no_certificate_rests_on([attempt.enrolment_id])
    sitting = lock_sitting(attempt.sitting.day)
    if not sitting.is_final:
        raise RuleViolation("not_final", _("The results are not final yet; change the mark."))
    attempt = _locked(attempt)
    note = attempt.note if note is None else note.strip()
    if (outcome, note) == (attempt.outcome, attempt.note):
        raise RuleViolation("nothing_changed", _("Nothing is changed."))
    refuse_colleagues(by, [attempt.enrolment])
    before = {"outcome": attempt.outcome, "note": attempt.note}
    _follow_up(by, attempt, outcome)
    amendment = Amendment.objects.create(
        attempt=attempt,
        before=attempt.outcome,
        after=outcome,
        reason=reason,
        amended_by=by,
        amended_at=now(),
    )
    attempt.outcome, attempt.note = outcome, note
    attempt.save(update_fields=["outcome", "note"])
    audit.record(
        by=by,
        action="examination.amend",
        on=attempt,
        before=before,
        after={"outcome": outcome, "note": note},
        reason=reason,
    )
    enqueue(
        by=by,
        event=AMENDED,
        to=attempt.enrolment.person,
        context={"attempt": attempt.pk},
        dedupe_key=f"{AMENDED}:{amendment.pk}",
        cause=attempt,
    )
    return attempt


def _follow_up(by, attempt: Attempt, outcome: ExaminationOutcome) -> None:
    """What the change means for a later attempt: one with a result stands in the way; a booked
    one falls away after a pass, and else gets the right number."""
    later = Attempt.objects.select_for_update(of=("self",)).filter(previous=attempt).first()
    if later is None or outcome == attempt.outcome:
        return
    if later.outcome or later.assessments.exists():
        raise RuleViolation(
            "later_attempt",
            _("There is a later attempt with a result."),
            _("Amend that one first."),
        )
    if outcome == ExaminationOutcome.PASSED:
        take_back(by=by, attempt=later, reason=_("The earlier attempt is passed."))
    else:
        later.number = attempt.number + (outcome == ExaminationOutcome.FAILED)
        later.save(update_fields=["number"])


def _locked(attempt: Attempt) -> Attempt:
    return (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrolment__person", "enrolment__cohort", "sitting__day__cohort")
        .get(pk=attempt.pk)
    )


def _required(reason: str) -> str:
    if not reason.strip():
        raise RuleViolation(
            "reason_needed",
            _("A reason is missing."),
            _("Say why, so that it can be understood later."),
            field="reason",
        )
    assert_identifies_nobody([(_("the reason"), reason)], what=_("What you wrote"), field="reason")
    return reason.strip()
