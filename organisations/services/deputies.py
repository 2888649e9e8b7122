"""Deputies: who sees a manager's people in the manager's place, for a time.

A deputy is an ordinary role as manager, given by the manager and held on the manager's behalf
(`OrganisationRole.on_behalf_of`). It reaches what was chosen of the manager's own, and never
further or longer than the manager's role (idea G, complaint 7).
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from common.clock import today
from common.errors import RuleViolation
from common.presentation.dates import date_words
from messaging.services.ledger import enqueue
from organisations.models import Organisation, OrganisationRole, Person
from organisations.roles import RoleCode
from organisations.selectors.deputies import own_manager_roles
from organisations.services.people import find_or_create_person
from organisations.services.roles import end_role, grant_role

APPOINTED = "deputy_appointed"
ENDED = "deputy_ended"
LONGEST = dt.timedelta(days=366)


@transaction.atomic
def appoint_deputy(
    *,
    by: Person,
    organisation: Organisation,
    email: str,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
) -> OrganisationRole:
    """Let somebody see the people of `organisation` in the place of `by`, from a day to a day.

    Whoever has the address becomes known, if they are not, and is told. What comes back is the
    same whether the address was known or not (domain.md §7.2). Raises `RuleViolation`:
    "not_yours" where `by` is not the manager – a deputy cannot appoint deputies – , "oneself",
    "starts_too_early", "too_long", "longer_than_own", and what `grant_role` refuses.
    """
    own = _own_role_over(by, organisation)
    if email.strip().lower() == by.email:
        raise RuleViolation("oneself", _("You can't stand in for yourself."), field="email")
    _check_dates(own, starts_on, ends_on)
    deputy = find_or_create_person(by=by, email=email, name=name)
    role = grant_role(
        by=by,
        person=deputy,
        role=RoleCode.MANAGER,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        on_behalf_of=by,
        tell=False,
    )
    _tell(by, role, APPOINTED)
    return role


@transaction.atomic
def end_deputy(*, by: Person, role: OrganisationRole) -> OrganisationRole:
    """End a deputy of one's own before time, at once. The deputy is told.

    Raises `RuleViolation`: "not_yours" for somebody else's deputy, "not_now" for one that has
    ended.
    """
    if role.on_behalf_of_id != by.pk:
        raise RuleViolation("not_yours", _("This is somebody else's deputy."))
    yesterday = today() - dt.timedelta(days=1)
    if role.ends_on and role.ends_on <= yesterday:
        raise RuleViolation("not_now", _("This deputy has ended already."))
    last_day = max(yesterday, role.starts_on - dt.timedelta(days=1))
    role = end_role(by=by, role=role, ends_on=last_day)
    _tell(by, role, ENDED)
    return role


def _own_role_over(by: Person, organisation: Organisation) -> OrganisationRole:
    """The manager's own role that reaches the organisation; the one that lasts longest."""
    own = [
        role
        for role in own_manager_roles(by)
        if organisation.path.startswith(role.organisation.path)
    ]
    if not own:
        raise RuleViolation(
            "not_yours",
            _("Only the manager appoints deputies."),
            _("A deputy asks the manager to appoint somebody else."),
        )
    return max(own, key=lambda role: role.ends_on or dt.date.max)


def _check_dates(own: OrganisationRole, starts_on: dt.date, ends_on: dt.date) -> None:
    if starts_on < today():
        raise RuleViolation(
            "starts_too_early", _("Choose today or a later day."), field="starts_on"
        )
    if ends_on - starts_on > LONGEST:
        raise RuleViolation(
            "too_long",
            _("A deputy is appointed for at most a year at a time."),
            _("Choose an earlier last day."),
            field="ends_on",
        )
    if own.ends_on and ends_on > own.ends_on:
        raise RuleViolation(
            "longer_than_own",
            _("Your own role ends on %(day)s.") % {"day": date_words(own.ends_on, "date")},
            _("Choose that day or an earlier one."),
            field="ends_on",
        )


def _tell(by: Person, role: OrganisationRole, event: str) -> None:
    enqueue(
        by=by,
        event=event,
        to=role.person,
        context={
            "manager": by.name,
            "organisation": role.organisation.name,
            "starts_on": role.starts_on.isoformat(),
            "ends_on": role.ends_on.isoformat(),
        },
        dedupe_key=f"{event}:{role.pk}",
        cause=role,
    )
