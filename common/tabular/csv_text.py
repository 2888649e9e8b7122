"""CSV files, whatever program and alphabet they come from."""

import csv
import io
import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from common.decoding import NotText, decoded
from common.errors import RuleViolation
from common.tabular.sheet import Sheet, refuse_if_larger, wrong_kind

DELIMITERS = ";,\t"
# Excel's own line that names the delimiter; it is not a row there.
NAMED_DELIMITER = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)


def sheet_of(content: bytes, is_heading: Callable[[str], bool]) -> Sheet:
    """The one sheet of a CSV file; row numbers are those that Excel shows for it.

    `is_heading` knows the headings asked for: the delimiter is the one that shows most of them.
    """
    try:
        text = decoded(content)
    except NotText:
        raise wrong_kind() from None
    if named := NAMED_DELIMITER.match(text):
        return Sheet(_rows(text[named.end() :], named[1]))
    return Sheet(_rows(text, _delimiter(text, is_heading)))


def _delimiter(text: str, is_heading: Callable[[str], bool]) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")

    def shown(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(map(is_heading, cells)), len(cells)

    return max(DELIMITERS, key=shown)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            refuse_if_larger(height=len(rows), width=_width(row))
    except csv.Error:
        raise RuleViolation(
            "file_quotes",
            _("The quotation marks on row %(row)s can't be understood.") % {"row": len(rows) + 1},
            _("Open the file in Excel, save it as an Excel workbook (.xlsx) and choose that file."),
        ) from None
    return rows


def _width(row: list[str]) -> int:
    """Without the empty cells that a trailing row of delimiters makes."""
    return max((place for place, text in enumerate(row, 1) if text.strip()), default=0)
