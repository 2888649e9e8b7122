"""What is read: text, call-outs, quotes, steps, tables, parts that open."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

# No headings of the first level (the page's own), no embeds, no pictures inside the text.
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
INSIDE = ["bold", "italic", "ol", "ul", "link"]


class CallOutBlock(blocks.StructBlock):
    """Something to remember, set off from the text."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link"])

    class Meta:
        label = _("Call-out")
        icon = "info-circle"
        template = "content/blocks/call_out.html"
        description = _("Something to remember, set off from the text.")
        preview_value = {
            "heading": _("Remember"),
            "text": _("The person decides who belongs to the resource group."),
        }


class QuoteBlock(blocks.StructBlock):
    """What somebody said or wrote."""

    text = blocks.TextBlock(label=_("Quote"), max_length=400, rows=3)
    source = blocks.CharBlock(label=_("Who says it"), max_length=120)

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "content/blocks/quote.html"
        description = _("What somebody said or wrote. Never about a client who can be recognised.")
        preview_value = {
            "text": _("Now it stands in the plan, and my brother knows that he may ask."),
            "source": _("Peer coach and lecturer"),
        }


class StepsBlock(blocks.ListBlock):
    """Steps to do in order."""

    def __init__(self, **kwargs):
        super().__init__(blocks.CharBlock(label=_("Step"), max_length=240), **kwargs)

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        template = "content/blocks/steps.html"
        description = _("Things to do in order, each in one sentence.")
        preview_value = [_("Draw the person in the middle."), _("Write who stands around.")]


class AccordionBlock(blocks.ListBlock):
    """Parts that open one by one."""

    def __init__(self, **kwargs):
        part = blocks.StructBlock(
            [
                ("heading", blocks.CharBlock(label=_("Heading"), max_length=120)),
                ("text", blocks.RichTextBlock(label=_("Text"), features=INSIDE)),
            ],
            label=_("Part"),
        )
        super().__init__(part, **kwargs)

    class Meta:
        label = _("Parts that open")
        icon = "list-ul"
        template = "content/blocks/accordion.html"
        description = _("Headings that open one by one. For what only some need to read.")
        preview_value = [
            {
                "heading": _("What if nobody wants to come?"),
                "text": _("Begin with one person. A group can grow."),
            }
        ]


class TableBlock(TypedTableBlock):
    """A table with a heading for every column."""

    text = blocks.RichTextBlock(label=_("Text"), features=INSIDE)

    def get_preview_value(self):
        heads = gettext("Who"), gettext("What")
        return self.normalize(
            {
                "caption": gettext("Who does what"),
                "columns": [{"type": "text", "heading": head} for head in heads],
                "rows": [{"values": [gettext("My sister"), gettext("Rings on Sundays")]}],
            }
        )

    def clean(self, value):
        """A table says what it shows, and so does every column; a draft may wait with it."""
        value = super().clean(value)
        if self.is_deferred_validation or not value:
            return value
        headings = [column["heading"] for column in value.columns]
        if not value.caption or not all(headings):
            raise ValidationError(
                gettext("Write what the table shows, and a heading for every column."),
                code="headings",
            )
        return value

    class Meta:
        label = _("Table")
        icon = "table"
        template = "content/blocks/table.html"
        description = _("A small table. Say what it shows, and give every column a heading.")


TEXT_BLOCKS = [
    (
        "text",
        blocks.RichTextBlock(
            label=_("Text"),
            features=FEATURES,
            icon="pilcrow",
            template="content/blocks/text.html",
            description=_("Ordinary text with headings, lists and links."),
            preview_value=_("An early sign is a change that comes before things get worse."),
        ),
    ),
    ("call_out", CallOutBlock()),
    ("quote", QuoteBlock()),
    ("steps", StepsBlock()),
    ("table", TableBlock()),
    ("accordion", AccordionBlock()),
]
