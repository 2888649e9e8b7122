"""Giving and ending roles, in the tables of all rooms."""

import datetime as dt
from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from common import audit
from common.clock import today
from common.errors import RuleViolation
from messaging.services.ledger import enqueue
from organisations.models import OrganisationRole, Person, RoleAssignment
from organisations.roles import RoleCode, Scope, choices_for
from organisations.services.administrators import require_an_administrator
from organisations.services.wagtail_access import sync_wagtail_access

AnyRole = TypeVar("AnyRole", bound=RoleAssignment)
ROLE_GIVEN = "role_given"


@transaction.atomic
def grant_role(
    *,
    by: Person | None,
    model: type[AnyRole] = OrganisationRole,
    person: Person,
    role: str,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    on_behalf_of: Person | None = None,
    reason: str = "",
    system: str = "",
    tell: bool = True,
    **scope: models.Model | None,
) -> AnyRole:
    """Give `person` a role from a day (today) to a last day (until further notice).

    `model` is the table, `scope` its own fields: `organisation=` (left out: everywhere), `area=`
    and `represents=`, `programme=`, `cohort=`. The person is told by mail, unless the caller
    tells more (`tell=False`). Raises
    `RuleViolation`: "not_for_scope" for a role that can't be given for that, "already_held" if
    the person has it then, "ends_before_start".
    """
    given = model(
        person=person,
        role=role,
        starts_on=starts_on or today(),
        ends_on=ends_on,
        on_behalf_of=on_behalf_of,
        granted_by=by,
        **scope,
    )
    _check(given)
    given.save(force_insert=True)
    audit.record(
        by=by, action="role.grant", on=given, after=_facts(given), reason=reason, system=system
    )
    sync_wagtail_access([person.pk])
    vars(person).pop("grants", None)
    if tell and by and by != person:
        _tell(by, given)
    return given


@transaction.atomic
def end_role(*, by: Person, role: AnyRole, ends_on: dt.date | None, reason: str = "") -> AnyRole:
    """Give a role a last day, or (None) let it hold until further notice.

    A last day that has passed ends the role at once. Deputies whom the holder appointed in it do
    not outlast it. Raises `RuleViolation`: "ends_before_start",
    "already_held" if prolonging runs into the next one, "last_administrator".
    """
    role = type(role).objects.select_for_update().get(pk=role.pk)
    before = role.ends_on
    role.ends_on = ends_on
    _check(role)
    role.save(update_fields=["ends_on"])
    if role.role == RoleCode.ADMINISTRATOR:
        require_an_administrator()
    audit.record(
        by=by,
        action="role.end",
        on=role,
        before={"ends_on": before},
        after={"ends_on": ends_on},
        reason=reason,
    )
    sync_wagtail_access([role.person_id])
    if ends_on and role.role == RoleCode.MANAGER and not role.on_behalf_of_id:
        _end_deputies(by, role)
    return role


def _end_deputies(by: Person, role: OrganisationRole) -> None:
    """End those who stand in for a manager with the manager's own role, if that leaves none."""
    deputies = OrganisationRole.objects.filter(
        models.Q(ends_on=None) | models.Q(ends_on__gt=role.ends_on),
        on_behalf_of=role.person_id,
        role=role.role,
        organisation__path__startswith=role.organisation.path,
    )
    for deputy in deputies.order_by("pk"):
        last_day = max(role.ends_on, deputy.starts_on - dt.timedelta(days=1))
        end_role(by=by, role=deputy, ends_on=last_day, reason=_("The manager's own role ends."))


def _tell(by: Person, role: RoleAssignment) -> None:
    """Whoever got a role learns what it is for, and how to log in."""
    enqueue(
        by=by,
        event=ROLE_GIVEN,
        to=role.person,
        context={
            "role": role.role,
            "scope": "" if role.scope == Scope.EVERYTHING else role.scope_label,
            "starts_on": role.starts_on.isoformat(),
        },
        dedupe_key=f"{ROLE_GIVEN}:{role._meta.label_lower}:{role.pk}",
        cause=role,
    )


def _check(role: RoleAssignment) -> None:
    if role.role not in dict(choices_for(role.scope)):
        raise RuleViolation(
            "not_for_scope",
            _("The role “%(role)s” can't be given here.") % {"role": role.get_role_display()},
            _("Choose another role, or another place for it."),
            field="role",
        )
    # The day before the first is how a role that was given by mistake ends.
    if role.ends_on and role.ends_on < role.starts_on - dt.timedelta(days=1):
        raise RuleViolation(
            "ends_before_start",
            _("The last day lies before the first."),
            _("Choose a later day."),
            field="ends_on",
        )
    if _overlapping(role).exists():
        raise RuleViolation(
            "already_held",
            _("%(person)s has this role already.") % {"person": role.person},
            _("Change the dates of the role that is there."),
        )


def _overlapping(role: AnyRole) -> models.QuerySet:
    """The same role of the same person for the same thing, at the same time."""
    same = {name: getattr(role, name) for name in ("person", "role", role.scope_field)}
    others = type(role).objects.filter(**same).exclude(pk=role.pk)
    if role.ends_on:
        others = others.filter(starts_on__lte=role.ends_on)
    return others.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=role.starts_on))


def _facts(role: RoleAssignment) -> dict:
    """What the log keeps of a role."""
    return {
        "role": role.role,
        "person": role.person_id,
        role.scope_field: getattr(role, f"{role.scope_field}_id"),
        "starts_on": role.starts_on,
        "ends_on": role.ends_on,
        "on_behalf_of": role.on_behalf_of_id,
    }
