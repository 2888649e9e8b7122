"""What the roles of this room give: seats on a joint board reach the area."""

from areas.models import AreaRole
from organisations.grants import grant_rows
from organisations.roles import Scope


def area_grants(person, day):
    """Roles held on the day in areas, as a source of grants."""
    roles = AreaRole.objects.current(day).filter(person=person)
    return grant_rows(roles, scope=Scope.AREA, key="area_id")
