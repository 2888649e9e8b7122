"""One candidate: the grounds, the nominee's answer, and what has happened before."""

from dataclasses import dataclass

from cohorts.enums import GivenBy, RoundState
from cohorts.models import Cohort, CriterionAnswer, Decision, Nomination
from cohorts.selectors.attestation import criteria_of
from cohorts.selectors.selection.board import Row, rows_of
from cohorts.selectors.selection.material import Material, material_of
from cohorts.selectors.selection.verdicts import Verdict, standing
from courses.models import Criterion


@dataclass(frozen=True)
class Finding:
    """One criterion with what was answered, by whom."""

    criterion: Criterion
    verdict: Verdict
    answers: list[CriterionAnswer]


@dataclass(frozen=True, kw_only=True)
class Candidate(Material):
    """What the page of one candidate shows. Contact details are not among it (domain.md §6)."""

    row: Row
    findings: list[Finding]
    earlier: list[Decision]
    next_pk: int | None

    @property
    def nomination(self) -> Nomination:
        return self.row.nomination

    @property
    def next_seat(self) -> int:
        """How many seats would be taken with this one."""
        return self.seats.taken + (0 if hasattr(self.nomination, "seat") else 1)

    @property
    def next_place(self) -> int:
        """The place on the reserve list this one has or would get."""
        for reserve in self.reserves:
            if reserve.decision.nomination_id == self.row.pk:
                return reserve.place
        return len(self.reserves) + 1


def candidate_of(cohort: Cohort, pk: int) -> Candidate | None:
    """One candidate of the board, or None. Nine queries. Wants `with_programme`."""
    material = material_of(cohort)
    candidates = material.candidates
    at = next((at for at, row in enumerate(candidates) if row.pk == pk), None)
    if at is None:
        return None
    criteria = criteria_of(cohort.version_id)
    answers = list(CriterionAnswer.objects.filter(nomination=pk))
    given = {(row.criterion_id, row.given_by): row.is_met for row in answers}
    [row] = rows_of(material, [candidates[at]], {pk: standing(criteria, given)})
    return Candidate(
        **vars(material),
        row=row,
        findings=_findings(row, answers),
        earlier=_earlier(cohort, row.nomination),
        next_pk=next((row.pk for row in candidates[at + 1 :]), None),
    )


def _findings(row: Row, answers: list[CriterionAnswer]) -> list[Finding]:
    """The criteria with their answers: the platform's, the employer's, the nominee's."""
    order = list(GivenBy)
    answers = sorted(answers, key=lambda answer: order.index(answer.given_by))
    return [
        Finding(criterion, verdict, [one for one in answers if one.criterion_id == criterion.pk])
        for criterion, verdict in row.standing.verdicts
    ]


def _earlier(cohort: Cohort, nomination: Nomination) -> list[Decision]:
    """What the same board has decided about the same person before. One query."""
    return list(
        Decision.objects.filter(
            nomination__email=nomination.email,
            round__state=RoundState.CLOSED,
            round__cohort__area=cohort.area_id,
            round__cohort__version__programme=cohort.version.programme_id,
        )
        .select_related("round__cohort")
        .order_by("-round__closed_at")
    )
