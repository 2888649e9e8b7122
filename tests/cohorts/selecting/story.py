"""A board with nominees, for the tests of selection."""

from cohorts.enums import GivenBy, Outcome
from cohorts.models import Cohort, CriterionAnswer, Decision, Nomination
from cohorts.services.selection.drafting import Choice
from tests.factories.cohorts import make_nomination


def nominee(cohort: Cohort, unit, *, b1=True, b2=True, **fields) -> Nomination:
    """A complete nomination with the employer's answers."""
    nomination = make_nomination(cohort, unit, **fields)
    for criterion in cohort.version.criteria.filter(code__in=["B1", "B2"]):
        CriterionAnswer.objects.create(
            nomination=nomination,
            criterion=criterion,
            given_by=GivenBy.EMPLOYER,
            is_met=b1 if criterion.code == "B1" else b2,
        )
    return nomination


def accept(nomination: Nomination, reason: str = "", seen: str | None = None) -> Choice:
    return Choice(nomination.pk, Outcome.ACCEPT, reason, seen)


def reserve(nomination: Nomination) -> Choice:
    return Choice(nomination.pk, Outcome.RESERVE)


def reject(
    nomination: Nomination,
    reason: str = "Söker igen när du har börjat.",
    seen: str | None = None,
) -> Choice:
    return Choice(nomination.pk, Outcome.REJECT, reason, seen)


def ranks(cohort: Cohort) -> dict[str, int]:
    """The reserve list as it is stored."""
    line = Decision.objects.filter(round__cohort=cohort, reserve_rank__isnull=False)
    return dict(line.values_list("nomination__name", "reserve_rank"))
