"""People the platform gets to know."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from common import audit
from common.errors import RuleViolation
from organisations.models import Person
from organisations.models.person import draw_calendar_key
from organisations.services.administrators import require_an_administrator
from organisations.services.wagtail_access import sync_wagtail_access


@transaction.atomic
def find_or_create_person(*, by: Person | None, email: str, name: str, system: str = "") -> Person:
    """The person with that address, known from now on if not before (domain.md §7.2).

    An address that is known keeps its name: what somebody else types about a person changes
    nothing. `by` is None for what people do without an account; `system` then says what. Two
    that ask at once get the same person. One query, five for somebody new.
    """
    person, created = Person.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"name": name.strip(), "password": make_password(None)},
    )
    if created:
        audit.record(
            by=by, system=system, action="person.create", on=person, after={"email": person.email}
        )
    return person


@transaction.atomic
def create_person(*, by: Person, email: str, name: str) -> Person:
    """Somebody new, entered by hand. Raises `RuleViolation("known_email")`, which tells that the
    address exists: only for those who see everybody anyway."""
    _require_unknown(email)
    return find_or_create_person(by=by, email=email, name=name)


@transaction.atomic
def change_person(
    *, by: Person, person: Person, email: str, name: str, is_active: bool, reason: str = ""
) -> Person:
    """Correct a name or an address, or close the way in.

    The address is what somebody logs in with, so an earlier one stops working at once, and so do
    open sessions of somebody who may no longer log in (Django asks at every page). Raises
    `RuleViolation("known_email")` or `("last_administrator")`.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = {"email": person.email, "name": person.name, "is_active": person.is_active}
    after = {"email": email.strip().lower(), "name": name.strip(), "is_active": is_active}
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return person
    if "email" in changed:
        _require_unknown(email)
        EmailAddress.objects.filter(user=person).delete()
    for field in changed:
        setattr(person, field, after[field])
    person.save(update_fields=changed)
    if "is_active" in changed:
        require_an_administrator()
        sync_wagtail_access([person.pk])
    audit.record(
        by=by,
        action="person.change",
        on=person,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        reason=reason,
    )
    return person


def _require_unknown(email: str) -> None:
    if Person.objects.with_email(email).exists():
        raise RuleViolation(
            "known_email",
            _("Somebody with this address is already here."),
            _("Search for the address in the list of people."),
            field="email",
        )


@transaction.atomic
def renew_calendar_key(*, by: Person, person: Person) -> Person:
    """Give somebody's calendar feed a new secret address; the old one stops working at once.

    The log keeps that it was done, not the keys. Two queries.
    """
    person.calendar_key = draw_calendar_key()
    person.save(update_fields=["calendar_key"])
    audit.record(by=by, action="person.renew_calendar_key", on=person)
    return person
