"""What the roles of this room give: a role in a programme reaches all its cohorts."""

from courses.models import ProgrammeRole
from organisations.grants import grant_rows
from organisations.roles import Scope


def programme_grants(person, day):
    """Roles held on the day in programmes, as a source of grants."""
    roles = ProgrammeRole.objects.current(day).filter(person=person)
    return grant_rows(roles, scope=Scope.PROGRAMME, key="programme_id")
