"""May this person do that? The one place where the question is answered.

Each room with a table of roles registers it (`register_role_source`, in its `apps.py`);
`Person.grants` reads all tables in one query, composed once. A row that can be asked about (`on=`)
implements `scopes()`, the pairs of scope and key a role may have been given for, and
`organisation_path`, the tree path by which roles in organisations reach it (empty where they do
not).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import CharField, F, QuerySet, Value

from common.clock import today
from common.prepared import DAY, KEY, prepared
from organisations.roles import ROLES, Permission, RoleCode, Scope


@dataclass(frozen=True)
class Grant:
    """One role held now. `scope_id` is the key of the area, programme, cohort or organisation;
    `path` the tree path of an organisation, else empty."""

    role: str
    scope: str
    scope_id: int | None
    path: str = ""

    def carries(self, permission: Permission) -> bool:
        """Whether the role allows `permission` within its scope."""
        return permission in ROLES[RoleCode(self.role)].permissions

    def covers(self, row) -> bool:
        """Whether the row lies within the scope of this grant."""
        match self.scope:
            case Scope.EVERYTHING:
                return True
            case Scope.ORGANISATION:
                return bool(row.organisation_path) and row.organisation_path.startswith(self.path)
            case _:
                return (self.scope, self.scope_id) in row.scopes()


@dataclass(frozen=True)
class Reach:
    """The grants of one permission as values for a prepared statement (`common.prepared`):
    everywhere, or the keys of `scopes` and the tree paths of organisations."""

    is_everywhere: bool
    keys: dict[str, list[int]]
    paths: tuple[str, ...]

    @classmethod
    def of(cls, grants: Iterable[Grant], *scopes: Scope) -> "Reach":
        """Sort `grants` by scope; `keys` has an entry for each of `scopes`, called as the scope."""
        grants = list(grants)
        return cls(
            is_everywhere=any(grant.scope == Scope.EVERYTHING for grant in grants),
            keys={
                scope.value: [grant.scope_id for grant in grants if grant.scope == scope]
                for scope in scopes
            },
            paths=tuple(grant.path for grant in grants if grant.scope == Scope.ORGANISATION),
        )


RoleSource = Callable[..., QuerySet]
_sources: list[RoleSource] = []


def register_role_source(source: RoleSource) -> None:
    """Add a table of roles. `source(person, day)` returns the rows that hold on the day, made by
    `grant_rows`; it composes them with slots (`common.prepared`), never with a person at hand."""
    _sources.append(source)
    _held_by.forget()


def grant_rows(roles: QuerySet, *, scope: Scope, key: str, path=None) -> QuerySet:
    """Shape role rows for the union in `_held_by`: (role, scope, scope_id, path)."""
    text = CharField()
    return roles.values_list(
        F("role"),
        Value(scope.value, output_field=text),
        F(key),
        path or Value("", output_field=text),
    )


@prepared(person=KEY, day=DAY)
def _held_by(person, day) -> QuerySet:
    first, *others = (source(person, day) for source in _sources)
    return first.union(*others, all=True) if others else first


def load_grants(person) -> tuple[Grant, ...]:
    """All roles that `person` holds today, from every registered table. One query."""
    if not person.is_active:
        return ()
    rows = _held_by(person=person.pk, day=today())
    return tuple(
        Grant(role, Scope.EVERYTHING, None)
        if scope == Scope.ORGANISATION and scope_id is None
        else Grant(role, Scope(scope), scope_id, path)
        for role, scope, scope_id, path in rows
    )


def may(person, permission: Permission, *, on=None) -> bool:
    """Whether a role that `person` holds today allows `permission` on the row `on`.

    Without `on`: anywhere at all. No query once `person.grants` is loaded. Raises `TypeError`
    for what is not a permission, so that a slip of the pen never reads as "no".
    """
    if not isinstance(permission, Permission):
        message = f"{permission!r} is not a Permission"
        raise TypeError(message)
    if not person.is_authenticated:
        return False
    grants = person.grants_with(permission)
    return bool(grants) if on is None else any(grant.covers(on) for grant in grants)
