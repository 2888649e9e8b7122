"""Roles in a whole programme, given by administrators."""

from wagtail.admin.panels import FieldPanel

from courses.models import ProgrammeRole
from organisations.roles import Permission, Scope, choices_for
from organisations.viewsets.policy import open_to
from organisations.viewsets.roles import RoleViewSet


class ProgrammeRoleViewSet(RoleViewSet):
    model = ProgrammeRole
    url_prefix = "roller-utbildning"
    scope_panels = [FieldPanel("programme")]
    roles = choices_for(Scope.PROGRAMME)


open_to(Permission.ADMINISTER, ProgrammeRole, actions=("view", "add", "change"))
