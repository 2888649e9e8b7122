"""Who is manager of what in their own right, and who stands in for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from common.clock import today
from organisations.models import Affiliation, Organisation, OrganisationRole
from organisations.roles import RoleCode


@dataclass(frozen=True)
class Deputy:
    """One appointment. The name is shown of the manager's own people only: else the address that
    was typed, so that it tells nothing about who has it (domain.md §7.2)."""

    role: OrganisationRole
    name: str

    @property
    def state(self) -> str:
        """ "now", "later" or "ended"."""
        day = today()
        if self.role.ends_on and self.role.ends_on < day:
            return "ended"
        return "later" if self.role.starts_on > day else "now"


def own_manager_roles(person) -> list[OrganisationRole]:
    """The roles as manager that somebody holds today for themselves, not as a deputy; their
    organisations joined. One query."""
    rows = OrganisationRole.objects.current().filter(
        person=person, role=RoleCode.MANAGER, on_behalf_of=None
    )
    return list(rows.select_related("organisation").order_by("organisation__path"))


def units_to_appoint_for(person) -> QuerySet[Organisation]:
    """What a manager may give a deputy for: the own organisations and the units below; empty for
    those who are deputies themselves. Two queries."""
    paths = [role.organisation.path for role in own_manager_roles(person)]
    return Organisation.objects.under(paths).order_by("path")


def deputy_to_end(person, pk: int) -> OrganisationRole | None:
    """One of the manager's own deputies. One query."""
    rows = OrganisationRole.objects.filter(on_behalf_of=person, role=RoleCode.MANAGER, pk=pk)
    return rows.select_related("person", "organisation").first()


def deputies_of(person) -> list[Deputy]:
    """Those who stand, stood or will stand in for a manager, latest first. Two queries."""
    roles = list(
        OrganisationRole.objects.filter(on_behalf_of=person, role=RoleCode.MANAGER)
        .select_related("person", "organisation")
        .order_by("-starts_on", "-pk")
    )
    own = _own_people(person, roles)
    return [
        Deputy(role, role.person.name if role.person_id in own else role.person.email)
        for role in roles
    ]


def stands_in_for(person) -> list[OrganisationRole]:
    """The managers whose place somebody takes today, with until when. One query."""
    rows = OrganisationRole.objects.current().filter(
        person=person, role=RoleCode.MANAGER, on_behalf_of__isnull=False
    )
    return list(rows.select_related("on_behalf_of", "organisation"))


def _own_people(person, roles: Sequence[OrganisationRole]) -> set[int]:
    """Those of the deputies who work in the manager's own organisation."""
    seen = Affiliation.objects.current().of_staff_seen_by(person)
    wanted = [role.person_id for role in roles]
    return set(seen.filter(person__in=wanted).values_list("person_id", flat=True))
