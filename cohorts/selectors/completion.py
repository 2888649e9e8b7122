"""What is left to the certificate: computed from the version's requirements, never stored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cohorts.models import Enrolment
from cohorts.selectors.attendance import attendance_in
from cohorts.selectors.records import CreditFact
from cohorts.selectors.requirements import (
    Evaluation,
    NotRecorded,
    Progress,
    Standing,
    evaluator_of,
)
from courses.enums import RequirementKind


@dataclass(frozen=True)
class Completion:
    """All requirements of one enrolment, in the version's order."""

    enrolment: Enrolment
    items: tuple[Progress, ...]

    @property
    def is_complete(self) -> bool:
        """Everything is fulfilled. A version without requirements is never complete."""
        return bool(self.items) and all(item.standing == Standing.FULFILLED for item in self.items)

    @property
    def is_out_of_reach(self) -> bool:
        """Something can no longer be met unless it is made up."""
        return any(item.standing == Standing.OUT_OF_REACH for item in self.items)

    @property
    def left(self) -> tuple[Progress, ...]:
        """What is not fulfilled yet."""
        return tuple(item for item in self.items if item.standing != Standing.FULFILLED)

    @property
    def fulfilled_count(self) -> int:
        return len(self.items) - len(self.left)

    def item(self, kind: RequirementKind) -> Progress | None:
        """The progress with one kind of requirement, if the version has it."""
        return next((item for item in self.items if item.kind == kind), None)


def completion_of(enrolments: Iterable[Enrolment]) -> dict[int, Completion]:
    """What is left for each enrolment, by its id.

    The enrolments have `cohort` loaded; they may be of several cohorts and versions. The number
    of queries is fixed (three, one more for a version with an examination, and one more when
    somebody continues an earlier enrolment), not on how many people, days or cohorts there
    are.
    """
    return evaluate(Evaluation(list(enrolments)))


def evaluate(evaluation: Evaluation) -> dict[int, Completion]:
    """`completion_of` for a page that goes on to use the facts which `evaluation` then holds."""
    rules = defaultdict(dict)  # kind → version → rule
    for version, syllabus in evaluation.syllabuses.items():
        for rule in syllabus.rules:
            rules[rule.kind][version] = rule
    progress = {
        kind: evaluator(evaluation, by_version)
        for kind, by_version in rules.items()
        if (evaluator := evaluator_of(kind))
    }
    facts = evaluation.fact(attendance_in)
    completions = {}
    for enrolment in evaluation.enrolments:
        credits_by = defaultdict(list)
        for credit in facts.credits_of(enrolment):
            credits_by[credit.kind].append(credit)
        completions[enrolment.pk] = Completion(
            enrolment,
            tuple(
                _credited(
                    progress.get(kind, {}).get(enrolment.pk) or NotRecorded(RequirementKind(kind)),
                    credits_by[kind],
                )
                for kind in evaluation.syllabus_of(enrolment).kinds
            ),
        )
    return completions


def _credited(item: Progress, rows: Sequence[CreditFact]) -> Progress:
    """The progress with what the board has credited; named days count as attended already."""
    if any(row.number is None and row.amount is None for row in rows):
        if isinstance(item, NotRecorded):
            item = Progress(item.kind, 0, 1, 0, 1)
        extra = max(item.needed - item.done, 0)
    else:
        extra = sum(row.amount or 0 for row in rows)
    if not extra or isinstance(item, NotRecorded):
        return item
    return replace(item, done=item.done + extra, credited=item.credited + extra)
