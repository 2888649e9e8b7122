"""Whether anybody administers the platform."""

from organisations.models import OrganisationRole
from organisations.roles import RoleCode


def has_administrator() -> bool:
    """Whether somebody who may log in holds the administrator's role today. One query."""
    roles = OrganisationRole.objects.current().filter(role=RoleCode.ADMINISTRATOR)
    return roles.filter(person__is_active=True).exists()
