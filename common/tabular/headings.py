"""From a sheet of texts to rows by the columns asked for."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from common.errors import RuleViolation
from common.tabular.sheet import Sheet, empty
from common.tabular.table import Column, Problem, Row, Table, column_letter

Line = tuple[int, list[str]]  # the row's number and its texts


def known_headings(columns: Sequence[Column]) -> Callable[[str], bool]:
    """Whether a text is a heading of one of the columns."""
    names = _by_heading(columns)
    return lambda text: _folded(text) in names


def table_of(sheet: Sheet, columns: Sequence[Column]) -> Table:
    """The first row that is not blank holds the headings; the rows below it are the list.

    Raises `RuleViolation` when no heading is known, or when there is no list.
    """
    lines = _lines(sheet)
    if not lines:
        raise empty()
    heading_line, *lines = lines
    places = _places(heading_line, columns)
    headings = {column.name: str(column.heading) for column in columns}
    if not places:
        raise _no_heading_known(headings.values())
    if not lines:
        raise _no_rows()
    rows = [
        Row(number, {name: _cell(texts, places.get(name)) for name in headings})
        for number, texts in lines
    ]
    letters = {name: column_letter(index) for name, index in places.items()}
    table = Table(rows, [], headings, letters)
    table.problems.extend(_wrong_headings(heading_line, lines, places, columns))
    table.problems.extend(
        table.problem(row, column.name, _("The cell is empty. Fill it in."))
        for row in rows
        for column in columns
        if column.required and table.has(column.name) and not row.cells[column.name]
    )
    return table


def _lines(sheet: Sheet) -> list[Line]:
    """The rows with anything in them, their texts trimmed and composed (Macs write a + ring)."""
    lines = (
        (number, [unicodedata.normalize("NFC", text).strip() for text in texts])
        for number, texts in enumerate(sheet.rows, 1)
    )
    return [line for line in lines if any(line[1])]


def _cell(texts: list[str], index: int | None) -> str:
    return texts[index] if index is not None and index < len(texts) else ""


def _places(heading_line: Line, columns: Sequence[Column]) -> dict[str, int]:
    """At which index each column stands, the first if it is there twice."""
    wanted = _by_heading(columns)
    places: dict[str, int] = {}
    for index, text in enumerate(heading_line[1]):
        if column := wanted.get(_folded(text)):
            places.setdefault(column.name, index)
    return places


def _wrong_headings(
    heading_line: Line, lines: list[Line], places: dict[str, int], columns: Sequence[Column]
) -> Iterator[Problem]:
    """Headings that are unknown, missing, or there twice; columns with content and no heading."""
    number, texts = heading_line
    wanted = _by_heading(columns)
    for index in range(max(len(line_texts) for _number, line_texts in [heading_line, *lines])):
        text, letter = _cell(texts, index), column_letter(index)
        column = wanted.get(_folded(text))
        if column and places[column.name] != index:
            message = _("Another column has the same heading. Keep one of them.")
            yield Problem(number, letter, str(column.heading), message)
        elif text and not column:
            message = _("This heading is not one that is read. Change it or delete the column.")
            yield Problem(number, letter, "", message)
        elif not text and any(_cell(line_texts, index) for _number, line_texts in lines):
            message = _("The column has no heading. Write one or delete the column.")
            yield Problem(number, letter, "", message)
    for column in columns:
        if column.required and column.name not in places:
            message = _("The column %(heading)s is missing.") % {"heading": column.heading}
            yield Problem(number, "", str(column.heading), message)


def _no_heading_known(headings: Iterable[str]) -> RuleViolation:
    return RuleViolation(
        "file_headings",
        _("The first row has none of the headings that are read."),
        _("Write these headings on the first row, in any order: %(headings)s.")
        % {"headings": ", ".join(headings)},
    )


def _no_rows() -> RuleViolation:
    return RuleViolation(
        "file_no_rows",
        _("The list has headings but no rows below them."),
        _("Fill in the list, save it and choose the file again."),
    )


def _by_heading(columns: Sequence[Column]) -> dict[str, Column]:
    return {
        _folded(str(heading)): column
        for column in columns
        for heading in (column.heading, *column.aliases)
    }


def _folded(heading: str) -> str:
    """Letters and digits only, without case and accents: "E-postadress" is "e postadress"."""
    apart = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(sign for sign in apart if sign.isalnum())
