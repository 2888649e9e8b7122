"""The first administrator, who makes all the others."""

from django.db import transaction
from django.utils.translation import gettext as _

from common import audit
from common.errors import RuleViolation
from organisations.models import OrganisationRole, Person
from organisations.roles import RoleCode
from organisations.selectors.administrators import has_administrator
from organisations.services.wagtail_access import sync_wagtail_access


@transaction.atomic
def make_first_administrator(*, name: str, email: str, password: str) -> Person:
    """Make the person who administers, in an installation where nobody does yet.

    Whoever asks has shown the one-time code of the start. Raises `RuleViolation("administered")`
    when somebody came first.
    """
    if has_administrator():
        raise RuleViolation(
            "administered",
            _("Somebody administers already."),
            _("Ask that person for a role, or log in."),
        )
    person = Person.objects.with_email(email).first() or Person(email=email.strip().lower())
    person.name, person.is_active = name, True
    person.set_password(password)
    person.save()
    role = OrganisationRole.objects.create(person=person, role=RoleCode.ADMINISTRATOR)
    audit.record(
        by=person,
        system="first-start",
        action="role.grant",
        on=role,
        after={"role": role.role, "person": person.pk},
    )
    sync_wagtail_access([person.pk])
    return person


def require_an_administrator() -> None:
    """Refuse a change after which nobody would administer: `RuleViolation("last_administrator")`.

    Called at the end of a change, inside its transaction. One query.
    """
    if not has_administrator():
        raise RuleViolation(
            "last_administrator",
            _("Nobody would administer the platform any more."),
            _("Make somebody else administrator first."),
        )
