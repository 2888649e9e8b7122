"""One candidate: the grounds, the nominee's answer, and what has happened before."""

import datetime as dt
from dataclasses import dataclass

from cohorts.enums import GivenBy, RoundState
from cohorts.models import Cohort, CriterionAnswer, Decision, Nomination
from cohorts.selectors.selection.board import Board, Row, board_of
from cohorts.selectors.selection.verdicts import Verdict
from courses.models import Criterion


@dataclass(frozen=True)
class Finding:
    """One criterion with what was answered, by whom."""

    criterion: Criterion
    verdict: Verdict
    answers: list[CriterionAnswer]


@dataclass(frozen=True)
class Candidate:
    """What the page of one candidate shows. Contact details are not among it (domain.md §6)."""

    board: Board
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
        return self.board.seats.taken + (0 if hasattr(self.nomination, "seat") else 1)

    @property
    def next_place(self) -> int:
        """The place on the reserve list this one has or would get."""
        for reserve in self.board.reserves:
            if reserve.decision.nomination_id == self.row.pk:
                return reserve.place
        return len(self.board.reserves) + 1

    @property
    def answered_at(self) -> dt.datetime | None:
        """When the nominee answered."""
        confirmation = getattr(self.nomination, "confirmation", None)
        return confirmation.answered_at if confirmation else None


def candidate_of(cohort: Cohort, pk: int) -> Candidate | None:
    """One candidate of the board, or None. Eleven queries. Wants `with_programme`."""
    board = board_of(cohort)
    pks = [row.pk for row in board.rows]
    if pk not in pks:
        return None
    at = pks.index(pk)
    row = board.rows[at]
    return Candidate(
        board=board,
        row=row,
        findings=_findings(row),
        earlier=_earlier(cohort, row.nomination),
        next_pk=next(iter(pks[at + 1 :]), None),
    )


def _findings(row: Row) -> list[Finding]:
    """The criteria with their answers, the employer's first. One query."""
    order = list(GivenBy)
    given = sorted(row.nomination.answers.all(), key=lambda answer: order.index(answer.given_by))
    return [
        Finding(
            criterion, verdict, [answer for answer in given if answer.criterion_id == criterion.pk]
        )
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
