"""Roles: given with a reason, and ended rather than deleted. One list per table of roles."""

import datetime as dt

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from common.clock import today
from organisations.models import OrganisationRole
from organisations.roles import Permission, Scope, choices_for
from organisations.services.roles import end_role, grant_role
from organisations.viewsets.base import ListView, RecordViewSet
from organisations.viewsets.policy import open_to

SOON = dt.timedelta(days=60)


class RoleForm(WagtailAdminModelForm):
    """Every role is given and ended for a reason, which the log keeps."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept together with your name. For example: new head of unit."),
    )


class RoleFilterSet(WagtailFilterSet):
    """Those that hold, end within 60 days, or have ended."""

    when = django_filters.ChoiceFilter(
        label=_("Show"),
        empty_label=_("All"),
        method="filter_when",
        choices=[("now", _("Now")), ("soon", _("Ending soon")), ("ended", _("Ended"))],
    )

    def filter_when(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        day = today()
        match value:
            case "now":
                return rows.current()
            case "soon":
                return rows.current().filter(ends_on__lte=day + SOON)
            case _:
                return rows.filter(ends_on__lt=day)


class RoleListView(ListView):
    base_filterset_class = RoleFilterSet

    def get_base_queryset(self) -> QuerySet:
        rows = super().get_base_queryset()
        return rows.select_related("person", self.model.scope_field)

    def default_order(self) -> tuple[str, ...]:
        return ("person__name", "-starts_on")


class RoleViewSet(RecordViewSet):
    """One table of roles. `scope_panels` are the fields that say what the role is for."""

    index_view_class = RoleListView
    icon = "key"
    prefilled = ["person"]
    list_filter = ["role"]
    list_per_page = 50
    scope_panels: list = []
    roles: list = []

    @property
    def list_display(self):
        return [
            "person",
            Column("role", label=_("Role"), accessor="get_role_display"),
            Column("scope", label=_("For"), accessor="scope_label"),
            "starts_on",
            "ends_on",
        ]

    @property
    def search_fields(self):
        return ["person__name", "person__email", f"{self.model.scope_field}__name"]

    def get_edit_handler(self):
        """The form that gives a role."""
        role = FieldPanel("role", widget=forms.Select(choices=self.roles))
        return ObjectList(
            [
                FieldPanel("person"),
                role,
                *self.scope_panels,
                FieldPanel("starts_on"),
                FieldPanel("ends_on", help_text=_("The last day. Empty: until further notice.")),
                FieldPanel("on_behalf_of"),
                FieldPanel("reason"),
            ],
            base_form_class=RoleForm,
        ).bind_to_model(self.model)

    def get_edit_view_kwargs(self, **kwargs):
        """The form that ends or prolongs one: who, what and where stay as they were given."""
        fixed = ["person", "role", self.model.scope_field, "starts_on"]
        panel = ObjectList(
            [
                *(FieldPanel(name, read_only=True) for name in fixed),
                FieldPanel("ends_on", help_text=_("The last day. Yesterday ends it at once.")),
                FieldPanel("reason"),
            ],
            base_form_class=RoleForm,
        ).bind_to_model(self.model)
        given = super().get_edit_view_kwargs(**kwargs)
        return given | {"panel": panel, "form_class": panel.get_form_class()}

    def create(self, *, by, form):
        return grant_role(by=by, model=self.model, **form.cleaned_data)

    def change(self, *, by, form):
        return end_role(by=by, role=form.instance, **form.cleaned_data)


class OrganisationRoleViewSet(RoleViewSet):
    model = OrganisationRole
    url_prefix = "roller"
    scope_panels = [FieldPanel("organisation")]
    roles = [*choices_for(Scope.ORGANISATION), *choices_for(Scope.EVERYTHING)]


open_to(Permission.ADMINISTER, OrganisationRole, actions=("view", "add", "change"))
