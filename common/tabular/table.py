"""What a list is asked for, and what was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: the heading it is known by, and other headings people write.

    A `required` column has to be there, and filled in on every row.
    """

    name: str
    heading: object
    aliases: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the person sees it, and a text ("" where nothing is) per column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where. `column` is the letter; both it and `heading` may be empty."""

    row: int
    column: str
    heading: str
    message: object

    @property
    def where(self) -> str:
        """Row 4, column C (Profession)"""
        facts = {"row": self.row, "column": self.column, "heading": self.heading}
        if self.column and self.heading:
            return _("Row %(row)s, column %(column)s (%(heading)s)") % facts
        if self.column:
            return _("Row %(row)s, column %(column)s") % facts
        return _("Row %(row)s") % facts

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list, and all that is wrong with its headings and empty cells."""

    rows: list[Row]
    problems: list[Problem]
    headings: Mapping[str, str]  # of the columns asked for, in the language of the moment
    letters: Mapping[str, str]  # of the columns found

    def has(self, name: str) -> bool:
        """Whether the column was in the file; where not, its cells are empty texts."""
        return name in self.letters

    def problem(self, row: Row, name: str, message: object) -> Problem:
        """The caller's own complaint about one cell, worded like those of the reader."""
        return Problem(row.number, self.letters.get(name, ""), self.headings[name], message)


def column_letter(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters
