"""Criteria that the platform answers from its own records (S0 appendix 1, C1)."""

from collections.abc import Sequence

from cohorts.enums import GivenBy
from cohorts.models import Certificate, CriterionAnswer, Nomination
from cohorts.selectors.attestation import Criteria
from common import audit
from courses.enums import CriterionRule
from courses.models import Criterion


def check_records(
    *, by, criteria: Criteria, nominations: Sequence[Nomination], system: str = ""
) -> None:
    """Answer the checked criteria of confirmed nominations of one version; again changes nothing
    but what the records say now.

    Only after the nominee has confirmed: before, what the records say is nobody's business
    (domain.md §7.2). Three queries for each criterion, for any number of nominations.
    """
    confirmed = [nomination for nomination in nominations if nomination.person_id]
    for criterion in criteria.checked:
        met = RULES[criterion.rule](criterion, {row.person_id for row in confirmed})
        CriterionAnswer.objects.bulk_create(
            [
                CriterionAnswer(
                    nomination=nomination,
                    criterion=criterion,
                    given_by=GivenBy.PLATFORM,
                    is_met=nomination.person_id in met,
                )
                for nomination in confirmed
            ],
            update_conflicts=True,
            unique_fields=["nomination", "criterion", "given_by"],
            update_fields=["is_met"],
        )
        audit.record_many(
            by=by,
            system=system,
            action="nomination.check",
            changes=[
                (nomination, {}, {criterion.code: nomination.person_id in met})
                for nomination in confirmed
            ],
        )


def _who_passed(criterion: Criterion, people: set[int]) -> set[int]:
    """Those with a standing certificate of the programme that the criterion names. One query."""
    certificates = Certificate.objects.standing().filter(
        enrolment__person__in=people,
        enrolment__cohort__version__programme__code=criterion.parameter,
    )
    return set(certificates.values_list("enrolment__person", flat=True))


RULES = {CriterionRule.PASSED_PROGRAMME: _who_passed}
