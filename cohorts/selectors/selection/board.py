"""The board: all candidates side by side, and what their seats amount to."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cohorts.enums import NominationState
from cohorts.models import Cohort, Decision, Nomination
from cohorts.selectors.attestation import Criteria, criteria_of
from cohorts.selectors.selection.balance import Group, balance, by_principal
from cohorts.selectors.selection.material import Material, material_of
from cohorts.selectors.selection.scope import DECIDABLE
from cohorts.selectors.selection.verdicts import Standing, answers_to, standing
from common.clock import today
from common.prepared import KEY, TEXTS, prepared
from organisations.enums import Principal

ELSEWHERE = (
    NominationState.AWAITING,
    NominationState.COMPLETE,
    NominationState.ACCEPTED,
    NominationState.RESERVE,
)


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
    def is_undecided(self) -> bool:
        return self.nomination.state == NominationState.COMPLETE and not self.decision

    @property
    def outcome(self) -> str:
        return self.decision.outcome if self.decision else ""


@dataclass(frozen=True, kw_only=True)
class Board(Material):
    """Everything on the page of one cohort."""

    criteria: Criteria
    rows: list[Row]
    is_nomination_open: bool

    @property
    def can_open_next(self) -> bool:
        """A closed round is followed by another while there are seats or people left."""
        return not self.is_deciding and bool(self.seats.free or self.rows)

    @property
    def is_done(self) -> bool:
        """All seats are taken and nobody waits."""
        return not self.is_deciding and not self.can_open_next

    @property
    def drafted(self) -> Counter:
        """How many decisions of each outcome are drafted."""
        return Counter(row.outcome for row in self.rows if row.outcome)

    @property
    def undecided(self) -> int:
        """How many could be decided and are not."""
        return sum(row.is_undecided for row in self.rows)

    @property
    def awaiting(self) -> int:
        """How many nominees have not answered."""
        return sum(not row.is_decidable for row in self.rows)

    @property
    def principals(self) -> list[Group]:
        return by_principal(self.everybody, self.principal_of)

    @property
    def professions(self) -> list[Group]:
        return balance(self.everybody, lambda row: row.profession)

    @property
    def units(self) -> list[Group]:
        return balance(self.everybody, lambda row: row.unit)


def board_of(cohort: Cohort) -> Board:
    """All of it in eight queries, however many are nominated. Wants `with_programme`."""
    material = material_of(cohort)
    criteria = criteria_of(cohort.version_id)
    candidates = material.candidates
    answers = answers_to(row.pk for row in candidates)
    stand = {row.pk: standing(criteria, answers[row.pk]) for row in candidates}
    return Board(
        **vars(material),
        criteria=criteria,
        rows=rows_of(material, candidates, stand),
        is_nomination_open=today() <= cohort.closes_on,
    )


def rows_of(
    material: Material, candidates: Sequence[Nomination], stand: dict[int, Standing]
) -> list[Row]:
    """The candidates with what the board is to know about each. One query."""
    drafts, nominees_of = material.drafts, material.nominees_of
    elsewhere = _elsewhere(material.cohort, candidates)
    return [
        Row(
            nomination=row,
            standing=stand[row.pk],
            principal=material.principal_of[row.unit_id],
            of=nominees_of[row.employer_id],
            elsewhere=elsewhere[row.pk],
            decision=drafts.get(row.pk),
        )
        for row in candidates
    ]


def _elsewhere(cohort: Cohort, candidates: Sequence[Nomination]) -> dict[int, tuple[str, ...]]:
    """Where else the same addresses are nominated to the same programme: by another employer, or
    to another cohort. One query."""
    by_email: dict[str, list[tuple[int, str]]] = defaultdict(list)
    emails = [row.email for row in candidates]
    found = _nominated(programme=cohort.version.programme_id, emails=emails)
    for pk, email, place, cohort_name, employer_name in found:
        by_email[email].append((pk, employer_name if place == cohort.pk else cohort_name))
    return {
        row.pk: tuple(where for pk, where in by_email[row.email] if pk != row.pk)
        for row in candidates
    }


@prepared(programme=KEY, emails=TEXTS)
def _nominated(programme, emails) -> QuerySet:
    """(nomination, address, cohort, its name, employer's name)"""
    return Nomination.objects.filter(
        cohort__version__programme=programme, email__in=emails, state__in=ELSEWHERE
    ).values_list("pk", "email", "cohort", "cohort__name", "employer__name")
