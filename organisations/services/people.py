"""People the platform gets to know."""

from django.db import transaction

from common import audit
from organisations.models import Person
from organisations.models.person import draw_calendar_key


@transaction.atomic
def find_or_create_person(*, by: Person | None, email: str, name: str, system: str = "") -> Person:
    """The person with that address, known from now on if not before (domain.md §7.2).

    An address that is known keeps its name: what somebody else types about a person changes
    nothing. `by` is None for what people do without an account; `system` then says what. One
    query, three for somebody new.
    """
    if person := Person.objects.with_email(email).first():
        return person
    person = Person(email=email.strip().lower(), name=name.strip())
    person.set_unusable_password()
    person.save(force_insert=True)
    audit.record(
        by=by, system=system, action="person.create", on=person, after={"email": person.email}
    )
    return person


@transaction.atomic
def renew_calendar_key(*, by: Person, person: Person) -> Person:
    """Give somebody's calendar feed a new secret address; the old one stops working at once.

    The log keeps that it was done, not the keys. Two queries.
    """
    person.calendar_key = draw_calendar_key()
    person.save(update_fields=["calendar_key"])
    audit.record(by=by, action="person.renew_calendar_key", on=person)
    return person
