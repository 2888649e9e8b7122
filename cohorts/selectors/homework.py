"""Homework as facts: which pieces there are, and how each was marked. Set-wise."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.enums import HomeworkState
from cohorts.models import Enrolment, Submission
from courses.models import AssignmentPlan


@dataclass(frozen=True)
class HomeworkFacts:
    """`plans` by version, in order; `states` by enrolment: assignment id → result."""

    plans: dict[int, list[AssignmentPlan]]
    states: dict[int, dict[int, str]]

    def approved(self, enrolment: Enrolment) -> int:
        """How many pieces of one person are approved."""
        return sum(state == HomeworkState.APPROVED for state in self.states[enrolment.pk].values())


def load_homework(enrolments: Sequence[Enrolment]) -> HomeworkFacts:
    """All homework of the enrolments' versions and all results. Two queries."""
    plans = defaultdict(list)
    versions = {enrolment.cohort.version_id for enrolment in enrolments}
    for plan in AssignmentPlan.objects.filter(version__in=versions).select_related("due_on_day"):
        plans[plan.version_id].append(plan)
    states = defaultdict(dict)
    for enrolment_id, assignment_id, state in Submission.objects.filter(
        enrolment__in={enrolment.pk for enrolment in enrolments}
    ).values_list("enrolment_id", "assignment_id", "state"):
        states[enrolment_id][assignment_id] = state
    return HomeworkFacts(plans, states)
