"""The public pages."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from content.blocks import BODY_BLOCKS
from content.models.base import WithoutRestrictions
from courses.models import Programme


class HomePage(WithoutRestrictions, Page):
    """The start page: what the programme is, and the way into it. Facts about the programmes are
    read from `courses`, never written here."""

    heading = models.CharField(_("heading"), max_length=80)
    lead = models.TextField(_("lead"), max_length=400)
    programmes = ParentalManyToManyField(
        Programme,
        blank=True,
        related_name="+",
        verbose_name=_("programmes drawn with their days"),
        help_text=_("The others are named below them. Lengths and days are read from the plan."),
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("programmes", widget=forms.CheckboxSelectMultiple),
    ]
    promote_panels = []
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.StandardPage", "content.ModuleIndexPage"]
    max_count = 1
    template = "content/home_page.html"

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")


class StandardPage(WithoutRestrictions, Page):
    """A page of text: about the programme, help, accessibility, personal data. The menu and the
    foot of every page lead to those that `content.services.site` writes; their addresses stay."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("text"), blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("lead"), FieldPanel("body")]
    promote_panels = []
    parent_page_types = ["content.HomePage", "content.StandardPage"]
    subpage_types = ["content.StandardPage"]
    template = "content/standard_page.html"
    page_description = _("A public page of text.")

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
