"""The file to fill in for many nominations at once."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cohorts.selectors.attestation import Criteria, asks_years
from cohorts.services.nominations.file_rows import columns_for

ROWS = 200  # with choices to pick from
WIDTHS = {"email": 34, "name": 26, "profession": 26, "unit": 34, "grounds": 60}
NARROW = 10
YES_NO = ("Ja", "Nej")


def nomination_template(
    criteria: Criteria, *, professions: Iterable[str], units: Iterable[str]
) -> bytes:
    """An Excel workbook with the headings, and with the professions, the units and Ja/Nej to
    pick from. The lists lie on a hidden sheet; the questions are notes on the headings."""
    choices = {"profession": list(professions), "unit": list(units)}
    choices |= {row.code: YES_NO for row in criteria.attested if not asks_years(row)}
    questions = {row.code: row.question for row in criteria.attested}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        page = workbook.add_worksheet(pgettext("sheet", "Nominations"))
        lists = workbook.add_worksheet(pgettext("sheet", "Lists"))
        lists.hide()
        bold = workbook.add_format({"bold": True})
        for place, column in enumerate(columns_for(criteria)):
            page.write_string(0, place, str(column.heading), bold)
            page.set_column(place, place, WIDTHS.get(column.name, NARROW))
            if question := questions.get(column.name):
                page.write_comment(0, place, question)
            if allowed := choices.get(column.name):
                source = _list(lists, place, allowed)
                page.data_validation(1, place, ROWS, place, _one_of(source))
        page.freeze_panes(1, 0)
    return file.getvalue()


def _list(sheet, place: int, values: Sequence[str]) -> str:
    """Write a list on the hidden sheet; where it stands, as Excel calls it."""
    sheet.write_column(0, place, values)
    where = xlsxwriter.utility.xl_range_abs(0, place, len(values) - 1, place)
    return f"='{sheet.get_name()}'!{where}"


def _one_of(source: str) -> dict:
    """Offer what the list holds; something else is warned of, and found when the file is read."""
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": _("Not in the list"),
        "error_message": _("Choose one from the list."),
    }
