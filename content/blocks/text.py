"""Text, call-outs, quotes, steps, pictures and files: what a module needs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

# No headings of the first level (the page's own), no embeds, no pictures inside the text.
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


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


class PictureBlock(blocks.StructBlock):
    """A picture, what it shows in words, and its caption."""

    image = ImageChooserBlock(label=_("Picture"))
    shows = blocks.CharBlock(
        label=_("What it shows"),
        max_length=240,
        help_text=_("In words, for those who do not see it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "content/blocks/picture.html"
        description = _("A picture, with words for those who do not see it.")


class FileBlock(blocks.StructBlock):
    """A file to open."""

    document = DocumentChooserBlock(label=_("File"))
    note = blocks.CharBlock(label=_("What it is for"), required=False, max_length=200)

    class Meta:
        label = _("File")
        icon = "doc-full"
        template = "content/blocks/file.html"
        description = _("A worksheet or another file to open or print.")


BODY_BLOCKS = [
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
    ("picture", PictureBlock()),
    ("file", FileBlock()),
]
