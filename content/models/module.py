"""Modules: what participants read before or after a course day."""

from django.db import models
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.models.pages import PagePermissionTester

from cohorts.selectors.cohorts import versions_where
from content.blocks import BODY_BLOCKS
from content.models.base import WithoutRestrictions
from content.panels import DaysPanel
from courses.models import DayPlan
from organisations.roles import Permission


class ModuleIndexPage(WithoutRestrictions, Page):
    """The shelf that modules stand on. It has no page of its own: participants find each module
    with its day."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.ModulePage"]
    max_count = 1
    preview_modes = []
    promote_panels = []
    template = ""

    class Meta:
        verbose_name = _("module shelf")
        verbose_name_plural = _("module shelves")

    def route(self, request, path_components):
        """Take the module from its own table at once."""
        match path_components:
            case [slug]:
                module = get_object_or_404(ModulePage.objects.child_of(self), slug=slug)
                return module.route(request, [])
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        return redirect("home")


class ModulePermissions(PagePermissionTester):
    """What the shelf allows, and only with modules for what the writer teaches."""

    def __init__(self, user, page):
        super().__init__(user, page)
        if not self._is_taught():
            self.permissions = set()

    def _is_taught(self) -> bool:
        if self.page.owner_id == self.user.pk:
            return True
        taught = versions_where(self.user, Permission.WRITE_CONTENT)
        return taught.filter(days__modules__module=self.page).exists()


class ModulePage(WithoutRestrictions, Page):
    """What belongs to one or more days of a programme version. Read by those who take part in a
    cohort of the version, and by those who teach."""

    lead = models.TextField(
        _("lead"),
        max_length=400,
        blank=True,
        help_text=_("What the module is about, in one or two sentences."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), null=True, blank=True)
    body = StreamField(
        BODY_BLOCKS,
        verbose_name=_("text"),
        blank=True,
        help_text=_("Write nothing about a client, and no personal identity numbers."),
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("minutes"),
        DaysPanel("days", label=_("Occasion"), heading=_("Belongs to"), min_num=1),
        FieldPanel("body"),
    ]
    promote_panels = []
    settings_panels = []
    parent_page_types = ["content.ModuleIndexPage"]
    subpage_types = []
    template = "content/module_page.html"
    page_description = _("What participants read before or after a course day.")

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def permissions_for_user(self, user) -> PagePermissionTester:
        return ModulePermissions(user, self)


class DayMaterial(Orderable):
    """Which module belongs to which planned day, so that `cohorts` need not know of content."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="days")
    day = models.ForeignKey(
        DayPlan, on_delete=models.PROTECT, related_name="modules", verbose_name=_("planned day")
    )

    panels = [FieldPanel("day")]

    class Meta(Orderable.Meta):
        verbose_name = _("day of a module")
        verbose_name_plural = _("days of modules")
        constraints = [
            models.UniqueConstraint(name="module_belongs_to_a_day_once", fields=["module", "day"])
        ]
