"""A table as an answer: Excel or CSV, with a name that says what and when."""

from django.http import HttpResponse
from django.utils.text import slugify

from common.clock import today
from common.tabular import write_csv, write_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def excel(headings, rows, *, name: str) -> HttpResponse:
    """An Excel workbook to save."""
    return _file(write_xlsx(headings, rows, sheet=name), EXCEL, name, "xlsx")


def csv(headings, rows, *, name: str) -> HttpResponse:
    """A CSV file to save."""
    return _file(write_csv(headings, rows), "text/csv; charset=utf-8", name, "csv")


def _file(content: bytes, kind: str, name: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    # the day stands in the name: a list is true on the day it is fetched
    file_name = f"{slugify(name)}-{today().isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
