"""What the criteria say about a nominee, and what they let the board decide (S0 appendix 1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cohorts.enums import GivenBy
from cohorts.models import CriterionAnswer
from cohorts.selectors.attestation import Criteria
from courses.enums import AttestedBy, CriterionKind, Strength
from courses.models import Criterion


class Verdict(StrEnum):
    """How one criterion stands for one nominee."""

    CHECKED = "checked"
    ATTESTED = "attested"
    WEIGHED = "weighed"  # whoever decides considers it; nothing to fulfil
    WAITING = "waiting"
    NOT_MET = "not_met"


GOOD = (Verdict.CHECKED, Verdict.ATTESTED, Verdict.WEIGHED)
WHO_ANSWERS = {
    AttestedBy.EMPLOYER: (GivenBy.EMPLOYER,),
    AttestedBy.BOTH: (GivenBy.EMPLOYER, GivenBy.NOMINEE),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """All verdicts about one nominee, in the order of the criteria."""

    verdicts: tuple[tuple[Criterion, Verdict], ...]

    def _open(self, strength: Strength) -> list[Criterion]:
        return [
            criterion
            for criterion, verdict in self.verdicts
            if criterion.strength == strength and verdict not in GOOD
        ]

    @property
    def missing_musts(self) -> list[Criterion]:
        """Without these nobody can be accepted."""
        return self._open(Strength.MUST)

    @property
    def missing_shoulds(self) -> list[Criterion]:
        """These can be dispensed with; the reason is kept."""
        return self._open(Strength.SHOULD)


def standings(criteria: Criteria, nominations: Iterable[int]) -> dict[int, Standing]:
    """How each nomination stands, by its key. One query for any number of nominations."""
    nominations = list(nominations)
    given: dict[int, dict[tuple[int, str], bool | None]] = defaultdict(dict)
    answers = CriterionAnswer.objects.filter(nomination__in=nominations)
    for nomination, criterion, giver, is_met in answers.values_list(
        "nomination", "criterion", "given_by", "is_met"
    ):
        given[nomination][criterion, giver] = is_met
    return {
        pk: Standing(tuple((row, _verdict(row, given[pk])) for row in criteria.rows))
        for pk in nominations
    }


def _verdict(criterion: Criterion, given: Mapping[tuple[int, str], bool | None]) -> Verdict:
    match criterion.kind:
        case CriterionKind.WEIGHED:
            return Verdict.WEIGHED
        case CriterionKind.CHECKED:
            answers, good = [given.get((criterion.pk, GivenBy.PLATFORM))], Verdict.CHECKED
        case _:
            who = WHO_ANSWERS[AttestedBy(criterion.attested_by)]
            answers, good = [given.get((criterion.pk, one)) for one in who], Verdict.ATTESTED
    if False in answers:
        return Verdict.NOT_MET
    return Verdict.WAITING if None in answers else good
