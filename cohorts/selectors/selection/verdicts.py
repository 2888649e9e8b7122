"""What the criteria say about a nominee, and what they let the board decide (S0 appendix 1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from cohorts.enums import GivenBy
from cohorts.models import CriterionAnswer
from cohorts.selectors.attestation import Criteria
from common.prepared import KEYS, prepared
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

Answers = dict[tuple[int, str], bool | None]  # by criterion and who answered


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


def answers_to(nominations: Iterable[int]) -> dict[int, Answers]:
    """What has been answered about each nomination, without the grounds, by its key. One query
    for any number of nominations."""
    given: dict[int, Answers] = defaultdict(dict)
    for nomination, criterion, giver, is_met in _answers(nominations=nominations):
        given[nomination][criterion, giver] = is_met
    return given


@prepared(nominations=KEYS)
def _answers(nominations) -> QuerySet:
    """(nomination, criterion, who answered, the answer)"""
    answers = CriterionAnswer.objects.filter(nomination__in=nominations)
    return answers.values_list("nomination", "criterion", "given_by", "is_met")


def standing(criteria: Criteria, answers: Answers) -> Standing:
    """What the criteria say when these answers are given. No query."""
    return Standing(tuple((row, _verdict(row, answers)) for row in criteria.rows))


def _verdict(criterion: Criterion, given: Answers) -> Verdict:
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
