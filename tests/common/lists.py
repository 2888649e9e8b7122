"""Files as people send them in, and as nobody should."""

import io
import zipfile
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

Sheets = dict[str, Sequence[Sequence[object]]]


def upload(content: bytes, name: str = "lista.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def csv_upload(text: str, *, encoding: str = "utf-8", name: str = "lista.csv"):
    return upload(text.encode(encoding), name)


def workbook(sheets: Sheets, *, hidden: Iterable[str] = ()) -> bytes:
    """An Excel workbook with these sheets."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, values in enumerate(rows):
                page.write_row(number, 0, values)
            if name in hidden:
                page.hide()
    return file.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The workbook with parts of its archive replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return file.getvalue()
