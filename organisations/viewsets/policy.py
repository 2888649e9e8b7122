"""Wagtail asks whether somebody may list, add, change or delete; the roles answer."""

from collections.abc import Iterable

from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from organisations.models import Person
from organisations.roles import Permission, roles_with
from organisations.selectors.roles import holders_today

ACTIONS = ("view", "add", "change", "delete")


class RolePolicy(BasePermissionPolicy):
    """Allows what is named: `RolePolicy(County, view=Permission.ADMINISTER, …)`, nothing else."""

    def __init__(self, model, **permissions: Permission):
        super().__init__(model)
        self.permissions = permissions

    def user_has_permission(self, user, action: str) -> bool:
        permission = self.permissions.get(action)
        return permission is not None and user.is_authenticated and user.may(permission)

    def user_has_any_permission(self, user, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]):
        asked = {self.permissions[action] for action in actions if action in self.permissions}
        codes = set().union(*(roles_with(permission) for permission in asked))
        return Person.objects.filter(pk__in=set().union(*holders_today(codes).values()))


def open_to(permission: Permission, *models, actions: Iterable[str] = ACTIONS) -> None:
    """Let those who hold `permission` do `actions` with the rows of these models."""
    for model in models:
        policy = RolePolicy(model, **dict.fromkeys(actions, permission))
        register_permission_policy(model, policy, exact_class=True)
