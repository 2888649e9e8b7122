"""People: who they are, where they work, what they may."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from common.clock import today
from organisations.models import Affiliation, Person
from organisations.roles import Permission
from organisations.selectors.roles import role_tables, roles_of
from organisations.services.people import change_person, create_person
from organisations.viewsets.base import ChangeView, CreateView, ListView, RecordViewSet
from organisations.viewsets.policy import open_to


class PersonForm(WagtailAdminModelForm):
    """A name and an address."""

    def validate_unique(self) -> None:
        """Left to the services, which say what to do about an address that is known."""


class CreatePersonView(CreateView):
    """Leads on to the person's page, where affiliations and roles are given."""

    def get_success_url(self):
        return reverse(self.edit_url_name, args=[self.object.pk])


class ChangePersonView(ChangeView):
    """The person's page: name and address, and below the affiliations and roles."""

    template_name = "organisations/admin/person.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        finder = AdminURLFinder(self.request.user)
        roles = [(row, finder.get_edit_url(row)) for row in roles_of(self.object)]
        affiliations = self.object.affiliations.select_related("unit", "profession")
        return context | {
            "today": today(),
            "roles": roles,
            "affiliations": [
                (row, finder.get_edit_url(row)) for row in affiliations.order_by("-starts_on")
            ],
            "affiliate_url": self._form_url(Affiliation),
            "role_urls": [
                (model._meta.verbose_name, self._form_url(model)) for model in role_tables()
            ],
        }

    def _form_url(self, model) -> str:
        """The empty form of a table, filled with this person, leading back here."""
        query = urlencode({"person": self.object.pk, "next": self.request.path})
        return f"{reverse(f'{model._meta.model_name}:add')}?{query}"


class PersonViewSet(RecordViewSet):
    model = Person
    url_prefix = "personer"
    icon = "user"
    add_view_class = CreatePersonView
    edit_view_class = ChangePersonView
    edit_template_name = ChangePersonView.template_name
    list_display = [
        "name",
        "email",
        BooleanColumn("is_active", label=_("May log in")),
        "last_login",
    ]
    list_filter = ["is_active"]
    list_per_page = 50
    search_fields = ["name", "email"]

    def get_edit_handler(self):
        """The form of somebody new, who may log in."""
        return self._panel("name", "email")

    def get_edit_view_kwargs(self, **kwargs):
        """The person's own form, where the way in can be closed."""
        panel = self._panel("name", "email", "is_active")
        given = super().get_edit_view_kwargs(**kwargs)
        return given | {"panel": panel, "form_class": panel.get_form_class()}

    def _panel(self, *names: str) -> ObjectList:
        panels = [FieldPanel(name) for name in names]
        return ObjectList(panels, base_form_class=PersonForm).bind_to_model(self.model)

    def create(self, *, by, form):
        given = form.cleaned_data
        return create_person(by=by, email=given["email"], name=given["name"])

    def change(self, *, by, form):
        return change_person(by=by, person=form.instance, **form.cleaned_data)


class AffiliationListView(ListView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("person", "unit", "profession")

    def default_order(self) -> tuple[str, ...]:
        return ("person__name", "-starts_on")


class AffiliationViewSet(RecordViewSet):
    model = Affiliation
    url_prefix = "anstallningar"
    icon = "tag"
    index_view_class = AffiliationListView
    prefilled = ["person"]
    list_display = ["person", "unit", "kind", "profession", "starts_on", "ends_on"]
    list_filter = ["kind", "profession"]
    search_fields = ["person__name", "person__email", "unit__name"]
    panels = [
        FieldPanel("person"),
        FieldPanel("unit"),
        FieldPanel("kind"),
        FieldPanel("profession"),
        FieldPanel("has_higher_education"),
        FieldPanel("starts_on"),
        FieldPanel("ends_on"),
    ]


open_to(Permission.ADMINISTER, Person, actions=("view", "add", "change"))
open_to(Permission.ADMINISTER, Affiliation)
