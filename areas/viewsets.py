"""Areas and the members of their joint boards."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from areas.models import Area, AreaRole
from areas.services.areas import delete_area, save_area
from organisations.models import Organisation
from organisations.roles import Permission, Scope, choices_for
from organisations.viewsets.base import RecordViewSet
from organisations.viewsets.policy import open_to
from organisations.viewsets.roles import RoleViewSet


class AreaForm(WagtailAdminModelForm):
    """Only employers themselves are members; their units follow."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = Organisation.get_root_nodes()
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Empty: made from the name.")


class AreaViewSet(RecordViewSet):
    model = Area
    url_prefix = "omraden"
    icon = "globe"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("members", widget=forms.CheckboxSelectMultiple),
        ],
        base_form_class=AreaForm,
    )

    def create(self, *, by, form):
        members = form.cleaned_data["members"]
        return save_area(by=by, area=form.save(commit=False), members=members)

    change = create

    def delete(self, *, by, row) -> None:
        delete_area(by=by, area=row)


class AreaRoleViewSet(RoleViewSet):
    model = AreaRole
    url_prefix = "skl-team"
    scope_panels = [FieldPanel("area"), FieldPanel("represents")]
    roles = choices_for(Scope.AREA)


open_to(Permission.MANAGE_AREAS, Area)
open_to(Permission.ADMINISTER, AreaRole, actions=("view", "add", "change"))
