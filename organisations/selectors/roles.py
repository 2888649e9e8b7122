"""Who holds which role, from the tables of all rooms."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps

from organisations.models import Person, RoleAssignment


def role_tables() -> list[type[RoleAssignment]]:
    """The tables of roles, from this room upwards."""
    found = [model for model in apps.get_models() if issubclass(model, RoleAssignment)]
    return sorted(found, key=lambda model: model._meta.app_label != "organisations")


def roles_of(person: Person) -> list[RoleAssignment]:
    """All roles that somebody holds, has held or will hold, newest first. One query per table."""
    rows = [
        row
        for model in role_tables()
        for row in model.objects.filter(person=person).select_related(model.scope_field)
    ]
    return sorted(rows, key=lambda row: row.starts_on, reverse=True)


def holders_today(codes: Iterable[str], people: Iterable[int] | None = None) -> dict[str, set[int]]:
    """Per role code who holds it today and may log in (of `people`, or of all). One query per
    table."""
    codes = list(codes)
    found: dict[str, set[int]] = defaultdict(set)
    for model in role_tables():
        rows = model.objects.current().filter(role__in=codes, person__is_active=True)
        if people is not None:
            rows = rows.filter(person__in=people)
        for code, person in rows.values_list("role", "person"):
            found[code].add(person)
    return found
