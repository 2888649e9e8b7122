"""What leads from a page to something kept elsewhere: a worksheet, a work on the list."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets.chooser import BaseChooser


class WorksheetChooser(BaseChooser):
    """The editor's way to find a worksheet (`content.viewsets.choosers`)."""

    model = "content.Worksheet"
    icon = "list-ul"
    chooser_modal_url_name = "worksheet_chooser:choose"
    choose_one_text = _("Choose a worksheet")
    choose_another_text = _("Choose another worksheet")
    link_to_chosen_text = _("Change the worksheet")


class WorksheetChooserBlock(blocks.ChooserBlock):
    """A worksheet; None once it has been deleted."""

    target_model = "content.Worksheet"
    widget = WorksheetChooser()


class WorksheetBlock(blocks.StructBlock):
    """A worksheet to fill in; each reader meets the version of the own group."""

    worksheet = WorksheetChooserBlock(label=_("Worksheet"))
    note = blocks.CharBlock(label=_("What to do with it"), required=False, max_length=200)

    class Meta:
        label = _("Worksheet")
        icon = "list-ul"
        template = "content/blocks/worksheet.html"
        description = _("A worksheet to fill in on screen or on paper. Nothing in it is stored.")
        preview_value = {"note": _("Fill it in about yourself before you use it with somebody.")}


class LiteratureChooser(BaseChooser):
    """The editor's way to find a work on the lists (`content.viewsets.choosers`)."""

    model = "courses.LiteratureItem"
    icon = "openquote"
    chooser_modal_url_name = "literature_chooser:choose"
    choose_one_text = _("Choose from the lists of literature")
    choose_another_text = _("Choose another work")
    show_edit_link = False


class LiteratureChooserBlock(blocks.ChooserBlock):
    """A work on the list of a published version, which never goes."""

    target_model = "courses.LiteratureItem"
    widget = LiteratureChooser()


class LiteratureBlock(blocks.StructBlock):
    """A work on the list of literature, and what to read in it here."""

    item = LiteratureChooserBlock(label=_("Literature"))
    note = blocks.CharBlock(label=_("What to look for"), required=False, max_length=200)

    class Meta:
        label = _("Literature reference")
        icon = "openquote"
        template = "content/blocks/literature.html"
        description = _("A work from the list of literature, with its numbers and its link.")
        preview_value = {"note": _("Read about how the group decides together.")}


REFERENCE_BLOCKS = [("worksheet", WorksheetBlock()), ("literature", LiteratureBlock())]
