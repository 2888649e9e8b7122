"""Programmes and their versions, kept by the national office."""

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permissions import policy_registry

from common.errors import RuleViolation
from courses.enums import VersionState
from courses.lifecycles import PROGRAMME_VERSION
from courses.models import Programme, ProgrammeVersion
from courses.selectors.literature import literature_list
from courses.selectors.programmes import version_details
from courses.services.versions import (
    RULES,
    change_version,
    draft_next_version,
    publish_version,
    retire_version,
)
from organisations.roles import Permission
from organisations.viewsets.base import (
    ChangeView,
    InspectView,
    ListView,
    RecordViewSet,
    Unreachable,
)
from organisations.viewsets.policy import open_to


class ProgrammeListView(ListView):
    def default_order(self) -> tuple[str, ...]:
        return ("position", "name")


class ChangeProgrammeView(ChangeView):
    """The programme's names, and its versions."""

    template_name = "courses/admin/programme.html"

    def get_context_data(self, **kwargs):
        versions = self.object.versions.order_by("-number")
        return super().get_context_data(**kwargs) | {"versions": versions}


class DraftNextVersion(Unreachable, View):
    """The button that makes the next version; leads to its form."""

    def post(self, request, pk):
        programme = get_object_or_404(keepable(request.user, Programme), pk=pk)
        draft = draft_next_version(by=request.user, programme=programme)
        messages.success(request, _("The next version is a draft. Change what you like."))
        return redirect(reverse("programmeversion:edit", args=[draft.pk]))


def keepable(person, model) -> QuerySet:
    """The rows of `model` that `person` may change."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_permission_for(person, "change")


class ProgrammeViewSet(RecordViewSet):
    model = Programme
    url_prefix = "utbildningar"
    icon = "openquote"
    index_view_class = ProgrammeListView
    edit_view_class = ChangeProgrammeView
    edit_template_name = ChangeProgrammeView.template_name
    list_display = ["name", "code", "for_whom"]
    list_per_page = 50
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("english_name"),
        FieldPanel("code"),
        FieldPanel("for_whom"),
        FieldPanel("position"),
    ]

    def get_urlpatterns(self):
        draft = path("ny-version/<int:pk>/", DraftNextVersion.as_view(), name="draft")
        return [*super().get_urlpatterns(), draft]


class VersionListView(ListView):
    """Leads to the form of a draft, and to the page of what is published."""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("programme")

    def default_order(self) -> tuple[str, ...]:
        return ("programme__position", "-number")

    def get_edit_url(self, instance):
        is_draft = instance.state == VersionState.DRAFT
        return super().get_edit_url(instance) if is_draft else None


class VersionPage:
    """What both pages of a version show: everything in it, and what can be done with it."""

    def get_context_data(self, **kwargs):
        version = self.object
        return super().get_context_data(**kwargs) | {
            "details": version_details(version),
            "literature": literature_list(version),
            "evaluation": version.evaluation_questions.all(),
            "can_retire": PROGRAMME_VERSION.can(version.state, "retire"),
        }


class ChangeVersionView(VersionPage, ChangeView):
    """The form of a draft; what is published has no form."""

    template_name = "courses/admin/draft.html"

    def get_queryset(self) -> QuerySet:
        return ProgrammeVersion.objects.filter(state=VersionState.DRAFT).select_related("programme")


class InspectVersionView(VersionPage, InspectView):
    template_name = "courses/admin/version.html"


class VersionVerb(Unreachable, View):
    """A button on a version's page: one service call, and on to the page of what is published."""

    verb = None  # the service: (by=person, version=version)
    done = ""

    def post(self, request, pk):
        version = get_object_or_404(keepable(request.user, ProgrammeVersion), pk=pk)
        try:
            self.verb(by=request.user, version=version)
        except RuleViolation as violation:
            messages.error(request, str(violation))
            return redirect(reverse("programmeversion:edit", args=[pk]))
        messages.success(request, self.done)
        return redirect(reverse("programmeversion:inspect", args=[pk]))


class VersionViewSet(RecordViewSet):
    model = ProgrammeVersion
    url_prefix = "utbildningsversioner"
    icon = "list-ol"
    index_view_class = VersionListView
    edit_view_class = ChangeVersionView
    edit_template_name = ChangeVersionView.template_name
    inspect_view_enabled = True
    inspect_view_class = InspectVersionView
    inspect_template_name = InspectVersionView.template_name
    list_display = [
        "programme",
        Column("number", label=_("Version"), sort_key="number"),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("way_in", label=_("Way in"), accessor="get_way_in_display"),
        Column("seats", label=_("Seats at most")),
    ]
    list_filter = ["programme", "state"]
    list_per_page = 50
    search_fields = ["programme__name"]
    panels = [FieldPanel(name) for name in RULES]

    def change(self, *, by, form):
        return change_version(by=by, version=form.save(commit=False))

    def get_urlpatterns(self):
        verbs = {
            "publicera": (publish_version, _("The version is published.")),
            "ta-ur-bruk": (retire_version, _("The version is retired.")),
        }
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", VersionVerb.as_view(verb=verb, done=done), name=name)
                for name, (verb, done) in verbs.items()
            ),
        ]


open_to(Permission.MANAGE_PROGRAMMES, Programme)
open_to(Permission.MANAGE_PROGRAMMES, ProgrammeVersion, actions=("view", "change"))
