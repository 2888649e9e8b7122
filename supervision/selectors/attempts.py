"""Attempts as facts, for evaluators and pages: set-wise, over pauses and changes of cohort."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cohorts.enums import EnrolmentState
from cohorts.models import Enrolment
from cohorts.selectors.requirements import Evaluation
from common.prepared import KEYS, prepared
from supervision.enums import USES_UP_AN_ATTEMPT, ExaminationOutcome
from supervision.models import Attempt


@dataclass(frozen=True)
class AttemptFacts:
    """All attempts by enrolment, oldest first, with their sittings and days."""

    attempts: dict[int, list[Attempt]]

    def of(self, enrolment: Enrolment) -> list[Attempt]:
        return self.attempts.get(enrolment.pk, [])

    def final(self, enrolment: Enrolment) -> list[Attempt]:
        """Those whose results count."""
        return [row for row in self.of(enrolment) if row.sitting.is_final]

    def is_passed(self, enrolment: Enrolment) -> bool:
        return any(row.outcome == ExaminationOutcome.PASSED for row in self.final(enrolment))

    def used(self, enrolment: Enrolment) -> int:
        """How many attempts are used up: missing a sitting uses none."""
        return sum(row.outcome in USES_UP_AN_ATTEMPT for row in self.final(enrolment))

    def last(self, enrolment: Enrolment) -> Attempt | None:
        return self.of(enrolment)[-1] if self.of(enrolment) else None


def examined() -> QuerySet[Attempt]:
    """Attempts of those who take part: each holds a chair on the day of its sitting."""
    return Attempt.objects.filter(enrolment__state=EnrolmentState.ENROLLED)


def load_attempts(enrolments: Sequence[Enrolment]) -> AttemptFacts:
    """The same for those who ask for nothing else."""
    return attempts_in(Evaluation(enrolments))


def attempts_in(evaluation: Evaluation) -> AttemptFacts:
    """The attempts of all enrolments and of those that they continue. One query, and one
    more when somebody continues an earlier one."""
    owners = defaultdict(list)  # an enrolment → those that it is part of
    for enrolment in evaluation.enrolments:
        for pk in (enrolment.pk, *(row.pk for row in evaluation.chains.get(enrolment.pk, ()))):
            owners[pk].append(enrolment.pk)
    attempts = defaultdict(list)
    for row in _attempts(people=owners):
        for pk in owners[row.enrolment_id]:
            attempts[pk].append(row)
    return AttemptFacts(attempts)


@prepared(people=KEYS)
def _attempts(people) -> QuerySet[Attempt]:
    return (
        Attempt.objects.filter(enrolment__in=people)
        .select_related("sitting__day__plan", "sitting__day__cohort")
        .order_by("sitting__day__date", "pk")
    )
