"""What closing a round does, before and after: the lists, the counts, the protocol."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cohorts.enums import NominationState, Outcome, RoundState
from cohorts.models import Cohort, Decision, Nomination, SelectionRound
from cohorts.selectors.seats import SeatCount, seats_left
from cohorts.selectors.selection.balance import Group
from common.prepared import KEY, prepared
from organisations.enums import Principal
from organisations.models import Person
from organisations.selectors.principals import principals_of


@dataclass(frozen=True)
class Entry:
    """One decision as it is listed. `place` counts the whole reserve list, earlier rounds too."""

    decision: Decision
    principal: Principal
    place: int | None = None

    @property
    def nomination(self) -> Nomination:
        return self.decision.nomination


@dataclass(frozen=True)
class Tally:
    """One row of the table in the record: a number for each principal, and their sum."""

    label: str
    numbers: list[int]
    total: int


@dataclass(frozen=True)
class RoundResult:
    """All decisions of a round, and what follows from them."""

    round: SelectionRound
    accepted: list[Entry]
    reserves: list[Entry]
    rejected: list[Entry]

    @property
    def entries(self) -> list[Entry]:
        return [*self.accepted, *self.reserves, *self.rejected]

    @property
    def managers(self) -> int:
        """How many letters go to nominating managers: one each for every employer."""
        return len(managers_of(entry.decision for entry in self.entries))

    @property
    def letters(self) -> int:
        return len(self.entries) + self.managers

    @property
    def employers(self) -> int:
        return len({entry.nomination.employer_id for entry in self.accepted})

    @property
    def professions(self) -> int:
        return len({entry.nomination.profession_id for entry in self.accepted})

    @property
    def dispensed(self) -> list[Entry]:
        """Who is accepted with a reason kept, as when a should was dispensed with."""
        return [entry for entry in self.accepted if entry.decision.reason]

    @property
    def nominating_employers(self) -> int:
        return len({entry.nomination.employer_id for entry in self.entries})

    @property
    def balance(self) -> list[Group]:
        """How many are accepted of those decided, for each principal in the usual order."""
        return [
            Group(
                principal.label, _count(self.accepted, principal), _count(self.entries, principal)
            )
            for principal in Principal
        ]

    @property
    def table(self) -> list[Tally]:
        """Decisions by principal, and the sum."""
        rows = [
            (_("Accepted"), self.accepted),
            (_("Reserves"), self.reserves),
            (_("Declined"), self.rejected),
            (pgettext("sum", "All"), self.entries),
        ]
        return [
            Tally(label, [_count(entries, principal) for principal in Principal], len(entries))
            for label, entries in rows
        ]

    @property
    def fingerprint(self) -> str:
        """Changes with every decision, so that what is confirmed is what was read."""
        return fingerprint(entry.decision for entry in self.entries)


@dataclass(frozen=True)
class Waiting:
    """Who is not decided in this round, and how many have gone since they were nominated."""

    undecided: list[Nomination]
    awaiting: int
    withdrawn: int
    declined: int


def fingerprint(decisions: Iterable[Decision]) -> str:
    """A short sum of who gets which decision, in which order, with which reason."""
    facts = sorted(
        (row.nomination_id, row.outcome, row.reserve_rank or 0, row.reason) for row in decisions
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def managers_of(decisions: Iterable[Decision]) -> set[tuple[int, int]]:
    """Who is told about their nominees: the keys of (employer, who nominated), each once."""
    return {(row.nomination.employer_id, row.nomination.nominated_by_id) for row in decisions}


def decisions_of(selection_round: SelectionRound) -> QuerySet[Decision]:
    """The decisions of a round with all that lists say; accepted by name, reserves in order,
    declined by name."""
    return selection_round.decisions.select_related(
        "nomination__employer", "nomination__unit", "nomination__profession"
    ).order_by("outcome", "reserve_rank", "nomination__name", "pk")


def result_of(selection_round: SelectionRound) -> RoundResult:
    """The decisions of a round, open or closed. Three queries."""
    decisions = list(decisions_of(selection_round))
    principals = principals_of(row.nomination.unit for row in decisions)
    before = reserves_before(selection_round)

    entries = [_entry(row, principals[row.nomination.unit_id], before) for row in decisions]

    def listed(outcome: str) -> list[Entry]:
        return [entry for entry in entries if entry.decision.outcome == outcome]

    return RoundResult(
        selection_round,
        accepted=listed(Outcome.ACCEPT),
        reserves=listed(Outcome.RESERVE),
        rejected=listed(Outcome.REJECT),
    )


def result_for_manager(
    selection_round: SelectionRound, *, employer: int, manager: int
) -> list[Entry]:
    """What was decided about the people somebody nominated for an employer. Three queries."""
    decisions = decisions_of(selection_round).filter(
        nomination__employer=employer, nomination__nominated_by=manager
    )
    principals = principals_of(row.nomination.unit for row in decisions)
    before = reserves_before(selection_round)
    return [_entry(row, principals[row.nomination.unit_id], before) for row in decisions]


def _entry(decision: Decision, principal: Principal, before: int) -> Entry:
    place = before + decision.reserve_rank if decision.reserve_rank else None
    return Entry(decision, principal, place)


def reserves_before(selection_round: SelectionRound) -> int:
    """How many stand on the reserve list from earlier rounds, and stay there. One query."""
    return (
        Decision.objects.filter(
            round__cohort=selection_round.cohort_id,
            round__number__lt=selection_round.number,
            outcome=Outcome.RESERVE,
            nomination__state=NominationState.RESERVE,
        )
        .exclude(nomination__decisions__round=selection_round)
        .count()
    )


def waiting_besides(result: RoundResult) -> Waiting:
    """Who gets no answer when the round is closed. Two queries."""
    cohort = result.round.cohort
    decided = {entry.nomination.pk for entry in result.entries}
    states = Counter(_states(cohort=cohort.pk))
    return Waiting(
        undecided=[row for row in _complete(cohort=cohort.pk) if row.pk not in decided],
        awaiting=states[NominationState.AWAITING],
        withdrawn=states[NominationState.WITHDRAWN],
        declined=states[NominationState.DECLINED],
    )


@prepared(cohort=KEY)
def _complete(cohort) -> QuerySet[Nomination]:
    complete = Nomination.objects.filter(cohort=cohort, state=NominationState.COMPLETE)
    return complete.select_related("employer").order_by("name", "pk")


@prepared(cohort=KEY)
def _states(cohort) -> QuerySet:
    return Nomination.objects.filter(cohort=cohort).values_list("state", flat=True)


def seats_of(cohort: Cohort) -> SeatCount:
    """The seats of one cohort. One query."""
    return seats_left([cohort])[cohort.pk]


def closed_round_of(cohort: Cohort, number: int) -> SelectionRound | None:
    """A closed round with who closed it, and who took part at hand. Two queries."""
    return (
        SelectionRound.objects.filter(cohort=cohort, number=number, state=RoundState.CLOSED)
        .select_related("cohort__version__programme", "cohort__area", "closed_by")
        .prefetch_related(Prefetch("present", Person.objects.order_by("name", "pk")))
        .first()
    )


def _count(entries: Sequence[Entry], principal: Principal) -> int:
    return sum(entry.principal == principal for entry in entries)
