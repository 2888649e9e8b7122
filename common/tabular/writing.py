"""Lists to take home. No cell of them is ever run as a formula."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import xlsxwriter
from django.utils import timezone
from xlsxwriter.worksheet import Worksheet

# What a spreadsheet takes for a formula, also in full width and after spaces (OWASP).
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
NARROWEST, WIDEST = 10, 60
LONGEST_TEXT = 32_767  # in an Excel cell
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME = 31


def write_xlsx(
    headings: Sequence[object], rows: Iterable[Sequence[object]], *, sheet: str
) -> bytes:
    """An Excel workbook with one sheet: bold headings that stay in view, columns wide enough.

    Numbers, dates and moments stay what they are, None is an empty cell, and all else is text;
    texts that could be formulas are marked as text, so that they stay text when edited.
    """
    file = io.BytesIO()
    lines = [list(map(str, headings)), *map(list, rows)]
    with xlsxwriter.Workbook(file, OPTIONS) as workbook:
        page = workbook.add_worksheet(_sheet_name(sheet))
        formats = {
            "heading": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "text": workbook.add_format({"quote_prefix": True}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        page.write_row(0, 0, lines[0], formats["heading"])
        for row, values in enumerate(lines[1:], 1):
            for column, value in enumerate(values):
                _write(page, (row, column), _local(value), formats)
        for column, width in enumerate(_widths(lines)):
            page.set_column(column, column, width)
        page.freeze_panes(1, 0)
    return file.getvalue()


def write_csv(headings: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file that Swedish Excel opens at a click: semicolons, UTF-8 with a mark.

    An apostrophe before what could be a formula, as spreadsheets themselves write text.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    for values in [headings, *rows]:
        writer.writerow([_disarmed(value) for value in values])
    return file.getvalue().encode("utf-8-sig")


def _write(page: Worksheet, at: tuple[int, int], value: object, formats: dict) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(*at, value)
    elif isinstance(value, dt.date):
        page.write_datetime(*at, value, formats["moment" if _is_moment(value) else "date"])
    elif isinstance(value, int | float):
        page.write_number(*at, value)
    else:
        text = str(value)[:LONGEST_TEXT]
        page.write_string(*at, text, formats["text"] if FORMULA.match(text) else None)


def _local(value: object) -> object:
    """A moment as the clock on the wall shows it: spreadsheets know no time zones."""
    return timezone.make_naive(value) if _is_moment(value) and timezone.is_aware(value) else value


def _is_moment(value: object) -> bool:
    return isinstance(value, dt.datetime)


def _disarmed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    if _is_moment(value):
        return f"{_local(value):%Y-%m-%d %H:%M}"
    text = str(value)
    return f"'{text}" if FORMULA.match(text) else text


def _widths(lines: list[list[object]]) -> list[int]:
    return [
        min(max(NARROWEST, *(len(str(value)) + 2 for value in column)), WIDEST)
        for column in zip_longest(*lines, fillvalue="")
    ]


def _sheet_name(name: str) -> str:
    """What Excel allows for the name of a sheet."""
    return FORBIDDEN_IN_SHEET_NAMES.sub(" ", str(name))[:LONGEST_SHEET_NAME].strip("' ")
