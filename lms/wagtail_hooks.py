"""The back office: which of the rooms' lists Wagtail's admin shows, and where in its menu."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from areas.viewsets import AreaRoleViewSet, AreaViewSet
from cohorts.viewsets import CohortRoleViewSet
from content.viewsets.choosers import literature_chooser, worksheet_chooser
from content.viewsets.worksheets import WorksheetVersionViewSet, WorksheetViewSet
from courses.viewsets.parts import PART_VIEWSETS
from courses.viewsets.programmes import ProgrammeViewSet, VersionViewSet
from courses.viewsets.roles import ProgrammeRoleViewSet
from organisations.viewsets.choosers import organisation_chooser, person_chooser
from organisations.viewsets.organisations import OrganisationViewSet
from organisations.viewsets.people import AffiliationViewSet, PersonViewSet
from organisations.viewsets.reference import (
    CountyViewSet,
    MunicipalityViewSet,
    ProfessionViewSet,
)
from organisations.viewsets.roles import OrganisationRoleViewSet


class PeopleGroup(ViewSetGroup):
    menu_label = _("People")
    menu_icon = "user"
    menu_order = 150
    items = (
        PersonViewSet,
        AffiliationViewSet,
        OrganisationRoleViewSet,
        AreaRoleViewSet,
        ProgrammeRoleViewSet,
        CohortRoleViewSet,
    )


class OrganisationGroup(ViewSetGroup):
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 160
    items = (OrganisationViewSet, AreaViewSet)


class ProgrammeGroup(ViewSetGroup):
    menu_label = _("Programmes")
    menu_icon = "list-ol"
    menu_order = 170
    items = (ProgrammeViewSet, VersionViewSet)


class ReferenceGroup(ViewSetGroup):
    menu_label = _("Reference data")
    menu_icon = "table"
    menu_order = 180
    items = (ProfessionViewSet, MunicipalityViewSet, CountyViewSet)


@hooks.register("register_admin_viewset")
def back_office():
    return [
        person_chooser,
        organisation_chooser,
        worksheet_chooser,
        literature_chooser,
        WorksheetViewSet(),
        WorksheetVersionViewSet(),
        PeopleGroup(),
        OrganisationGroup(),
        ProgrammeGroup(),
        ReferenceGroup(),
        *(viewset() for viewset in PART_VIEWSETS),
    ]


@hooks.register("insert_global_admin_css")
def colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
