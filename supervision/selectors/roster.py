"""What the examiner's pages show: the sittings, the list of one, and one person on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from cohorts.models import CourseDay, Enrolment
from cohorts.selectors.completion import evaluate
from cohorts.selectors.requirements import Evaluation, Standing
from common.clock import today
from courses.enums import RequirementKind
from organisations.models import Person
from supervision.enums import AdjustmentKind, ExaminationOutcome, SittingState
from supervision.models import Adjustment, Amendment, Assessment, Attempt, Sitting
from supervision.selectors.attempts import AttemptFacts, attempts_in
from supervision.selectors.candidates import (
    Candidate,
    days_to_examine,
    list_of,
    sitting_of,
)
from supervision.selectors.recusal import recused


@dataclass(frozen=True)
class Sittings:
    """The sittings of an examiner, by what is to be done."""

    to_assess: Sequence[CourseDay]
    coming: Sequence[CourseDay]
    final: Sequence[CourseDay]


def sittings_of(person: Person) -> Sittings:
    """Where `person` examines: to assess (oldest first), coming (next first), final (newest
    first). Two queries."""
    final = Sitting.objects.filter(day=OuterRef("pk"), state=SittingState.FINAL)
    days = list(days_to_examine(person).annotate(is_final=Exists(final)).order_by("date", "pk"))
    open_days = [day for day in days if not day.is_final]
    return Sittings(
        to_assess=[day for day in open_days if day.date <= today()],
        coming=[day for day in open_days if day.date > today()],
        final=[day for day in reversed(days) if day.is_final],
    )


@dataclass(frozen=True)
class RosterRow:
    """One person on the list, as one examiner may see it: another's mark only when both are in."""

    candidate: Candidate
    own: str
    others: Sequence[Assessment]
    examiners: int
    is_recused: bool
    adjustments: Sequence[AdjustmentKind]
    others_left: int
    has_certificate: bool

    @property
    def enrolment(self) -> Enrolment:
        return self.candidate.enrolment

    @property
    def attempt(self) -> Attempt | None:
        return self.candidate.attempt

    @property
    def outcome(self) -> str:
        """The result; "" before there is one."""
        return self.attempt.outcome if self.attempt else ""

    @property
    def chosen(self) -> str:
        """What is marked in the row: the own mark, or a single examiner's."""
        return self.outcome if self.examiners == 1 else self.own

    @property
    def own_label(self) -> str:
        return ExaminationOutcome(self.own).label if self.own else ""

    @property
    def can_be_unbooked(self) -> bool:
        """Booked for another attempt, and nobody has marked it."""
        return bool(self.attempt and self.attempt.previous_id) and not (
            self.outcome or self.own or self.others
        )

    @property
    def revision(self) -> int:
        return self.attempt.revision if self.attempt else 0

    @property
    def both_in(self) -> bool:
        return self.examiners > 1 and len(self.others) + bool(self.own) >= self.examiners

    @property
    def differs(self) -> bool:
        """Two marks are in, and they are not the same: to be settled."""
        return self.both_in and not self.outcome

    @property
    def waits_for_other(self) -> bool:
        return self.examiners > 1 and bool(self.own) and not self.both_in

    @property
    def may_read(self) -> bool:
        """Notes may show what the other examiner thinks, so the own mark comes first."""
        return self.examiners == 1 or bool(self.own) or self.both_in

    @property
    def may_mark(self) -> bool:
        return not self.is_recused and not self.both_in

    @property
    def is_guest(self) -> bool:
        """From another cohort. Wants the attempt's sitting."""
        return bool(self.attempt) and self.enrolment.cohort_id != self.attempt.sitting.day.cohort_id


@dataclass(frozen=True)
class Roster:
    """The list of one sitting, as one examiner may see it."""

    day: CourseDay
    sitting: Sitting
    rows: Sequence[RosterRow]

    @cached_property
    def counts(self) -> Counter:
        """How many have each result; "" for those without."""
        return Counter(row.outcome for row in self.rows)

    @property
    def left(self) -> int:
        return self.counts[""]

    @property
    def examiners(self) -> int:
        return self.day.cohort.version.examiners

    @property
    def has_come(self) -> bool:
        return self.day.date <= today()

    @property
    def may_mark(self) -> bool:
        return self.has_come and not self.sitting.is_final

    def row(self, enrolment_id: int) -> RosterRow | None:
        return next((row for row in self.rows if row.enrolment.pk == enrolment_id), None)


def roster_of(day: CourseDay, examiner: Person) -> Roster:
    """The list by name. `day` as `days_to_examine` gives it. A fixed number of queries: six, and
    those of the completion."""
    sitting = sitting_of(day)
    candidates, facts = list_of(day, sitting)
    people = [one.enrolment for one in candidates]
    marks: dict[int, list[Assessment]] = {}
    for mark in Assessment.objects.filter(attempt__sitting__day=day).select_related("examiner"):
        marks.setdefault(mark.attempt_id, []).append(mark)
    adjustments: dict[int, list[AdjustmentKind]] = {}
    for enrolment, kind in Adjustment.objects.filter(enrolment__in=people).values_list(
        "enrolment", "kind"
    ):
        adjustments.setdefault(enrolment, []).append(AdjustmentKind(kind))
    not_by_me = recused(examiner, people)
    left = _others_left(people, facts)
    rows = []
    for one in candidates:
        given = marks.get(one.attempt.pk, []) if one.attempt else []
        pk = one.enrolment.pk
        rows.append(
            RosterRow(
                candidate=one,
                own=next((row.outcome for row in given if row.examiner_id == examiner.pk), ""),
                others=[row for row in given if row.examiner_id != examiner.pk],
                examiners=day.cohort.version.examiners,
                is_recused=pk in not_by_me,
                adjustments=adjustments.get(pk, []),
                others_left=left[pk],
                has_certificate=one.enrolment.has_certificate,
            )
        )
    return Roster(day, sitting, rows)


def _others_left(people: Sequence[Enrolment], facts: AttemptFacts) -> dict[int, int]:
    """How many requirements besides the examination each has left."""
    evaluation = Evaluation(people)
    evaluation.remember(attempts_in, facts)
    completions = evaluate(evaluation)
    return {
        row.pk: sum(
            item.kind != RequirementKind.EXAMINATION_PASSED and item.standing != Standing.FULFILLED
            for item in completions[row.pk].items
        )
        for row in people
    }


def amendments_of(attempts: Sequence[Attempt]) -> list[Amendment]:
    """What was changed after it was final, newest first. One query."""
    return list(
        Amendment.objects.filter(attempt__in=attempts).select_related(
            "amended_by", "attempt__sitting__day"
        )
    )
