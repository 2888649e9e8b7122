"""What a worksheet is built of: headings, help, and fields to fill in by hand or on screen.

Each block has a template that draws it on screen; `content.services.worksheet_paper` says how it
lies on paper. `kind` is what both call it.
"""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

MOTIFS = Path(settings.BASE_DIR, "templates", "content/worksheets/motifs")


class FieldBlock(blocks.StructBlock):
    """Something to fill in: what is asked, and help with it."""

    label = blocks.CharBlock(label=_("What is asked"), max_length=160)
    hint = blocks.CharBlock(
        label=_("Help text"), required=False, max_length=240, help_text=_("Shown below the label.")
    )


class ShortBlock(FieldBlock):
    """An answer on one line."""

    class Meta:
        label = _("Short answer")
        icon = "minus"
        template = "content/worksheets/fields/short.html"
        description = _("An answer on one line.")
        preview_value = {"label": _("Where shall we meet?")}


class LongBlock(FieldBlock):
    """An answer on several lines."""

    lines = blocks.IntegerBlock(
        label=_("Lines on paper"), default=3, min_value=2, max_value=20, required=True
    )

    class Meta:
        label = _("Long answer")
        icon = "pilcrow"
        template = "content/worksheets/fields/long.html"
        description = _("An answer in own words, with as many lines on paper as you say.")
        preview_value = {"label": _("What is a good week like?"), "lines": 3}


class ChoiceBlock(FieldBlock):
    """One or several of given answers."""

    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Answer"), max_length=120),
        label=_("Answers"),
        min_num=2,
        max_num=12,
    )
    several = blocks.BooleanBlock(label=_("Several can be chosen"), required=False)

    class Meta:
        label = _("Choice")
        icon = "tick-inverse"
        template = "content/worksheets/fields/choice.html"
        description = _("One or several of given answers.")
        preview_value = {
            "label": _("How do you want to be reached?"),
            "options": [_("By phone"), _("By text message"), _("By letter")],
            "several": True,
        }


class ScaleBlock(FieldBlock):
    """A number between two ends."""

    lowest = blocks.IntegerBlock(label=_("Lowest number"), default=0, min_value=0, max_value=1)
    highest = blocks.IntegerBlock(label=_("Highest number"), default=10, min_value=2, max_value=10)
    lowest_means = blocks.CharBlock(label=_("What the lowest means"), max_length=60)
    highest_means = blocks.CharBlock(label=_("What the highest means"), max_length=60)

    class Meta:
        label = _("Scale")
        icon = "order"
        template = "content/worksheets/fields/scale.html"
        description = _("A number between two ends, with words for both.")
        preview_value = {
            "label": _("How important is it to you?"),
            "lowest": 0,
            "highest": 10,
            "lowest_means": _("Not at all"),
            "highest_means": _("Very"),
        }

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"numbers": numbers_of(value)}


def numbers_of(scale) -> range:
    """The numbers of a scale, from the lowest to the highest."""
    return range(scale["lowest"], scale["highest"] + 1)


class TableBlock(FieldBlock):
    """Columns, with rows that are named beforehand or left open."""

    columns = blocks.ListBlock(
        blocks.CharBlock(label=_("Column"), max_length=60), label=_("Columns"), min_num=1, max_num=5
    )
    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("Row"), max_length=80),
        label=_("Named rows"),
        default=[],
        min_num=0,
        max_num=24,
        help_text=_("Leave empty for rows that the person names."),
    )
    open_rows = blocks.IntegerBlock(
        label=_("Open rows"), default=3, min_value=0, max_value=20, help_text=_("Without a name.")
    )
    row_name = blocks.CharBlock(
        label=_("What an open row is called"), max_length=30, default=_("Row"), required=False
    )

    class Meta:
        label = _("Table")
        icon = "table"
        template = "content/worksheets/fields/table.html"
        description = _("Rows and columns to fill in. On screen each row is a group of fields.")
        preview_value = {
            "label": _("My signs"),
            "columns": [_("I notice that"), _("Then I"), _("Others can help by")],
            "rows": [],
            "open_rows": 2,
            "row_name": _("Sign"),
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["rows"] and not cleaned["open_rows"]:
            raise StructBlockValidationError(
                {"open_rows": ValidationError(gettext("Name a row, or leave at least one open."))}
            )
        return cleaned

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"row_names": rows_of(value)}


def rows_of(table) -> list[str]:
    """What each row of a table is called: the named ones, then the open ones by number."""
    name = table["row_name"] or gettext("Row")
    return [*table["rows"], *(f"{name} {number + 1}" for number in range(table["open_rows"] or 0))]


class DateBlock(FieldBlock):
    """A day or a week."""

    week = blocks.BooleanBlock(label=_("A week instead of a day"), required=False)

    class Meta:
        label = _("Day or week")
        icon = "date"
        template = "content/worksheets/fields/date.html"
        description = _("A day of the calendar, or a week.")
        preview_value = {"label": _("We read it again on")}


class AgreementBlock(FieldBlock):
    """What has been agreed, with a line for each who takes part."""

    who = blocks.ListBlock(
        blocks.CharBlock(label=_("Who"), max_length=60), label=_("Who agrees"), min_num=1, max_num=6
    )

    class Meta:
        label = _("Agreement")
        icon = "group"
        template = "content/worksheets/fields/agreement.html"
        description = _("A line to sign for each who agrees, with the day.")
        preview_value = {
            "label": _("We have agreed on this"),
            "who": [_("I"), _("My case manager")],
        }


class DrawingBlock(FieldBlock):
    """A picture to draw on, and the same in words for those who do not draw."""

    motif = blocks.ChoiceBlock(
        label=_("Picture"),
        choices=[
            ("rings", _("Rings around a person")),
            ("clock", _("The hours of a day")),
            ("line", _("A line over time")),
            ("quarters", _("Four parts")),
            ("blank", _("Empty paper")),
        ],
    )
    shows = blocks.CharBlock(
        label=_("What it shows"),
        max_length=240,
        help_text=_("In words, for those who do not see it."),
    )

    class Meta:
        label = _("Picture to draw on")
        icon = "image"
        template = "content/worksheets/fields/drawing.html"
        description = _("A picture to draw on, by hand or with the finger, and room for words.")
        preview_value = {
            "label": _("My network"),
            "motif": "rings",
            "shows": _("A person in the middle and three rings around."),
        }

    def get_context(self, value, parent_context=None):
        motif = f"content/worksheets/motifs/{value['motif']}.svg"
        return super().get_context(value, parent_context) | {"motif": motif}


HEADING, HELP = "heading", "help"
FIELD_BLOCKS = [
    (
        HEADING,
        blocks.CharBlock(
            label=_("Heading"),
            max_length=80,
            icon="title",
            template="content/worksheets/fields/heading.html",
            description=_("Begins a part of the worksheet. Parts are numbered by themselves."),
            preview_value=_("When things go well"),
        ),
    ),
    (
        HELP,
        blocks.TextBlock(
            label=_("Help"),
            rows=3,
            max_length=600,
            icon="help",
            template="content/worksheets/fields/help.html",
            description=_("A few sentences that help to fill in what follows."),
            preview_value=_("One sign at a time, the earliest first."),
        ),
    ),
    ("short", ShortBlock()),
    ("long", LongBlock()),
    ("choice", ChoiceBlock()),
    ("scale", ScaleBlock()),
    ("table", TableBlock()),
    ("date", DateBlock()),
    ("agreement", AgreementBlock()),
    ("drawing", DrawingBlock()),
]
