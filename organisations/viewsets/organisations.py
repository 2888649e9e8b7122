"""The tree of employers and units."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn

from organisations.models import Organisation
from organisations.roles import Permission
from organisations.selectors.organisations import in_tree_order
from organisations.selectors.principals import principals_of
from organisations.services.organisations import (
    change_organisation,
    create_organisation,
    delete_organisation,
)
from organisations.viewsets.base import ListView, RecordViewSet
from organisations.viewsets.choosers import organisation_chooser
from organisations.viewsets.policy import open_to


class OrganisationForm(WagtailAdminModelForm):
    """With the place in the tree, which is no field of the row."""

    parent = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        label=_("Belongs to"),
        help_text=_("The organisation or unit above. Empty for an employer of its own."),
        widget=organisation_chooser.widget_class,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["parent"] = self.instance.get_parent()


class TreeColumn(TitleColumn):
    """The name, moved in by its depth in the tree."""

    cell_template_name = "organisations/admin/tree_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"steps": range(instance.depth - 1)}


class OrganisationListView(ListView):
    """In the order of the tree, unless somebody sorts it otherwise."""

    def _get_title_column(self, field_name, column_class=TreeColumn, **kwargs):
        return super()._get_title_column(field_name, column_class, **kwargs)

    def default_order(self) -> tuple[str, ...]:
        return ("path",)

    def paginate_queryset(self, queryset, page_size):
        rows = queryset if self.ordering else in_tree_order(queryset)
        return super().paginate_queryset(rows, page_size)

    def get_table(self, object_list):
        """With the principal that holds for each, whether set there or above."""
        principals = principals_of(object_list)
        for organisation in object_list:
            organisation.effective_principal = principals[organisation.pk].label
        return super().get_table(object_list)


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    url_prefix = "organisationer"
    icon = "group"
    index_view_class = OrganisationListView
    list_display = [
        "name",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("principal", label=_("Principal"), accessor="effective_principal"),
        Column("municipality", label=_("Municipality")),
    ]
    list_filter = ["kind", "principal", "county"]
    list_per_page = 100
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("kind"),
            FieldPanel("parent"),
            FieldPanel("principal", help_text=_("Empty: the same as the organisation above.")),
            FieldPanel("county"),
            FieldPanel("municipality"),
        ],
        base_form_class=OrganisationForm,
    )

    def create(self, *, by, form):
        return create_organisation(by=by, **form.cleaned_data)

    def change(self, *, by, form):
        row = form.save(commit=False)
        return change_organisation(by=by, organisation=row, parent=form.cleaned_data["parent"])

    def delete(self, *, by, row) -> None:
        delete_organisation(by=by, organisation=row)


open_to(Permission.ADMINISTER, Organisation)
