"""Attendance as facts: which half days there are, and which of them count. Set-wise.

The one place that says whether a half day counts as attended (domain.md §7.4): by the mark taken
in the room, by what was done in an earlier enrolment that this one continues, by a make-up, or
because the joint board has credited it. Each half day counts once, whatever it counts by.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from cohorts.enums import COUNTS_AS_ATTENDED, DayState, Mark
from cohorts.models import DayPart, Enrolment
from cohorts.selectors.continuing import Chains
from cohorts.selectors.records import CreditFact, MakeUpFact
from cohorts.selectors.requirements import Evaluation
from common.prepared import KEYS, prepared
from courses.enums import DayKind


class Part(NamedTuple):
    """One half day of a cohort. `weight` is its share of the day: a half, or all of a short one."""

    id: int
    day_id: int
    kind: str
    term_id: int | None
    weight: float
    number: int
    half: str
    starts_at: object

    @property
    def key(self) -> tuple[int, str]:
        """What makes it the same half day in every cohort: number of day, and half."""
        return self.number, self.half


class Why(StrEnum):
    """Why a half day counts."""

    OWN = "own"
    EARLIER = "earlier"  # in the cohort that somebody came from
    MADE_UP = "made_up"
    CREDITED = "credited"


class HalfDay(NamedTuple):
    """One half day of one person. `why` is "" unless it counts; `is_held` says that it is decided,
    and `is_pending` that it was missed and is going to be made up."""

    part: Part
    mark: str
    why: str
    is_held: bool
    is_pending: bool
    make_up: MakeUpFact | None

    @property
    def counts(self) -> bool:
        return bool(self.why)

    @property
    def is_missed(self) -> bool:
        """Held, and does not count: what can be made up."""
        return self.is_held and not self.why


class Tally(NamedTuple):
    """Days of one person and kind. `pending` of those missed are going to be made up."""

    attended: float
    held: float
    planned: float
    pending: float


NOTHING: Mapping = {}

# What a mark says by itself, as (why, is held, is pending).
THERE, AWAY, OPEN = (Why.OWN, True, False), ("", True, False), ("", False, False)
BY_MARK = {"": OPEN} | {mark: THERE if mark in COUNTS_AS_ATTENDED else AWAY for mark in Mark}


@dataclass(frozen=True)
class AttendanceFacts:
    """`parts` by cohort; by enrolment `marks` (part id → mark, those as a guest too), `make_ups`,
    `credits`, and what came before (`chains`)."""

    parts: dict[int, list[Part]]
    marks: dict[int, dict[int, str]]
    make_ups: dict[int, list[MakeUpFact]]
    credits: dict[int, list[CreditFact]]
    chains: Chains
    _sorts: dict[tuple, list[Part]] = field(default_factory=dict)
    _others: dict[int, tuple] = field(default_factory=dict)

    def tally(self, enrolment: Enrolment, *, kind: DayKind, term_id: int | None = None) -> Tally:
        """The days of one enrolment, of one kind, optionally of one term. A half day is half a
        day; what is not marked is not held."""
        parts = self._of_sort(enrolment.cohort_id, kind, term_id)
        attended = held = planned = pending = 0.0
        for part, half in zip(parts, self._decided(enrolment, parts), strict=True):
            why, is_held, is_pending = half
            weight = part.weight
            planned += weight
            if is_held:
                held += weight
            if why:
                attended += weight
            if is_pending:
                pending += weight
        return Tally(attended, held, planned, pending)

    def halves(self, enrolment: Enrolment) -> list[HalfDay]:
        """Every planned half day of one enrolment in order, and why it counts."""
        parts = self.parts[enrolment.cohort_id]
        marks = self.marks.get(enrolment.pk, NOTHING)
        _counted, make_ups = self._elsewhere(enrolment)
        return [
            HalfDay(part, marks.get(part.id, ""), *decided, make_ups.get(part.key))
            for part, decided in zip(parts, self._decided(enrolment, parts), strict=True)
        ]

    def missed(self, enrolment: Enrolment) -> list[HalfDay]:
        """The half days that one enrolment missed, made up or not yet."""
        return [half for half in self.halves(enrolment) if half.is_missed]

    def _decided(self, enrolment: Enrolment, parts: Sequence[Part]) -> list[tuple]:
        """(why, is held, is pending) of each half day."""
        marks = self.marks.get(enrolment.pk, NOTHING)
        counted, make_ups = self._elsewhere(enrolment)
        if not (counted or make_ups or enrolment.continues_id):
            return [BY_MARK[marks.get(part.id, "")] for part in parts]
        found = []
        for part in parts:
            decided = BY_MARK[marks.get(part.id, "")]
            if decided is not THERE:
                if why := counted.get(part.key):
                    decided = (why, True, False)
                elif decided is AWAY or (
                    enrolment.continues_id and part.starts_at < enrolment.enrolled_at
                ):
                    make_up = make_ups.get(part.key)
                    decided = ("", True, bool(make_up and make_up.is_pending))
            found.append(decided)
        return found

    def _elsewhere(self, enrolment: Enrolment) -> tuple[Mapping, Mapping]:
        """What counts by other things than the own mark, and the make-ups, by number and half."""
        pk = enrolment.pk
        if pk not in self._others:
            if pk in self.chains or pk in self.make_ups or pk in self.credits:
                self._others[pk] = self._gather(enrolment)
            else:
                self._others[pk] = NOTHING, NOTHING
        return self._others[pk]

    def _gather(self, enrolment: Enrolment) -> tuple[dict, dict]:
        counted: dict[tuple[int, str], Why] = {}
        make_ups: dict[tuple[int, str], MakeUpFact] = {}
        before = [(row.pk, row.cohort_id) for row in self.chains.get(enrolment.pk, ())]
        for pk, cohort_id in (*reversed(before), (enrolment.pk, enrolment.cohort_id)):
            places = {part.id: part.key for part in self.parts[cohort_id]}
            if pk != enrolment.pk:
                counted |= dict.fromkeys(self._attended(pk, places), Why.EARLIER)
            make_ups |= {
                places[fact.part_id]: fact
                for fact in self.make_ups.get(pk, ())
                if fact.part_id in places
            }
        done = [key for key, fact in make_ups.items() if fact.is_done]
        numbers = {credit.number for credit in self.credits_of(enrolment)}
        credited = [part.key for part in self.parts[enrolment.cohort_id] if part.number in numbers]
        return (
            dict.fromkeys(credited, Why.CREDITED) | dict.fromkeys(done, Why.MADE_UP) | counted,
            make_ups,
        )

    def _attended(self, pk: int, places: Mapping[int, tuple]) -> list[tuple]:
        """What one enrolment attended by its own marks, by number and half."""
        marks = self.marks.get(pk, NOTHING)
        return [key for part, key in places.items() if marks.get(part) in COUNTS_AS_ATTENDED]

    def _of_sort(self, cohort: int, kind: DayKind, term_id: int | None) -> list[Part]:
        """The same few for everybody in a cohort, so they are sought once."""
        sort = cohort, kind, term_id
        if sort not in self._sorts:
            self._sorts[sort] = [
                part
                for part in self.parts[cohort]
                if part.kind == kind and term_id in (None, part.term_id)
            ]
        return self._sorts[sort]

    def credits_of(self, enrolment: Enrolment) -> list[CreditFact]:
        """The standing credits of an enrolment and of what it continues."""
        rows = [enrolment.pk, *(row.pk for row in self.chains.get(enrolment.pk, ()))]
        return [credit for pk in rows for credit in self.credits.get(pk, ())]


def load_attendance(enrolments: Sequence[Enrolment]) -> AttendanceFacts:
    """The same for those who ask for nothing else, make-ups in detail: two queries, and one more
    when some of the enrolments continue earlier ones. Only their own columns are read."""
    return attendance_in(Evaluation(enrolments, in_detail=True))


def attendance_in(
    evaluation: Evaluation, *, parts: Mapping[int, list[Part]] | None = None
) -> AttendanceFacts:
    """All half days of the enrolments' cohorts, all marks, make-ups and credits; cancelled days
    count nowhere. One query besides the records, none for a page that has the `parts` already."""
    records = evaluation.records
    return AttendanceFacts(
        parts_of(evaluation.cohorts) if parts is None else parts,
        records.marks,
        records.make_ups,
        records.credits,
        evaluation.chains,
    )


def weighed(rows: Iterable[tuple]) -> dict[int, list[Part]]:
    """Half days by cohort with their weight, from rows in order: when it was called off, id, day,
    cohort, and the rest of a `Part` but the weight. A half that is called off counts nowhere, and
    the other half of that day counts as half a day. No query."""
    by_day = defaultdict(list)
    for row in rows:
        by_day[row[2]].append(row)
    parts = defaultdict(list)
    for day in by_day.values():
        for called_off_at, pk, day_id, cohort_id, kind, term_id, *rest in day:
            if called_off_at is None:
                parts[cohort_id].append(Part(pk, day_id, kind, term_id, 1 / len(day), *rest))
    return parts


def parts_of(cohorts: set[int]) -> dict[int, list[Part]]:
    """The half days of planned days by cohort, in order. One query."""
    return weighed(_planned_parts(cohorts=cohorts))


@prepared(cohorts=KEYS)
def _planned_parts(cohorts):
    return (
        DayPart.every.filter(day__cohort__in=cohorts, day__state=DayState.PLANNED)
        .order_by("starts_at")
        .values_list(
            "called_off_at",
            "pk",
            "day_id",
            "day__cohort_id",
            "day__plan__kind",
            "day__plan__term_id",
            "day__plan__number",
            "half",
            "starts_at",
        )
    )
