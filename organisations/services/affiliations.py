"""Where people work or belong."""

from django.db import transaction

from common import audit
from common.clock import today
from organisations.enums import AffiliationKind, OrganisationKind
from organisations.models import Affiliation, Organisation, Person, Profession

KINDS = {
    OrganisationKind.PROVIDER: AffiliationKind.COMMISSIONED,
    OrganisationKind.USER_ORGANISATION: AffiliationKind.MEMBER,
}


@transaction.atomic
def note_affiliation(
    *,
    by: Person | None,
    person: Person,
    unit: Organisation,
    profession: Profession | None,
    system: str = "",
) -> Affiliation:
    """Note that somebody works in, or belongs to, a unit from today, unless that is known.

    Other affiliations stay as they are: people have two employers. `by` is None for what people
    do without an account; `system` then says what. One query, four for something new.
    """
    known = Affiliation.objects.current().filter(person=person, unit=unit).first()
    if known:
        return known
    affiliation = Affiliation.objects.create(
        person=person,
        unit=unit,
        kind=KINDS.get(unit.get_root().kind, AffiliationKind.EMPLOYED),
        profession=profession,
        starts_on=today(),
    )
    audit.record(
        by=by,
        system=system,
        action="affiliation.create",
        on=affiliation,
        after={"person": person.pk, "unit": unit.pk, "kind": affiliation.kind},
    )
    return affiliation
