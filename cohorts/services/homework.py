"""Marking homework as approved or returned."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import EnrolmentState, HomeworkState
from cohorts.models import Cohort, Enrolment, Submission
from cohorts.services.seats import lock_cohort
from cohorts.services.standing import assert_no_certificate_rests_on
from common import audit
from common.clock import now
from common.errors import RuleViolation
from courses.models import AssignmentPlan


@transaction.atomic
def mark_homework(
    *,
    by,
    cohort: Cohort,
    assignment: AssignmentPlan,
    results: dict[int, HomeworkState],
    reason: str = "",
) -> int:
    """Save results of one assignment by enrolment id; returns how many changed.

    Taking back an approval needs a reason. Raises `RuleViolation`: `not_in_cohort`,
    `reason_needed`, `certificate_stands`.
    """
    lock_cohort(cohort.pk)
    enrolments = Enrolment.objects.filter(
        cohort=cohort, pk__in=results, state=EnrolmentState.ENROLLED
    )
    if enrolments.count() != len(results) or assignment.version_id != cohort.version_id:
        raise RuleViolation(
            "not_in_cohort",
            _("Somebody on the list is no longer in the cohort."),
            _("Load the page again; the list is shown as it is now."),
        )
    rows = {
        row.enrolment_id: row
        for row in Submission.objects.filter(assignment=assignment, enrolment__in=results)
    }
    moment, created, changed = now(), [], []
    for enrolment_id, state in results.items():
        row = rows.get(enrolment_id)
        if row is None:
            created.append(
                Submission(
                    enrolment_id=enrolment_id,
                    assignment=assignment,
                    state=state,
                    marked_by=by,
                    marked_at=moment,
                )
            )
        elif row.state != state:
            changed.append((row, {"state": row.state}, {"state": state}))
    takes_back = [
        row.enrolment_id for row, before, _ in changed if before["state"] == HomeworkState.APPROVED
    ]
    if takes_back:
        assert_no_certificate_rests_on(takes_back)
    if takes_back and not reason.strip():
        raise RuleViolation(
            "reason_needed",
            _("You take back an approval."),
            _("Say why, so that it can be understood later."),
            field="reason",
        )
    for row, _before, after in changed:
        row.state, row.marked_by, row.marked_at = after["state"], by, moment
    Submission.objects.bulk_create(created)
    Submission.objects.bulk_update(
        [row for row, *_rest in changed], ["state", "marked_by", "marked_at"]
    )
    changes = [(row, {}, {"state": row.state}) for row in created] + changed
    audit.record_many(by=by, action="homework.mark", changes=changes, reason=reason)
    return len(changes)
