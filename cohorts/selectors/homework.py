"""Homework as facts: which pieces there are, and how each was marked. Set-wise."""

from collections.abc import Mapping
from dataclasses import dataclass

from cohorts.enums import HomeworkState
from cohorts.models import Enrolment
from cohorts.selectors.requirements import Evaluation
from cohorts.selectors.syllabus import Piece


@dataclass(frozen=True)
class HomeworkFacts:
    """`plans` by version, in order; `states` by enrolment: key of the piece → result. What was
    approved before a pause or a change of cohort counts, by the number of the piece."""

    plans: Mapping[int, list[Piece]]
    states: Mapping[int, Mapping[int, str]]

    def approved(self, enrolment: Enrolment) -> int:
        """How many pieces of one person are approved."""
        return sum(state == HomeworkState.APPROVED for state in self.states[enrolment.pk].values())


def homework_in(evaluation: Evaluation) -> HomeworkFacts:
    """All homework of the enrolments' versions and all results. No query of its own."""
    plans = {version: one.pieces for version, one in evaluation.syllabuses.items()}
    results = evaluation.records.results
    states = {
        enrolment.pk: _with_earlier(evaluation, enrolment)
        if enrolment.pk in evaluation.chains
        else results.get(enrolment.pk, {})
        for enrolment in evaluation.enrolments
    }
    return HomeworkFacts(plans, states)


def _with_earlier(evaluation: Evaluation, enrolment: Enrolment) -> dict[int, str]:
    """The results of somebody who continues, by the number of the piece; an approval stays one,
    else the latest enrolment's counts."""
    numbers = {
        piece.pk: piece.number for one in evaluation.syllabuses.values() for piece in one.pieces
    }
    joined: dict[int, str] = {}
    for pk in (*(row.pk for row in reversed(evaluation.chains[enrolment.pk])), enrolment.pk):
        for piece, state in evaluation.records.results.get(pk, {}).items():
            if joined.get(numbers[piece]) != HomeworkState.APPROVED:
                joined[numbers[piece]] = state
    return {
        piece.pk: joined[piece.number]
        for piece in evaluation.syllabus_of(enrolment).pieces
        if piece.number in joined
    }
