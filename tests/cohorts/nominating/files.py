"""Files as people make them: Excel workbooks, and CSV in the alphabets of Windows and the web."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

HEADINGS = ["E-postadress", "Namn", "Yrke", "Enhet", "Rang", "B1", "B2", "B3", "B4", "Grund"]
JASMIN = [
    "jasmin@lunda.example",
    "Jasmin Örn",
    "Boendestödjare",
    "Boendestöd Söder",
    "1",
    "Ja",
    "Ja",
    "Ja",
    "Ja",
    "Arbetar på boendestödet sedan 2019.",
]


def row(**cells: str) -> list[str]:
    """Jasmin's row with some cells changed, by heading."""
    given = dict(zip(HEADINGS, JASMIN, strict=True))
    return list(
        {**given, **{name.replace("_", "-"): text for name, text in cells.items()}}.values()
    )


def csv_file(
    *rows: Sequence[str],
    headings: Sequence[str] = HEADINGS,
    encoding: str = "utf-8-sig",
    delimiter: str = ";",
    name: str = "nomineringar.csv",
) -> io.BytesIO:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return _named(text.getvalue().encode(encoding), name)


def xlsx_file(
    *rows: Sequence[object], headings: Sequence[str] = HEADINGS, name: str = "nomineringar.xlsx"
) -> io.BytesIO:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        for number, cells in enumerate([headings, *rows]):
            sheet.write_row(number, 0, cells)
    return _named(file.getvalue(), name)


def _named(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file
