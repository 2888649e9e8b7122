"""The board: all candidates side by side, and what their seats amount to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cohorts.enums import NominationState, Outcome, RoundState
from cohorts.models import Cohort, Decision, Nomination, SelectionRound
from cohorts.selectors.attestation import Criteria, criteria_of
from cohorts.selectors.seats import SeatCount, seats_left
from cohorts.selectors.selection.balance import Group, balance, by_principal
from cohorts.selectors.selection.scope import DECIDABLE
from cohorts.selectors.selection.verdicts import Standing, standings
from common.clock import today
from organisations.enums import Principal
from organisations.selectors.principals import principals_of

ELSEWHERE = (
    NominationState.AWAITING,
    NominationState.COMPLETE,
    NominationState.ACCEPTED,
    NominationState.RESERVE,
)
SEEN_BY_THE_BOARD = (*ELSEWHERE, NominationState.REJECTED)
ORDER = (NominationState.COMPLETE, NominationState.RESERVE, NominationState.AWAITING)


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate. `of` counts the employer's nominees, `elsewhere` says where else the same
    person is nominated (told to the board only, domain.md §7.2)."""

    nomination: Nomination
    standing: Standing
    principal: Principal
    of: int
    elsewhere: tuple[str, ...]
    decision: Decision | None

    @property
    def pk(self) -> int:
        return self.nomination.pk

    @property
    def is_decidable(self) -> bool:
        return self.nomination.state in DECIDABLE

    @property
    def is_reserve(self) -> bool:
        """Whether an earlier round put them on the reserve list."""
        return self.nomination.state == NominationState.RESERVE

    @property
    def outcome(self) -> str:
        return self.decision.outcome if self.decision else ""


@dataclass(frozen=True, slots=True)
class Reserve:
    """Somebody in line. `decision` of the open round can be moved, earlier ones are fixed."""

    place: int
    decision: Decision
    is_draft: bool


@dataclass(frozen=True)
class Board:
    """Everything on the page of one cohort."""

    cohort: Cohort
    rounds: list[SelectionRound]
    criteria: Criteria
    seats: SeatCount
    principals: list[Group]
    professions: list[Group]
    units: list[Group]
    rows: list[Row]
    reserves: list[Reserve]
    nominated: int
    is_nomination_open: bool

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
    def can_open_next(self) -> bool:
        """A closed round is followed by another while there are seats or people left."""
        return not self.is_deciding and bool(self.seats.free or self.rows)

    @property
    def is_done(self) -> bool:
        """All seats are taken and nobody waits."""
        return not self.is_deciding and not self.can_open_next

    @property
    def next_number(self) -> int:
        return max((row.number for row in self.rounds), default=0) + 1

    @property
    def drafted(self) -> Counter:
        """How many decisions of each outcome are drafted."""
        return Counter(row.outcome for row in self.rows if row.outcome)

    @property
    def undecided(self) -> int:
        """How many could be decided and are not."""
        return sum(row.is_decidable and not row.is_reserve and not row.outcome for row in self.rows)

    @property
    def awaiting(self) -> int:
        """How many nominees have not answered."""
        return sum(not row.is_decidable for row in self.rows)


def board_of(cohort: Cohort) -> Board:
    """All of it in nine queries, however many are nominated. Wants `with_programme`."""
    rounds = list(SelectionRound.objects.filter(cohort=cohort).order_by("number"))
    decisions = list(Decision.objects.filter(round__in=rounds).select_related("decided_by"))
    everybody = list(
        Nomination.objects.filter(cohort=cohort, state__in=SEEN_BY_THE_BOARD)
        .select_related("employer", "unit", "profession", "confirmation", "seat")
        .order_by("employer__name", "rank", "name", "pk")
    )
    criteria = criteria_of(cohort.version_id)
    principals = principals_of(row.unit for row in everybody)
    return Board(
        cohort=cohort,
        rounds=rounds,
        criteria=criteria,
        seats=seats_left([cohort])[cohort.pk],
        principals=by_principal(everybody, principals),
        professions=balance(everybody, lambda row: row.profession),
        units=balance(everybody, lambda row: row.unit),
        rows=_rows(
            cohort, rounds, everybody, criteria, principals, _open_drafts(rounds, decisions)
        ),
        reserves=_reserve_list(rounds, decisions, everybody),
        nominated=len(everybody),
        is_nomination_open=today() <= cohort.closes_on,
    )


def _open_drafts(
    rounds: Iterable[SelectionRound], decisions: Iterable[Decision]
) -> dict[int, Decision]:
    is_open = {row.pk for row in rounds if row.state == RoundState.OPEN}
    return {row.nomination_id: row for row in decisions if row.round_id in is_open}


def _rows(
    cohort: Cohort,
    rounds: Sequence[SelectionRound],
    everybody: Iterable[Nomination],
    criteria: Criteria,
    principals: Mapping[int, Principal],
    drafts: Mapping[int, Decision],
) -> list[Row]:
    """The candidates, those who wait for the board first. Who is on the reserve list can be
    decided about again when a later round is open."""
    later = bool(rounds) and rounds[-1].state == RoundState.OPEN
    states = ORDER if later else (NominationState.COMPLETE, NominationState.AWAITING)
    by_employer = Counter(row.employer_id for row in everybody)
    candidates = [row for row in everybody if row.state in states]
    stand = standings(criteria, [row.pk for row in candidates])
    elsewhere = _elsewhere(cohort, candidates)
    rows = [
        Row(
            nomination=row,
            standing=stand[row.pk],
            principal=principals[row.unit_id],
            of=by_employer[row.employer_id],
            elsewhere=elsewhere.get(row.pk, ()),
            decision=drafts.get(row.pk),
        )
        for row in candidates
    ]
    return sorted(rows, key=lambda row: ORDER.index(row.nomination.state))


def _elsewhere(cohort: Cohort, candidates: Iterable[Nomination]) -> dict[int, tuple[str, ...]]:
    """Where else the same addresses are nominated to the same programme: by another employer, or
    to another cohort. One query."""
    by_email: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found = Nomination.objects.filter(
        cohort__version__programme=cohort.version.programme_id,
        email__in=[row.email for row in candidates],
        state__in=ELSEWHERE,
    ).values_list("pk", "email", "cohort", "cohort__name", "employer__name")
    for pk, email, place, cohort_name, employer_name in found:
        where = employer_name if place == cohort.pk else cohort_name
        by_email[email].append((pk, where))
    return {
        row.pk: tuple(where for pk, where in by_email[row.email] if pk != row.pk)
        for row in candidates
    }


def _reserve_list(
    rounds: Iterable[SelectionRound],
    decisions: Iterable[Decision],
    everybody: Iterable[Nomination],
) -> list[Reserve]:
    """Those in line: of closed rounds who still are, then the drafts of the open one."""
    number = {row.pk: row.number for row in rounds}
    is_open = {row.pk for row in rounds if row.state == RoundState.OPEN}
    known = {row.pk: row for row in everybody}
    line = []
    for decision in decisions:
        nomination = known.get(decision.nomination_id)
        if decision.outcome != Outcome.RESERVE or nomination is None:
            continue
        is_draft = decision.round_id in is_open
        if is_draft or nomination.state == NominationState.RESERVE:
            decision.nomination = nomination
            line.append((number[decision.round_id], decision.reserve_rank, is_draft, decision))
    line.sort(key=lambda item: item[:2])
    return [
        Reserve(place, decision, is_draft)
        for place, (_, _, is_draft, decision) in enumerate(line, start=1)
    ]
