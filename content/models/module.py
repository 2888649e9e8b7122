"""Modules: what participants read before or after a course day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from content.blocks import BODY_BLOCKS
from courses.models import DayPlan


class ModuleIndexPage(Page):
    """The shelf that modules stand on. It has no page of its own for participants: they find each
    module with its day."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.ModulePage"]
    max_count_per_parent = 1
    template = "content/module_index_page.html"

    class Meta:
        verbose_name = _("module shelf")
        verbose_name_plural = _("module shelves")


class ModulePage(Page):
    """What belongs to one or more days of a programme version. Read by those who take part in a
    cohort of the version, and by those who teach."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), null=True, blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("text"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("minutes"),
        InlinePanel("days", label=_("Belongs to the day"), min_num=1),
        FieldPanel("body"),
    ]
    parent_page_types = ["content.ModuleIndexPage"]
    subpage_types = []
    template = "content/module_page.html"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class DayMaterial(Orderable):
    """Which module belongs to which planned day, so that `cohorts` need not know of content."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="days")
    day = models.ForeignKey(
        DayPlan, on_delete=models.PROTECT, related_name="+", verbose_name=_("planned day")
    )

    panels = [FieldPanel("day")]

    class Meta(Orderable.Meta):
        verbose_name = _("day of a module")
        verbose_name_plural = _("days of modules")
        constraints = [
            models.UniqueConstraint(name="module_belongs_to_a_day_once", fields=["module", "day"])
        ]
