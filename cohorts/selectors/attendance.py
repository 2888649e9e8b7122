"""Attendance as facts: which half days there are, and who was there. Set-wise."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from cohorts.enums import COUNTS_AS_ATTENDED, DayState
from cohorts.models import Attendance, DayPart, Enrolment
from courses.enums import DayKind


@dataclass(frozen=True)
class Part:
    """One half day of a cohort. `weight` is its share of the day: a half, or all of a short one."""

    id: int
    day_id: int
    kind: str
    term_id: int | None
    weight: float


@dataclass(frozen=True)
class AttendanceFacts:
    """`parts` by cohort, and `marks` by enrolment: part id → mark."""

    parts: dict[int, list[Part]]
    marks: dict[int, dict[int, str]]
    _sorts: dict[tuple, list[Part]] = field(default_factory=dict)

    def tally(self, enrolment: Enrolment, *, kind: DayKind, term_id: int | None = None):
        """(attended, held, planned) in days for one enrolment, of one kind of day, optionally of
        one term. A half day is half a day; what is not marked is not held."""
        marks = self.marks[enrolment.pk]
        attended = held = planned = 0.0
        for part in self._of_sort(enrolment.cohort_id, kind, term_id):
            planned += part.weight
            if mark := marks.get(part.id):
                held += part.weight
                attended += part.weight * (mark in COUNTS_AS_ATTENDED)
        return attended, held, planned

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


def load_attendance(enrolments: Sequence[Enrolment]) -> AttendanceFacts:
    """All half days of the enrolments' cohorts and all marks; cancelled days count nowhere. Of
    the enrolments only `pk` and `cohort_id` are read. Two queries."""
    by_day = defaultdict(list)
    rows = (
        DayPart.objects.filter(
            day__cohort__in={enrolment.cohort_id for enrolment in enrolments},
            day__state=DayState.PLANNED,
        )
        .order_by("starts_at")
        .values_list("pk", "day_id", "day__cohort_id", "day__plan__kind", "day__plan__term_id")
    )
    for row in rows:
        by_day[row[1]].append(row)
    parts = defaultdict(list)
    for day in by_day.values():
        for pk, day_id, cohort_id, kind, term_id in day:
            parts[cohort_id].append(Part(pk, day_id, kind, term_id, 1 / len(day)))
    planned = {part.id for found in parts.values() for part in found}
    marks = defaultdict(dict)
    for enrolment_id, part_id, mark in Attendance.objects.filter(
        enrolment__in={enrolment.pk for enrolment in enrolments}
    ).values_list("enrolment_id", "part_id", "mark"):
        if part_id in planned:
            marks[enrolment_id][part_id] = mark
    return AttendanceFacts(parts, marks)
