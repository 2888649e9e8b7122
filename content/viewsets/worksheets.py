"""Worksheets and their versions in the back office, kept by those who teach with them."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy

from cohorts.selectors.cohorts import versions_where
from common.errors import RuleViolation
from content.lifecycles import WORKSHEET_VERSION
from content.models import Worksheet, WorksheetVersion
from content.selectors.worksheets import pages_using, writable_worksheets
from content.services.worksheets import (
    delete_worksheet,
    draft_next_version,
    publish_worksheet,
    retire_worksheet,
    save_draft,
    save_worksheet,
)
from courses.enums import VersionState
from courses.models import Programme
from organisations.roles import Permission
from organisations.viewsets.base import (
    ChangeView,
    CreateView,
    DeleteView,
    HistoryView,
    InspectView,
    ListView,
    RecordViewSet,
    Unreachable,
)
from organisations.viewsets.policy import RolePolicy


class WriterPolicy(RolePolicy):
    """The worksheets of the programmes that somebody writes for, and their versions."""

    def rows_of(self, person) -> QuerySet:
        sheets = writable_worksheets(person)
        if self.model is Worksheet:
            return sheets
        return self.model.objects.filter(worksheet__in=sheets.values("pk"))

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return self.rows_of(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        return self.rows_of(user)


class WorksheetForm(WagtailAdminModelForm):
    """Offers the programmes that the writer writes for; others that use the sheet stay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taught = versions_where(self.for_user, Permission.WRITE_CONTENT).values("programme")
        self.fields["programmes"].queryset = Programme.objects.filter(pk__in=taught).order_by(
            "position", "name"
        )

    def clean_programmes(self):
        chosen = set(self.cleaned_data["programmes"])
        offered = self.fields["programmes"].queryset
        if self.instance.pk:
            chosen |= set(self.instance.programmes.exclude(pk__in=offered.values("pk")))
        return chosen


class OfOwnSheets:
    """One worksheet or version; what the writer may not change does not exist for them."""

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        if not self.user_has_permission_for_instance("view", found):
            raise Http404
        return found


class OwnHistory(OfOwnSheets, HistoryView):
    pass


class DeleteWorksheetView(OfOwnSheets, DeleteView):
    pass


class OwnWorksheets(ListView):
    """Those that the writer may change."""

    def get_base_queryset(self) -> QuerySet:
        return (
            super()
            .get_base_queryset()
            .filter(pk__in=writable_worksheets(self.request.user).values("pk"))
        )


class OwnVersions(ListView):
    """The versions of those, newest first."""

    def get_base_queryset(self) -> QuerySet:
        sheets = writable_worksheets(self.request.user)
        versions = super().get_base_queryset().filter(worksheet__in=sheets.values("pk"))
        return versions.select_related("worksheet").defer("parts")

    def default_order(self) -> tuple[str, ...]:
        return ("worksheet__name", "-number")

    def get_edit_url(self, instance):
        is_draft = instance.state == VersionState.DRAFT
        return super().get_edit_url(instance) if is_draft else None


class CreateWorksheetView(CreateView):
    """On to the first draft, where the fields are written."""

    def get_success_url(self) -> str:
        return reverse("worksheetversion:edit", args=[self.object.versions.get().pk])


class ChangeWorksheetView(OfOwnSheets, ChangeView):
    """The worksheet itself, its versions, and the pages that lead to it."""

    template_name = "content/admin/worksheet.html"

    def get_context_data(self, **kwargs):
        versions = self.object.versions.defer("parts").order_by("-number")
        return super().get_context_data(**kwargs) | {
            "versions": versions,
            "pages": pages_using(self.object),
        }


class DraftNextVersion(Unreachable, View):
    """The button that makes the next version; leads to its form."""

    def post(self, request, pk):
        worksheet = get_object_or_404(writable_worksheets(request.user), pk=pk)
        draft = draft_next_version(by=request.user, worksheet=worksheet)
        return redirect(reverse("worksheetversion:edit", args=[draft.pk]))


