"""Modules: what participants read before or after a course day."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.models.pages import PagePermissionTester

from cohorts.selectors.cohorts import versions_where
from content.blocks import EASY_BLOCKS, MODULE_BLOCKS
from content.enums import ModuleAccess
from content.models.base import WithoutRestrictions
from content.panels import AssignmentsPanel, DaysPanel, ModuleForm
from courses.models import AssignmentPlan, DayPlan
from organisations.roles import Permission

# Which of its two texts a module is read in; remembered while one is logged in.
TEXT, EASY, ORDINARY = "text", "lattlast", "vanlig"


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
        by_day = Q(days__modules__module=self.page)
        return taught.filter(by_day | Q(assignments__modules__module=self.page)).exists()


class ModulePage(WithoutRestrictions, Page):
    """What belongs to days or homework of programme versions. `access` says who reads it;
    `content.selectors.modules.readable_modules` is the only place that interprets it."""

    lead = models.TextField(
        _("lead"),
        max_length=400,
        blank=True,
        help_text=_("What the module is about, in one or two sentences."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), null=True, blank=True)
    access = models.CharField(
        _("open to"), max_length=12, choices=ModuleAccess, default=ModuleAccess.PROGRAMME
    )
    opens_on_day = models.PositiveSmallIntegerField(
        _("opens on course day number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Participants of the programme read it from the date of that day in their own cohort. "
            "Empty: from the start."
        ),
    )
    body = StreamField(
        MODULE_BLOCKS,
        verbose_name=_("text"),
        blank=True,
        help_text=_("Write nothing about a client, and no personal identity numbers."),
    )
    easy_body = StreamField(
        EASY_BLOCKS,
        verbose_name=_("easy-to-read text"),
        blank=True,
        help_text=_(
            "The same in short sentences and ordinary words. Readers switch between the two. "
            "Exercises and worksheets come after it, the same as in the ordinary text."
        ),
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("minutes"),
        DaysPanel("days", label=_("Occasion"), heading=_("Belongs to"), min_num=1),
        AssignmentsPanel("assignments", label=_("Homework"), heading=_("Belongs to homework")),
        MultiFieldPanel(
            [FieldPanel("access"), FieldPanel("opens_on_day")], heading=_("Who reads it, and when")
        ),
        FieldPanel("body"),
        FieldPanel("easy_body"),
    ]
    promote_panels = []
    settings_panels = []
    parent_page_types = ["content.ModuleIndexPage"]
    subpage_types = []
    base_form_class = ModuleForm
    template = "content/module_page.html"
    page_description = _("What participants read before or after a course day.")

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        constraints = [
            models.CheckConstraint(
                name="module_opens_on_a_day_only_for_participants_of_the_programme",
                condition=Q(opens_on_day=None) | Q(access=ModuleAccess.PROGRAMME),
                violation_error_message=_(
                    "Only a module for the participants of the programme opens on a course day."
                ),
            )
        ]

    def permissions_for_user(self, user) -> PagePermissionTester:
        return ModulePermissions(user, self)

    @property
    def preview_modes(self):
        return [("", _("Ordinary text")), (EASY, _("Easy to read"))]

    def serve(self, request, *args, **kwargs):
        request.nav_key = "home"
        if (chosen := request.GET.get(TEXT)) in {EASY, ORDINARY}:
            request.session[TEXT] = chosen
        return super().serve(request, *args, **kwargs)

    def serve_preview(self, request, mode_name):
        request.GET = {TEXT: mode_name}
        return super().serve_preview(request, mode_name)

    def get_context(self, request, *args, **kwargs):
        """`is_easy`: whether the reader wants the easy text, and there is one."""
        chosen = request.GET.get(TEXT) or request.session.get(TEXT)
        is_easy = bool(self.easy_body) and chosen == EASY
        return super().get_context(request, *args, **kwargs) | {"is_easy": is_easy}


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


class AssignmentMaterial(Orderable):
    """Which module belongs to which piece of homework."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="assignments")
    assignment = models.ForeignKey(
        AssignmentPlan,
        on_delete=models.PROTECT,
        related_name="modules",
        verbose_name=_("homework"),
    )

    panels = [FieldPanel("assignment")]

    class Meta(Orderable.Meta):
        verbose_name = _("homework of a module")
        verbose_name_plural = _("homework of modules")
        constraints = [
            models.UniqueConstraint(
                name="module_belongs_to_homework_once", fields=["module", "assignment"]
            )
        ]
