"""The back office: which of the rooms' lists Wagtail's admin shows, and where in its menu."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from areas.viewsets import AreaRoleViewSet, AreaViewSet
from cohorts.viewsets import CohortRoleViewSet
from courses.viewsets import ProgrammeRoleViewSet
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
    menu_label = _("People and roles")
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
        PeopleGroup(),
        OrganisationGroup(),
        ReferenceGroup(),
    ]
