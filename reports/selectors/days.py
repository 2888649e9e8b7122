"""A course day by day, as overviews draw it: one mark for each person and day.

What counts is said by `cohorts.selectors.attendance`, and by nothing here.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cohorts.models import Enrolment
from cohorts.selectors.attendance import AttendanceFacts, HalfDay, Part, Why
from cohorts.selectors.wording import amount
from courses.enums import DayKind


class Shape(StrEnum):
    """What one day was, or is going to be, for one person."""

    THERE = "there"
    PART = "part"
    AWAY = "away"
    MADE_UP = "made_up"
    CREDITED = "credited"
    NEXT = "next"
    COMING = "coming"
    NOT_MARKED = "not_marked"
    NOT_SEEN = "not_seen"


SHAPE_LABELS = {
    Shape.THERE: _("There"),
    Shape.PART: _("Part of the day"),
    Shape.AWAY: pgettext_lazy("attendance", "Away"),
    Shape.MADE_UP: pgettext_lazy("attendance", "Made up"),
    Shape.CREDITED: pgettext_lazy("attendance", "Credited"),
    Shape.NEXT: _("Next day"),
    Shape.COMING: _("To come"),
    Shape.NOT_MARKED: _("Not marked"),
    Shape.NOT_SEEN: _("Works elsewhere"),
}


@dataclass(frozen=True)
class Column:
    """One course day as a column. `begins_term` says that a line is drawn before it."""

    day_id: int
    number: int
    date: dt.date
    is_examination: bool
    term: str = ""
    begins_term: bool = False
    is_next: bool = False


@dataclass(frozen=True)
class Days:
    """The days of one person: a shape for each, and how much of it counts (0, a half, 1); and how
    many count of how many, of teaching days. `planned` is all that there are."""

    shapes: Sequence[Shape]
    counted: Sequence[float]
    attended: float
    held: float
    planned: float


Sees = Callable[[dt.date], bool]


def always(_day: dt.date) -> bool:
    """Every day is seen."""
    return True


def date_of(part: Part) -> dt.date:
    """The day on which a half day is given, by the clock on the wall."""
    return timezone.localtime(part.starts_at).date()


def columns_of(parts: Iterable[Part], *, today: dt.date, terms: Mapping[int, str]) -> list[Column]:
    """The days of a cohort in order; `terms` are the names by key. No query."""
    found: list[Column] = []
    coming = False
    for day_id, group in groupby(sorted(parts, key=_place), key=attrgetter("day_id")):
        part = next(group)
        date = date_of(part)
        is_next = date >= today and not coming
        coming = coming or is_next
        term = terms.get(part.term_id, "")
        found.append(
            Column(
                day_id,
                part.number,
                date,
                part.kind == DayKind.EXAMINATION,
                term,
                begins_term=bool(found) and found[-1].term != term,
                is_next=is_next,
            )
        )
    return found


def _place(part: Part) -> tuple:
    return part.starts_at, part.number


def days_of(
    facts: AttendanceFacts,
    enrolment: Enrolment,
    columns: Sequence[Column],
    *,
    today: dt.date,
    sees: Sees = always,
) -> Days:
    """The marks of one person under the columns of the cohort, of the days that are seen. Those
    that are not seen count nowhere. No query."""
    by_day: dict[int, list[HalfDay]] = {}
    for half in facts.halves(enrolment):
        by_day.setdefault(half.part.day_id, []).append(half)
    shapes, counted = [], []
    attended = held = planned = 0.0
    for column in columns:
        halves = by_day[column.day_id]
        if not sees(column.date):
            shapes.append(Shape.NOT_SEEN)
            counted.append(0.0)
            continue
        there = sum(half.part.weight for half in halves if half.why)
        shapes.append(_shape(halves, column, today))
        counted.append(there)
        if not column.is_examination:
            planned += sum(half.part.weight for half in halves)
            held += sum(half.part.weight for half in halves if half.is_held)
            attended += there
    return Days(tuple(shapes), tuple(counted), attended, held, planned)


def _shape(halves: Sequence[HalfDay], column: Column, today: dt.date) -> Shape:
    if all(half.counts for half in halves):
        whys = {half.why for half in halves}
        if Why.MADE_UP in whys:
            return Shape.MADE_UP
        return Shape.CREDITED if Why.CREDITED in whys else Shape.THERE
    if any(half.counts for half in halves):
        return Shape.PART
    if any(half.is_held for half in halves):
        return Shape.AWAY
    if column.is_next:
        return Shape.NEXT
    return Shape.COMING if column.date >= today else Shape.NOT_MARKED


def count(part: float, whole: float) -> str:
    """13,5 of 14"""
    return gettext("%(part)s of %(whole)s") % {"part": amount(part), "whole": amount(whole)}
