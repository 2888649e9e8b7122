"""Entering results of the examination, one attempt at a time."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Certificate, Cohort, Enrolment
from common import audit
from common.clock import now
from common.errors import RuleViolation
from supervision.enums import ExaminationOutcome
from supervision.models import ExaminationResult


@transaction.atomic
def assess(*, by, cohort: Cohort, results: dict[int, ExaminationOutcome], reason: str = "") -> int:
    """Enter results by enrolment id; returns how many were entered or corrected.

    Without a result: the first attempt. After a failed attempt, `PASSED` is a new attempt and
    `FAILED` changes nothing, since the form shows the latest result. A passed examination is
    changed to failed only as a correction with a reason, and not while a certificate stands.
    Raises `RuleViolation`: `not_in_cohort`, `reason_needed`, `certificate_stands`.
    """
    enrolments = {
        row.pk: row
        for row in Enrolment.objects.active()
        .select_for_update(of=("self",))
        .filter(cohort=cohort, pk__in=results)
    }
    if len(enrolments) != len(results):
        raise RuleViolation(
            "not_in_cohort",
            _("Somebody on the list is no longer in the cohort."),
            _("Load the page again; the list is shown as it is now."),
        )
    latest = {
        row.enrolment_id: row
        for row in ExaminationResult.objects.filter(enrolment__in=results).order_by("attempt")
    }
    entered = corrected = 0
    for enrolment_id, outcome in results.items():
        row = latest.get(enrolment_id)
        if row is None or (row.outcome, outcome) == (
            ExaminationOutcome.FAILED,
            ExaminationOutcome.PASSED,
        ):
            _enter(by=by, enrolment_id=enrolment_id, outcome=outcome, after=row)
            entered += 1
        elif row.outcome != outcome:
            _correct(by=by, row=row, outcome=outcome, reason=reason)
            corrected += 1
    return entered + corrected


def _enter(*, by, enrolment_id: int, outcome: ExaminationOutcome, after) -> None:
    attempt = after.attempt + 1 if after else 1
    row = ExaminationResult.objects.create(
        enrolment_id=enrolment_id,
        attempt=attempt,
        outcome=outcome,
        assessed_by=by,
        assessed_at=now(),
    )
    audit.record(
        by=by,
        action="examination.assess",
        on=row,
        after={"attempt": attempt, "outcome": outcome},
    )


def _correct(*, by, row: ExaminationResult, outcome: ExaminationOutcome, reason: str) -> None:
    if not reason.strip():
        raise RuleViolation(
            "reason_needed",
            _("You change a result that is saved already."),
            _("Say why, so that it can be understood later."),
            field="reason",
        )
    if Certificate.objects.standing().filter(enrolment=row.enrolment_id).exists():
        raise RuleViolation(
            "certificate_stands",
            _("A certificate rests on this result."),
            _("Revoke the certificate first."),
        )
    before = {"attempt": row.attempt, "outcome": row.outcome}
    row.outcome, row.assessed_by, row.assessed_at = outcome, by, now()
    row.save(update_fields=["outcome", "assessed_by", "assessed_at"])
    audit.record(
        by=by,
        action="examination.correct",
        on=row,
        before=before,
        after={"attempt": row.attempt, "outcome": outcome},
        reason=reason,
    )
