"""The grid of people and days as a table of words: what the page draws and the file holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.presentation.dates import date_words
from reports.selectors.days import SHAPE_LABELS, Column, Shape


@dataclass(frozen=True)
class GridRow:
    """One person: the name with where it leads, a shape for each day, and the days that count."""

    name: str
    url: str
    shapes: Sequence[Shape]
    total: str


@dataclass(frozen=True)
class Grid:
    """`bands` are the terms with how many columns each has; `sums` stand below the columns."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[GridRow]
    bands: Sequence[tuple[str, int]] = ()
    sums: Sequence[str] = field(default=())

    @property
    def sum_label(self) -> str:
        return pgettext("sum of a column", "There")

    @property
    def total_label(self) -> str:
        return _("Days")

    @property
    def name_label(self) -> str:
        return _("Participant")


def column_words(column: Column) -> str:
    """What is read out above a column: Day 5, 2 Dec."""
    words = {"number": column.number, "day": date_words(column.date, "short")}
    if column.is_examination:
        return _("Day {number}, {day}, examination").format(**words)
    return _("Day {number}, {day}").format(**words)


def as_table(grid: Grid) -> tuple[list[str], list[list[str]]]:
    """Headings and rows in words, for a file."""
    headings = [grid.name_label, *map(column_words, grid.columns), grid.total_label]
    rows = [
        [row.name, *(str(SHAPE_LABELS[shape]) for shape in row.shapes), row.total]
        for row in grid.rows
    ]
    if grid.sums:
        rows.append([grid.sum_label, *grid.sums, ""])
    return headings, rows
