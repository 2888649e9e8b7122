"""Homework as facts: which pieces there are, and how each was marked. Set-wise."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from cohorts.enums import HomeworkState
from cohorts.models import Enrolment
from cohorts.selectors.continuing import Chains, everybody, load_chains
from common.prepared import KEYS, prepared
from courses.models import AssignmentPlan, DayPlan

# A plan is made from these columns once, however many people's results stand beside it.
PLAN = ("pk", "version_id", "number", "title", "due_on_day_id", "due_on_day__number")


@dataclass(frozen=True)
class HomeworkFacts:
    """`plans` by version, in order; `states` by enrolment: assignment id → result. What was
    approved before a pause or a change of cohort counts, by the number of the piece."""

    plans: dict[int, list[AssignmentPlan]]
    states: dict[int, dict[int, str]]

    def approved(self, enrolment: Enrolment) -> int:
        """How many pieces of one person are approved."""
        return sum(state == HomeworkState.APPROVED for state in self.states[enrolment.pk].values())


def load_homework(enrolments: Sequence[Enrolment]) -> HomeworkFacts:
    """All homework of the enrolments' versions and all results. One query, and one more when some
    of them continue earlier ones."""
    chains = load_chains(enrolments)
    people = everybody(enrolments, chains)
    versions = {enrolment.cohort.version_id for enrolment in enrolments}
    earlier = {row.version_id for chain in chains.values() for row in chain}
    rows = _plans_with_results(versions=versions | earlier, people=people)
    plans: dict[int, dict[int, AssignmentPlan]] = defaultdict(dict)
    results: dict[int, dict[int, str]] = defaultdict(dict)
    for *values, enrolment_id, state in rows:
        fields = dict(zip(PLAN, values, strict=True))
        version_id, pk = fields["version_id"], fields["pk"]
        if pk not in plans[version_id]:
            number = fields.pop("due_on_day__number")
            day = DayPlan(pk=fields.pop("due_on_day_id"), version_id=version_id, number=number)
            plans[version_id][pk] = AssignmentPlan(due_on_day=day, **fields)
        if enrolment_id:
            results[enrolment_id][plans[version_id][pk].number] = state
    states: dict[int, dict[int, str]] = defaultdict(dict)
    for enrolment in enrolments:
        by_number = _joined(enrolment, chains, results)
        states[enrolment.pk] = {
            plan.pk: by_number[plan.number]
            for plan in plans[enrolment.cohort.version_id].values()
            if plan.number in by_number
        }
    return HomeworkFacts(
        defaultdict(list, {version: list(rows.values()) for version, rows in plans.items()}),
        states,
    )


@prepared(versions=KEYS, people=KEYS)
def _plans_with_results(versions, people):
    mine = FilteredRelation("submissions", condition=Q(submissions__enrolment__in=people))
    return (
        AssignmentPlan.objects.filter(version__in=versions)
        .annotate(mine=mine)
        .values_list(*PLAN, "mine__enrolment_id", "mine__state")
    )


def _joined(enrolment: Enrolment, chains: Chains, results: dict) -> dict[int, str]:
    """Results by number of piece; an approval stays one, else the latest enrolment's counts."""
    joined: dict[int, str] = {}
    rows = [row.pk for row in reversed(chains.get(enrolment.pk, ()))]
    for pk in (*rows, enrolment.pk):
        for number, state in results.get(pk, {}).items():
            if joined.get(number) != HomeworkState.APPROVED:
                joined[number] = state
    return joined
