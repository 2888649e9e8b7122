"""What the board and the page of one candidate are both made from."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, QuerySet

from cohorts.enums import NominationState, Outcome, RoundState
from cohorts.models import Cohort, Decision, Nomination, SelectionRound
from cohorts.selectors.seats import SeatCount, seats_left
from common.prepared import KEY, KEYS, prepared
from organisations.enums import Principal
from organisations.selectors.principals import principals_of

SEEN_BY_THE_BOARD = (
    NominationState.AWAITING,
    NominationState.COMPLETE,
    NominationState.ACCEPTED,
    NominationState.RESERVE,
    NominationState.REJECTED,
)
WAIT_FIRST = (NominationState.COMPLETE, NominationState.AWAITING)
WAIT_LATER = (NominationState.COMPLETE, NominationState.RESERVE, NominationState.AWAITING)


@dataclass(frozen=True, slots=True)
class Reserve:
    """Somebody in line. `decision` of the open round can be moved, earlier ones are fixed."""

    place: int
    decision: Decision
    is_draft: bool


@dataclass(frozen=True, kw_only=True)
class Material:
    """The rounds of a cohort, all decisions in them, and everybody the board may see."""

    cohort: Cohort
    rounds: list[SelectionRound]
    decisions: list[Decision]
    everybody: list[Nomination]
    principal_of: dict[int, Principal]  # by unit
    seats: SeatCount

    @property
    def open_round(self) -> SelectionRound | None:
        return next((row for row in self.rounds if row.state == RoundState.OPEN), None)

    @property
    def closed_rounds(self) -> list[SelectionRound]:
        return [row for row in self.rounds if row.state == RoundState.CLOSED]

    @property
    def is_deciding(self) -> bool:
        """Whether decisions can be drafted: before the first round is closed, or in the next."""
        return not self.rounds or self.open_round is not None

    @property
    def next_number(self) -> int:
        """The number of the round after the last one."""
        return len(self.rounds) + 1

    @property
    def drafts(self) -> dict[int, Decision]:
        """The decisions of the open round, by nomination."""
        opened = self.open_round
        return {row.nomination_id: row for row in self.decisions if row.round == opened}

    @property
    def candidates(self) -> list[Nomination]:
        """Those the board can decide about, then those who have not answered. While a later round
        is open, that goes for the reserve list of earlier ones too."""
        states = WAIT_LATER if self.open_round else WAIT_FIRST
        found = [row for row in self.everybody if row.state in states]
        return sorted(found, key=lambda row: states.index(row.state))

    @property
    def reserves(self) -> list[Reserve]:
        """Those in line: of closed rounds who still are, then the drafts of the open one."""
        known = {row.pk: row for row in self.everybody}
        line = []
        for decision in self.decisions:
            nomination = known.get(decision.nomination_id)
            if decision.outcome != Outcome.RESERVE or nomination is None:
                continue
            is_draft = decision.round == self.open_round
            if is_draft or nomination.state == NominationState.RESERVE:
                decision.nomination = nomination
                line.append((decision, is_draft))
        line.sort(key=lambda pair: (pair[0].round.number, pair[0].reserve_rank))
        return [Reserve(place, *pair) for place, pair in enumerate(line, start=1)]

    @property
    def nominees_of(self) -> Counter:
        """How many each employer has nominated, by its key."""
        return Counter(row.employer_id for row in self.everybody)


def material_of(cohort: Cohort) -> Material:
    """All of it in five queries, however many are nominated. Of those who acted only the names
    are asked: `nominator` on nominations, `decider` on decisions."""
    rounds, everybody = _rounds(cohort=cohort.pk), _everybody(cohort=cohort.pk)
    return Material(
        cohort=cohort,
        rounds=rounds,
        decisions=_decisions_in(rounds),
        everybody=everybody,
        principal_of=principals_of(row.unit for row in everybody),
        seats=seats_left([cohort])[cohort.pk],
    )


@prepared(cohort=KEY)
def _rounds(cohort) -> QuerySet[SelectionRound]:
    return SelectionRound.objects.filter(cohort=cohort).order_by("number")


@prepared(cohort=KEY)
def _everybody(cohort) -> QuerySet[Nomination]:
    return (
        Nomination.objects.filter(cohort=cohort, state__in=SEEN_BY_THE_BOARD)
        .select_related("employer", "unit", "profession", "confirmation", "seat")
        .annotate(nominator=F("nominated_by__name"))
        .order_by("employer__name", "rank", "name", "pk")
    )


def _decisions_in(rounds: list[SelectionRound]) -> list[Decision]:
    """The decisions with their rounds. One query; none before the first round."""
    by_key = {row.pk: row for row in rounds}
    decisions = _decisions(rounds=by_key) if rounds else []
    for decision in decisions:
        decision.round = by_key[decision.round_id]
    return decisions


@prepared(rounds=KEYS)
def _decisions(rounds) -> QuerySet[Decision]:
    return Decision.objects.filter(round__in=rounds).annotate(decider=F("decided_by__name"))
