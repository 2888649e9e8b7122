"""The joint board credits earlier training, with a reason; and takes it back, with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import EnrolmentState
from cohorts.models import Credit, Enrolment
from cohorts.services.following.conditions import require_reason
from cohorts.services.seats import lock_cohort
from cohorts.services.standing import assert_no_certificate_rests_on
from common import audit
from common.clock import now
from common.errors import RuleViolation
from courses.enums import DayKind, RequirementKind
from courses.models import DayPlan
from messaging.services.ledger import enqueue
from organisations.models import Person

CREDITED = "credit_granted"
CREDIT_WITHDRAWN = "credit_withdrawn"
IN_NUMBERS = (
    RequirementKind.DAYS_ATTENDED,
    RequirementKind.HOMEWORK_APPROVED,
    RequirementKind.SUPERVISION_SESSIONS,
)
BY_DAY = {
    DayKind.TEACHING: (RequirementKind.DAYS_ATTENDED, RequirementKind.DAYS_ATTENDED_PER_TERM),
    DayKind.EXAMINATION: (RequirementKind.EXAMINATION_DAY_ATTENDED,),
}


@transaction.atomic
def credit(
    *,
    by: Person,
    enrolment: Enrolment,
    kind: RequirementKind,
    reason: str,
    day: DayPlan | None = None,
    amount: int | None = None,
) -> Credit:
    """Let earlier training count: a named `day`, an `amount` of days or pieces, or with neither the
    whole requirement. The participant is told, with the reason.

    Raises `RuleViolation`: `reason`, `not_required` for what the version does not ask for,
    `wrong_amount`, `already`, `not_now` for who has left.
    """
    reason = require_reason(reason, _("Write what the earlier training was and why it counts."))
    lock_cohort(enrolment.cohort_id)
    enrolment = Enrolment.objects.select_related("cohort__version", "person").get(pk=enrolment.pk)
    if enrolment.state not in (EnrolmentState.ENROLLED, EnrolmentState.INTERRUPTED):
        raise RuleViolation("not_now", _("Only for somebody who takes part, or has paused."))
    required = enrolment.cohort.version.requirements.filter(kind=kind).exists()
    if not required or (day and not _fits(enrolment, kind, day)):
        raise RuleViolation("not_required", _("This course does not ask for that."), field="what")
    if amount is not None and (kind not in IN_NUMBERS or amount < 1):
        raise RuleViolation("wrong_amount", _("Say how many, at least one."), field="amount")
    standing = Credit.objects.standing().filter(enrolment=enrolment, kind=kind)
    same = standing.filter(day__number=day.number) if day else standing.filter(day=None)
    if same.exists():
        raise RuleViolation(
            "already",
            _("That is credited already."),
            _("Withdraw the earlier credit first if it was wrong."),
            field="what",
        )
    row = Credit.objects.create(
        enrolment=enrolment,
        kind=kind,
        day=day,
        amount=amount,
        reason=reason,
        granted_by=by,
        granted_at=now(),
    )
    audit.record(
        by=by,
        action="credit.grant",
        on=row,
        after={"kind": kind, "day": day.number if day else None, "amount": amount},
        reason=reason,
    )
    _tell(by, CREDITED, row, enrolment)
    return row


@transaction.atomic
def withdraw_credit(*, by: Person, row: Credit, reason: str) -> Credit:
    """Take a credit back. Raises `RuleViolation`: `reason`, `not_now` when it has been withdrawn,
    `certificate_stands`."""
    reason = require_reason(reason, _("Write why the credit is withdrawn."))
    assert_no_certificate_rests_on([row.enrolment_id])
    row = (
        Credit.objects.select_for_update(of=("self",))
        .select_related("enrolment__person", "enrolment__cohort__version")
        .get(pk=row.pk)
    )
    if row.withdrawn_at:
        raise RuleViolation("not_now", _("The credit has been withdrawn already."))
    row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason = by, now(), reason
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    audit.record(
        by=by,
        action="credit.withdraw",
        on=row,
        before={"kind": row.kind, "amount": row.amount},
        after={"withdrawn": True},
        reason=reason,
    )
    _tell(by, CREDIT_WITHDRAWN, row, row.enrolment)
    return row


def _fits(enrolment: Enrolment, kind: str, day: DayPlan) -> bool:
    return day.version_id == enrolment.cohort.version_id and kind in BY_DAY[DayKind(day.kind)]


def _tell(by: Person, event: str, row: Credit, enrolment: Enrolment) -> None:
    enqueue(
        by=by,
        event=event,
        to=enrolment.person,
        context={"credit": row.pk},
        dedupe_key=f"{event}:{row.pk}",
        cause=enrolment,
    )
