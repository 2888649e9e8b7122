"""The roll of a course day as it is shown: who is on it, and how they are marked."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import cached_property

from cohorts.enums import COUNTS_AS_ATTENDED, MarkedHow
from cohorts.models import CourseDay, DayPart
from common.clock import today

WHOLE_DAY = "day"  # beside the two of `Half`: one tap marks both


@dataclass(frozen=True, slots=True)
class Seen:
    """One mark as it stands: who made it how and when. `mark` is "" before it is made."""

    mark: str = ""
    revision: int = 0
    how: str = ""
    at: dt.datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Announced absence as the trainer sees it."""

    reason: str
    note: str


UNMARKED = Seen()


@dataclass(frozen=True)
class RollRow:
    """One person in the halves that the roll shows. `guest_of` names the own cohort of a guest,
    who is there to make something up; a half that a guest does not come to has None."""

    enrolment_id: int
    name: str
    organisation: str
    cells: Sequence[Seen | None]
    notices: Sequence[Notice | None]
    guest_of: str = ""

    @property
    def own_cells(self) -> list[Seen]:
        """Of the halves that the person is expected at."""
        return [cell for cell in self.cells if cell]

    @property
    def mark(self) -> str:
        """The mark, if it is the same in all halves that are shown."""
        marks = {cell.mark for cell in self.own_cells}
        return marks.pop() if len(marks) == 1 else ""

    @property
    def is_marked(self) -> bool:
        return all(cell.mark for cell in self.own_cells)

    @property
    def is_mixed(self) -> bool:
        """Marked in some half, and not the same in both."""
        return not self.mark and any(cell.mark for cell in self.own_cells)

    @property
    def notice(self) -> Notice | None:
        return next(filter(None, self.notices), None)

    @property
    def seen(self) -> str:
        """What the page shows, to be sent back with a tap: "3.present,0."; "-" where a guest
        does not come."""
        return ",".join(f"{cell.revision}.{cell.mark}" if cell else "-" for cell in self.cells)


@dataclass(frozen=True)
class Roll:
    """The list that attendance is taken on: `half` is a `Half`, or the whole day. `all_rows` have
    all halves of the day, `rows` those that are shown."""

    day: CourseDay
    half: str
    all_rows: Sequence[RollRow]

    @property
    def all_parts(self) -> list[DayPart]:
        return list(self.day.parts.all())

    @cached_property
    def parts(self) -> list[DayPart]:
        """The halves that are shown, in order."""
        return [part for part in self.all_parts if self.half in (WHOLE_DAY, part.half)]

    @cached_property
    def rows(self) -> list[RollRow]:
        places = [n for n, part in enumerate(self.all_parts) if part in self.parts]
        if len(places) == len(self.all_parts):
            return list(self.all_rows)
        return [
            replace(
                row,
                cells=[row.cells[place] for place in places],
                notices=[row.notices[place] for place in places],
            )
            for row in self.all_rows
            if any(row.cells[place] for place in places)
        ]

    @property
    def starts_at(self) -> dt.datetime:
        return self.parts[0].starts_at

    @property
    def ends_at(self) -> dt.datetime:
        return self.parts[-1].ends_at

    @property
    def is_ahead(self) -> bool:
        """Whether the day has not come: it is shown who is expected, and nothing can be marked."""
        return self.day.date > today()

    @cached_property
    def counts(self) -> Counter:
        """How many people are "here", there for "part" of it, "away", and not "marked"."""
        found = Counter()
        for row in self.rows:
            if not row.is_marked:
                found["unmarked"] += 1
                continue
            attended = [cell.mark in COUNTS_AS_ATTENDED for cell in row.own_cells]
            found["here" if all(attended) else "part" if any(attended) else "away"] += 1
        return found

    @property
    def pips(self) -> list[str]:
        """The row of marks as pips: here, part of it, away, not marked."""
        shapes = {"here": "day", "part": "part", "away": "absent", "unmarked": "planned"}
        return [shape for kind, shape in shapes.items() for _one in range(self.counts[kind])]

    @property
    def marked(self) -> int:
        return len(self.rows) - self.counts["unmarked"]

    @cached_property
    def announced(self) -> int:
        """How many have announced that they will be away, some of the time at least."""
        return sum(row.notice is not None for row in self.rows)

    @property
    def expected(self) -> int:
        return len(self.rows) - self.announced

    @cached_property
    def by_code(self) -> list[RollRow]:
        """Those who checked in with the code, to be compared with the heads in the room."""
        return [
            row for row in self.rows if any(cell.how == MarkedHow.CODE for cell in row.own_cells)
        ]

    @property
    def can_be_closed(self) -> bool:
        """Everybody is marked in all halves of the day."""
        return not self.day.attendance_closed_at and all(row.is_marked for row in self.all_rows)

    def heads(self) -> list[tuple[DayPart, int, int]]:
        """For each half of the day: how many are here, and how many of them by the code."""
        found = []
        for place, part in enumerate(self.all_parts):
            cells = [row.cells[place] for row in self.all_rows if row.cells[place]]
            here = [cell for cell in cells if cell.mark in COUNTS_AS_ATTENDED]
            found.append((part, len(here), sum(cell.how == MarkedHow.CODE for cell in here)))
        return found

    def row(self, enrolment_id: int) -> RollRow | None:
        return next((row for row in self.rows if row.enrolment_id == enrolment_id), None)

    def find(self, words: str) -> list[RollRow]:
        """The rows whose name or organisation holds all of the words."""
        sought = words.lower().split()
        return [
            row
            for row in self.rows
            if all(word in f"{row.name} {row.organisation}".lower() for word in sought)
        ]
