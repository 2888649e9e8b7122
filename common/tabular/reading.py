"""Reads a list that somebody sends in: whole, or not at all."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _

from common.errors import RuleViolation
from common.tabular import csv_text, excel
from common.tabular.headings import known_headings, table_of
from common.tabular.sheet import MAX_FILE, MEGABYTE, Sheet, empty
from common.tabular.table import Column, Table, column_letter

Guard = Callable[..., None]  # guard([(where, text), …], what=…) raises RuleViolation

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(file: BinaryIO, columns: Sequence[Column], *, guard: Guard | None = None) -> Table:
    """The rows of an uploaded .xlsx or CSV file, by the columns asked for. No queries.

    Columns are known by their headings, in any order, whatever their case and accents. `guard`
    sees the file's name, every sheet's name and every cell before the rows are looked at.
    Raises `RuleViolation` when the file is refused as a whole (codes `file_…`, or the guard's);
    what is wrong with single headings and cells stands in the table's `problems`.
    """
    sheets = _sheets(_content(file), known_headings(columns))
    if guard:
        guard(_all_texts(file, sheets), what=_("The file"))
    return table_of(_the_one_in_sight(sheets), columns)


def _content(file: BinaryIO) -> bytes:
    content = file.read(MAX_FILE + 1)
    if not content.strip():
        raise empty()
    if len(content) > MAX_FILE:
        raise RuleViolation(
            "file_too_large",
            _("The file is larger than %(limit)s MB.") % {"limit": MAX_FILE // MEGABYTE},
            _("Remove pictures and sheets that aren't needed, or divide the list."),
        )
    return content


def _sheets(content: bytes, known: Callable[[str], bool]) -> list[Sheet]:
    """By what the file holds: its name and declared type prove nothing."""
    if content.startswith(ZIP):
        return excel.sheets_of(content)
    if content.startswith(OLE):
        raise excel.older_format(content)
    return [csv_text.sheet_of(content, known)]


def _all_texts(file: BinaryIO, sheets: list[Sheet]) -> Iterator[tuple[object, str]]:
    yield _("the name of the file"), str(getattr(file, "name", ""))
    for sheet in sheets:
        yield _("the name of a sheet"), sheet.name
        for number, texts in enumerate(sheet.rows, 1):
            for index, text in enumerate(texts):
                yield _Place(number, index), _with_leading_zeros(text)


def _with_leading_zeros(text: str) -> str:
    """Excel drops the zeros that a number of ten digits begins with when it is typed in."""
    return text.zfill(10) if 7 <= len(text) < 10 and text.isdecimal() else text


class _Place:
    """A cell, put into words only if somebody asks."""

    def __init__(self, row: int, index: int) -> None:
        self.row, self.index = row, index

    def __str__(self) -> str:
        return _("row %(row)s, column %(column)s") % {
            "row": self.row,
            "column": column_letter(self.index),
        }


def _the_one_in_sight(sheets: list[Sheet]) -> Sheet:
    """Nobody should have to guess which of several sheets was read."""
    in_sight = [sheet for sheet in sheets if not sheet.hidden]
    if not in_sight:
        raise empty()
    if len(in_sight) > 1:
        raise RuleViolation(
            "file_several_sheets",
            _("%(count)s sheets of the workbook have content.") % {"count": len(in_sight)},
            _("Keep the sheet with the list and delete the others."),
        )
    return in_sight[0]
