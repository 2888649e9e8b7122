"""Who may what in this room; `may` is asked from everywhere."""

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Coalesce

from organisations.grants import grant_rows, may
from organisations.models import OrganisationRole
from organisations.roles import Permission, Scope

__all__ = ["may", "organisation_grants", "oversees_messages"]


def organisation_grants(person, day):
    """Roles held on the day in organisations, as a source of grants."""
    return grant_rows(
        OrganisationRole.objects.current(day).filter(person=person),
        scope=Scope.ORGANISATION,
        key="organisation_id",
        path=Coalesce(Cast("organisation__path", CharField()), Value("")),
    )


def oversees_messages(person) -> bool:
    """The rule that `messaging.oversight` asks: who sees every message, and settles stuck ones."""
    return may(person, Permission.SEE_MESSAGES)
