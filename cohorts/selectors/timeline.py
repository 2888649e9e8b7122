"""The area's plan as a picture: a lane for each cohort, a column for each of thirty months."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.selectors.summaries import Stretch, Summary

MONTHS = 30
HALF_YEAR = 6
FIRST_COLUMN = 2  # the lane's name stands in the first
DAY_COLUMNS = 4  # what a single day takes, with its date beside it


@dataclass(frozen=True)
class Bar:
    """The days of one term (or of a whole course) in a lane. `tone` is the bar's class."""

    summary: Summary
    stretch: Stretch
    column: int
    span: int
    tone: str

    @property
    def is_one_day(self) -> bool:
        return len(self.stretch.dates) == 1

    @property
    def held(self) -> int:
        return sum(date < self.summary.today for date in self.stretch.dates)

    @property
    def ticks(self) -> list[bool]:
        """One mark for each day: whether it has been."""
        return [date < self.summary.today for date in self.stretch.dates]


@dataclass(frozen=True)
class Lane:
    """One row: a cohort, or all the single days of a programme."""

    summary: Summary
    bars: tuple[Bar, ...]
    is_shared: bool = False


@dataclass(frozen=True)
class HalfYear:
    """A heading: spring or autumn."""

    year: int
    is_spring: bool
    column: int


@dataclass(frozen=True)
class Timeline:
    """Everything the picture shows."""

    starts_on: dt.date
    ends_on: dt.date
    half_years: tuple[HalfYear, ...]
    today: dt.date
    today_column: int
    lanes: tuple[Lane, ...]


def window_start(today: dt.date) -> dt.date:
    """The first day shown: that of the half-year before the present one."""
    if today.month <= HALF_YEAR:
        return dt.date(today.year - 1, 7, 1)
    return dt.date(today.year, 1, 1)


def timeline(summaries: Sequence[Summary], today: dt.date) -> Timeline:
    """Lay the cohorts out on the months around today. No query."""
    start = window_start(today)
    bars = [bar for summary in summaries for bar in _bars(summary, start)]
    return Timeline(
        starts_on=start,
        ends_on=_month(start, MONTHS) - dt.timedelta(days=1),
        half_years=tuple(
            HalfYear(first.year, first.month == 1, FIRST_COLUMN + months)
            for months in range(0, MONTHS, HALF_YEAR)
            for first in [_month(start, months)]
        ),
        today=today,
        today_column=FIRST_COLUMN + _months_between(start, today),
        lanes=tuple(_lanes(bars)),
    )


def _lanes(bars: Sequence[Bar]) -> list[Lane]:
    """A lane for each cohort; the single days of a programme share as few as hold them."""
    rows: dict[tuple, list[Bar]] = {}
    for bar in bars:
        cohort = bar.summary.cohort
        shared = len(bar.summary.dates) == 1
        key = ("programme", cohort.version.programme_id) if shared else ("cohort", cohort.pk)
        rows.setdefault(key, []).append(bar)
    return [
        Lane(line[0].summary, tuple(line), is_shared=kind == "programme")
        for (kind, _), row in rows.items()
        for line in (_apart(row) if kind == "programme" else [row])
    ]


def _apart(days: Sequence[Bar]) -> list[list[Bar]]:
    """The days in lines where none hides another."""
    lines: list[list[Bar]] = []
    for day in sorted(days, key=lambda day: day.column):
        free = (line for line in lines if line[-1].column + DAY_COLUMNS <= day.column)
        if line := next(free, None):
            line.append(day)
        else:
            lines.append([day])
    return lines


def _bars(summary: Summary, start: dt.date) -> list[Bar]:
    found = []
    for stretch in summary.stretches:
        first = max(0, _months_between(start, stretch.dates[0]))
        last = min(MONTHS - 1, _months_between(start, stretch.dates[-1]))
        if first <= last:
            column, span = FIRST_COLUMN + first, last - first + 1
            found.append(Bar(summary, stretch, column, span, _tone(summary, stretch)))
    return found


def _tone(summary: Summary, stretch: Stretch) -> str:
    if stretch.dates[-1] < summary.today:
        return "done"
    if stretch.dates[0] <= summary.today:
        return "now"
    return "planned"


def _months_between(start: dt.date, date: dt.date) -> int:
    return (date.year - start.year) * 12 + date.month - start.month


def _month(start: dt.date, after: int) -> dt.date:
    """The first of the month so many months after that of `start`."""
    months = start.month - 1 + after
    return dt.date(start.year + months // 12, months % 12 + 1, 1)
