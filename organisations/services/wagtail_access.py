"""Wagtail's groups, derived from roles. Nobody edits them by hand.

Whoever holds a role named here today is in its group, and thereby reaches the admin; nobody else
does. What may be done with the back office's own rows is asked of the roles directly
(`organisations.viewsets.policy`); the groups carry what Wagtail keeps itself: pages, images,
documents.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from organisations.models import Person
from organisations.roles import RoleCode
from organisations.selectors.roles import holders_today

GROUPS = {
    RoleCode.TRAINER: "Utbildare",
    RoleCode.NATIONAL_OFFICE: "Nationella kansliet",
    RoleCode.ADMINISTRATOR: "Administratörer",
}
REVIEWERS = (RoleCode.NATIONAL_OFFICE, RoleCode.ADMINISTRATOR)
PAGES = (
    *("add_page", "change_page", "publish_page"),
    *("bulk_delete_page", "lock_page", "unlock_page"),
)
FILES = (
    *("add_image", "change_image", "choose_image"),
    *("add_document", "change_document", "choose_document"),
)


@transaction.atomic
def lay_out_groups() -> dict[str, Group]:
    """The groups by role code, with exactly the permissions named here. Safe to repeat.

    Reviewers reach every page; where trainers write, `content.services.site` says. Wagtail's own
    two groups go: nobody could be put into them, and what they should review comes to the national
    office and the administrators.
    """
    groups = {code: Group.objects.get_or_create(name=name)[0] for code, name in GROUPS.items()}
    Group.objects.exclude(pk__in=[group.pk for group in groups.values()]).delete()
    enter = Permission.objects.get(codename="access_admin")
    pages = _permissions("wagtailcore", PAGES)
    files = _permissions("wagtailimages", FILES) | _permissions("wagtaildocs", FILES)
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for code, group in groups.items():
        group.permissions.set([enter])
        for permission in pages.values() if code in REVIEWERS else ():
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in files.values():
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
    for task in GroupApprovalTask.objects.all():
        task.groups.set([groups[code] for code in REVIEWERS])
    return groups


def _permissions(app: str, names: Iterable[str]) -> dict[str, Permission]:
    found = Permission.objects.filter(content_type__app_label=app, codename__in=names)
    return {permission.codename: permission for permission in found}


@transaction.atomic
def sync_wagtail_access(people: Iterable[int] | None = None) -> int:
    """Bring the membership of these people (by key; None: everybody) in line with their roles.

    Called when a role is given or ended, and every night, since roles begin and end by date.
    Gives the number of memberships changed. At most ten queries, however many people.
    """
    people = None if people is None else list(people)
    groups = _groups()
    held = holders_today(GROUPS, people)
    wanted = {(person, groups[code].pk) for code, persons in held.items() for person in persons}
    membership = Person.groups.through.objects
    rows = membership.all() if people is None else membership.filter(person__in=people)
    present = set(rows.values_list("person", "group"))
    gone = present - wanted
    for group in {group for _person, group in gone}:
        rows.filter(group=group, person__in=[who for who, where in gone if where == group]).delete()
    membership.bulk_create(
        Person.groups.through(person_id=person, group_id=group)
        for person, group in wanted - present
    )
    return len(present ^ wanted)


def _groups() -> dict[str, Group]:
    """The groups by role code, laid out if they are not there yet."""
    found = {group.name: group for group in Group.objects.filter(name__in=GROUPS.values())}
    if len(found) < len(GROUPS):
        return lay_out_groups()
    return {code: found[name] for code, name in GROUPS.items()}
