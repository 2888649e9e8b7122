"""A worksheet on paper: an empty sheet to write on, as a tagged PDF. Pure but for the language."""

from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue

from common.clock import today
from common.documents.pdf import compile_pdf
from content.blocks.worksheet import MOTIFS, numbers_of, rows_of
from content.models import WorksheetVersion
from content.selectors.sections import Section, sections_of
from courses.models.evaluation import lines_of

TEMPLATE = Path(settings.BASE_DIR, "templates", "documents/worksheet.typ")


def worksheet_pdf(version: WorksheetVersion) -> bytes:
    """The empty sheet; `version` has its worksheet joined. The same bytes for a published version,
    whenever it is asked for. About 20 ms, no query."""
    sections = sections_of(version)
    motifs = {
        part.value["motif"]
        for section in sections
        for part in section.parts
        if part.block_type == "drawing"
    }
    pictures = {f"{motif}.svg": (MOTIFS / f"{motif}.svg").read_bytes() for motif in motifs}
    return compile_pdf(TEMPLATE, _texts(version, sections), files=pictures)


def _texts(version: WorksheetVersion, sections: list[Section]) -> dict:
    day = version.published_at.date() if version.published_at else today()
    edition = _("Worksheet, version %(number)s") % {"number": version.number}
    return {
        "language": get_language(),
        "brand": settings.WAGTAIL_SITE_NAME,
        "title": version.worksheet.name,
        "day": day.isoformat(),
        "edition": f"{edition}, {date_format(day, 'j F Y')}",
        "instruction": version.instruction,
        "warning": _("Write no personal identity number on the sheet."),
        "page": _("Page"),
        "of": pgettext("page 1 of 2", "of"),
        "sections": [
            {
                "heading": f"{section.number}. {section.heading}"
                if section.number
                else section.heading,
                "parts": [_part(part) for part in section.parts],
            }
            for section in sections
        ],
        "support_heading": _("Support for the conversation"),
        "support": lines_of(version.support),
        "notes": _("Notes"),
    }


def _part(part: StreamValue.StreamChild) -> dict:
    """A field as the template draws it; what blocks share is called the same for all."""
    kind, value = part.block_type, part.value
    if kind == "help":
        return {"kind": kind, "text": value}
    return {"kind": kind, "label": value["label"], "hint": value["hint"]} | DRAWN[kind](value)


DRAWN = {
    "short": lambda value: {"lines": 1},
    "long": lambda value: {"lines": value["lines"]},
    "choice": lambda value: {
        "options": list(value["options"]),
        "how": _("Mark those that fit.") if value["several"] else _("Mark one."),
        "round": not value["several"],
    },
    "scale": lambda value: {
        "numbers": [str(number) for number in numbers_of(value)],
        "ends": [value["lowest_means"], value["highest_means"]],
        "how": _("Mark one."),
    },
    "table": lambda value: {
        "columns": list(value["columns"]),
        "rows": list(value["rows"]) + [""] * (value["open_rows"] or 0),
        "named": bool(value["rows"]),
        "row": value["row_name"] or _("Row"),
        "names": rows_of(value),
    },
    "date": lambda value: {"blank": _("Week") if value["week"] else _("Day")},
    "agreement": lambda value: {"who": list(value["who"]), "signed": _("Name and day")},
    "drawing": lambda value: {
        "file": f"{value['motif']}.svg",
        "shows": value["shows"],
        "words": _("In words"),
    },
}
