"""Roles in one cohort, given by administrators."""

from wagtail.admin.panels import FieldPanel

from cohorts.models import CohortRole
from organisations.roles import Permission, Scope, choices_for
from organisations.viewsets.policy import open_to
from organisations.viewsets.roles import RoleViewSet


class CohortRoleViewSet(RoleViewSet):
    model = CohortRole
    url_prefix = "roller-kursgrupp"
    scope_panels = [FieldPanel("cohort")]
    roles = choices_for(Scope.COHORT)


open_to(Permission.ADMINISTER, CohortRole, actions=("view", "add", "change"))
