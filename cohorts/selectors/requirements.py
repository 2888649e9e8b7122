"""The registry of completion: one evaluator per kind of requirement.

This room evaluates days and homework; the rooms above register theirs (`register`, in their
`apps.py`), so that this room needs none of them. An evaluator works set-wise: it is given all
enrolments at once and answers in a fixed number of queries, whatever their number.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import cached_property

from cohorts.models import Enrolment
from cohorts.selectors.continuing import Chains, Earlier, load_chains
from cohorts.selectors.records import Records, load_records
from cohorts.selectors.syllabus import Rule, Syllabus, load_syllabuses
from courses.enums import RequirementKind


class Standing(StrEnum):
    """Where one person stands with one requirement."""

    FULFILLED = "fulfilled"
    WITHIN_REACH = "within_reach"
    OUT_OF_REACH = "out_of_reach"  # can no longer be met without making something up
    NOT_RECORDED = "not_recorded"  # no evaluator: the platform does not follow it yet


@dataclass(frozen=True)
class Progress:
    """One requirement of one person: `done` of `needed`, at most `possible` in the end.

    Days count in halves (6.5), pieces in whole numbers. `planned` is all that the cohort offers,
    `held` what has been decided for the person so far, attended or not; `pending` of what was
    missed is going to be made up. `credited` of `done` is earlier training. `can_make_up` says
    whether the version lets somebody make up what was missed.
    """

    kind: RequirementKind
    done: float
    needed: float
    held: float
    planned: float
    pending: float = 0
    credited: float = 0
    can_make_up: bool = False

    @property
    def attended(self) -> float:
        """What was done here, without what is credited."""
        return self.done - self.credited

    @property
    def possible(self) -> float:
        """What can be reached if everything that remains goes well."""
        return self.done + self.planned - self.held + self.pending

    @property
    def short(self) -> float:
        """How much has to be made up, whatever comes: 0 while it can still be met."""
        return max(self.needed - self.possible, 0)

    @property
    def missed(self) -> float:
        """What was held without the person."""
        return max(self.held - self.attended, 0)

    @property
    def slack(self) -> float:
        """How much of what remains can be missed."""
        return max(self.possible - self.needed, 0)

    @property
    def left(self) -> float:
        """How much is still to do."""
        return max(self.needed - self.done, 0)

    @property
    def standing(self) -> Standing:
        if self.done >= self.needed:
            return Standing.FULFILLED
        return Standing.WITHIN_REACH if self.possible >= self.needed else Standing.OUT_OF_REACH


@dataclass(frozen=True)
class NotRecorded(Progress):
    """A requirement that no room evaluates yet: never fulfilled, and said so."""

    done: float = 0
    needed: float = 1
    held: float = 0
    planned: float = 1

    @property
    def standing(self) -> Standing:
        return Standing.NOT_RECORDED


class Evaluation:
    """The enrolments under evaluation, and facts that several evaluators share.

    `enrolments` have `cohort` loaded. `fact(load)` runs `load(evaluation)` once. `in_detail` is
    for pages that tell how somebody makes up what they missed.
    """

    def __init__(self, enrolments: Sequence[Enrolment], *, in_detail: bool = False):
        self.enrolments = enrolments
        self.in_detail = in_detail
        self._facts: dict[Hashable, Any] = {}

    @cached_property
    def chains(self) -> Chains:
        """What came before each enrolment. One query when somebody continues, unless the rows
        know it already."""
        return load_chains(self.enrolments)

    @property
    def earlier(self) -> list[Earlier]:
        """All that somebody here continues."""
        return [row for chain in self.chains.values() for row in chain]

    @property
    def people(self) -> set[int]:
        """The ids of the enrolments and of all that came before them: whose facts to load."""
        return {row.pk for row in (*self.enrolments, *self.earlier)}

    @property
    def cohorts(self) -> set[int]:
        """Their cohorts' ids."""
        return {row.cohort_id for row in (*self.enrolments, *self.earlier)}

    @cached_property
    def syllabuses(self) -> Mapping[int, Syllabus]:
        """What their versions ask for. One query."""
        own = {enrolment.cohort.version_id for enrolment in self.enrolments}
        return load_syllabuses(own.union(row.version_id for row in self.earlier))

    def syllabus_of(self, enrolment: Enrolment) -> Syllabus:
        return self.syllabuses[enrolment.cohort.version_id]

    @property
    def terms(self) -> dict[int, str]:
        """The names of their versions' terms by key."""
        return {key: name for one in self.syllabuses.values() for key, name in one.terms.items()}

    @cached_property
    def records(self) -> Records:
        """What they have done, also in what they continue. One query."""
        return load_records(self.people, in_detail=self.in_detail)

    def fact(self, load: Callable[["Evaluation"], Any]) -> Any:
        if load not in self._facts:
            self._facts[load] = load(self)
        return self._facts[load]

    def remember(self, load: Callable[["Evaluation"], Any], found: Any) -> None:
        """What `load(evaluation)` would give, from a page that has it already."""
        self._facts[load] = found


# (the enrolments, the rule of this kind by version) → progress by enrolment id
Evaluator = Callable[[Evaluation, Mapping[int, Rule]], Mapping[int, Progress]]
_evaluators: dict[str, Evaluator] = {}


def register(kind: RequirementKind, evaluator: Evaluator) -> None:
    """Make `evaluator` answer for `kind`. Each kind has one; a second is a mistake."""
    if kind in _evaluators:
        message = f"{kind} has an evaluator already"
        raise ValueError(message)
    _evaluators[kind] = evaluator


def evaluator_of(kind: str) -> Evaluator | None:
    """The evaluator registered for `kind`, if any."""
    return _evaluators.get(kind)