class WorksheetViewSet(RecordViewSet):
    model = Worksheet
    url_prefix = "arbetsblad"
    icon = "list-ul"
    add_to_admin_menu = True
    menu_label = _("Worksheets")
    menu_order = 120
    index_view_class = OwnWorksheets
    add_view_class = CreateWorksheetView
    edit_view_class = ChangeWorksheetView
    delete_view_class = DeleteWorksheetView
    history_view_class = OwnHistory
    edit_template_name = ChangeWorksheetView.template_name
    list_display = [
        "name",
        Column("phase", label=_("Phase"), accessor="get_phase_display"),
        Column("access", label=_("Open to"), accessor="get_access_display"),
    ]
    list_filter = ["phase", "programmes"]
    list_per_page = 50
    search_fields = ["name", "purpose"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("purpose"),
        FieldPanel("phase"),
        FieldPanel("programmes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("access"),
    ]

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        handler.base_form_class = WorksheetForm
        return handler

    def create(self, *, by, form):
        worksheet = form.save(commit=False)
        return save_worksheet(
            by=by, worksheet=worksheet, programmes=form.cleaned_data["programmes"]
        )

    change = create

    def delete(self, *, by, row) -> None:
        delete_worksheet(by=by, worksheet=row)

    def get_urlpatterns(self):
        draft = path("ny-version/<int:pk>/", DraftNextVersion.as_view(), name="draft")
        return [*super().get_urlpatterns(), draft]


class ChangeDraftView(OfOwnSheets, ChangeView):
    """The form of a draft; what is published has no form."""

    template_name = "content/admin/worksheet_draft.html"

    def get_queryset(self) -> QuerySet:
        drafts = WorksheetVersion.objects.filter(state=VersionState.DRAFT)
        return drafts.select_related("worksheet")

    def get_success_url(self) -> str:
        return reverse("worksheetversion:edit", args=[self.object.pk])


class InspectVersionView(OfOwnSheets, InspectView):
    """A published or retired version: how to look at it, and what can be done with it."""

    template_name = "content/admin/worksheet_version.html"

    def get_context_data(self, **kwargs):
        can_retire = WORKSHEET_VERSION.can(self.object.state, "retire")
        return super().get_context_data(**kwargs) | {"can_retire": can_retire}


class VersionVerb(Unreachable, View):
    """A button on a version's page: one service call, and on to what it has become."""

    verb = None  # the service: (by=person, version=version)
    done = ""

    def post(self, request, pk):
        sheets = writable_worksheets(request.user).values("pk")
        rows = WorksheetVersion.objects.filter(worksheet__in=sheets)
        version = get_object_or_404(rows, pk=pk)
        try:
            self.verb(by=request.user, version=version)
        except RuleViolation as violation:
            messages.error(request, str(violation))
            return redirect(reverse("worksheetversion:edit", args=[pk]))
        messages.success(request, self.done)
        return redirect(reverse("worksheetversion:inspect", args=[pk]))


class WorksheetVersionViewSet(RecordViewSet):
    model = WorksheetVersion
    url_prefix = "arbetsbladsversioner"
    add_to_admin_menu = False
    index_view_class = OwnVersions
    edit_view_class = ChangeDraftView
    history_view_class = OwnHistory
    edit_template_name = ChangeDraftView.template_name
    inspect_view_enabled = True
    inspect_view_class = InspectVersionView
    inspect_template_name = InspectVersionView.template_name
    list_display = [
        Column("worksheet", label=_("Worksheet")),
        Column("number", label=_("Version")),
        Column("state", label=_("State"), accessor="get_state_display"),
    ]
    list_filter = ["state"]
    list_per_page = 50
    search_fields = ["worksheet__name"]
    panels = [
        FieldPanel("instruction"),
        FieldPanel("time_needed"),
        FieldPanel("parts"),
        FieldPanel("support"),
    ]

    def change(self, *, by, form):
        return save_draft(by=by, version=form.save(commit=False))

    def get_urlpatterns(self):
        verbs = {
            "publicera": (publish_worksheet, _("The version is published.")),
            "ta-ur-bruk": (retire_worksheet, _("The version is retired.")),
        }
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", VersionVerb.as_view(verb=verb, done=done), name=name)
                for name, (verb, done) in verbs.items()
            ),
        ]


EVERYTHING = dict.fromkeys(("view", "add", "change", "delete"), Permission.WRITE_CONTENT)
LOOK_AND_CHANGE = dict.fromkeys(("view", "change"), Permission.WRITE_CONTENT)
register_permission_policy(Worksheet, WriterPolicy(Worksheet, **EVERYTHING), exact_class=True)
register_permission_policy(
    WorksheetVersion, WriterPolicy(WorksheetVersion, **LOOK_AND_CHANGE), exact_class=True
)
