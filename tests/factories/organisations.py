"""People, employers and roles."""

import itertools

from areas.models import Area, AreaRole
from cohorts.models import CohortRole
from courses.models import ProgrammeRole
from organisations.enums import OrganisationKind, Principal
from organisations.models import (
    Affiliation,
    County,
    Municipality,
    Organisation,
    OrganisationRole,
    Person,
    Profession,
)

_numbers = itertools.count(1)


def make_person(name: str = "", email: str = "", **fields) -> Person:
    """Somebody, with an address made from the name unless given."""
    number = next(_numbers)
    name = name or f"Person Nummer{number}"
    local = name.lower().translate(str.maketrans("åäöé ", "aaoe."))
    return Person.objects.create(
        name=name, email=email or f"{local}{number}@exempel.example", **fields
    )


def make_profession(name: str = "Boendestödjare", **fields) -> Profession:
    code = name.lower().translate(str.maketrans("åäö ", "aao-"))
    return Profession.objects.get_or_create(name=name, defaults={"code": code, **fields})[0]


def make_municipality(name: str = "Helsingborg", code: str = "1283") -> Municipality:
    county = County.objects.get_or_create(
        code="12",
        defaults={"name": "Skåne län", "short_name": "Skåne", "region_name": "Region Skåne"},
    )[0]
    return Municipality.objects.get_or_create(code=code, defaults={"name": name, "county": county})[
        0
    ]


def make_employer(name: str = "Lunda kommun", *, principal: str = Principal.MUNICIPALITY, **fields):
    """An employer at the root of the tree."""
    kind = (
        OrganisationKind.REGION if principal == Principal.REGION else OrganisationKind.MUNICIPALITY
    )
    return Organisation.add_root(
        name=name, kind=fields.pop("kind", kind), principal=principal, **fields
    )


def make_unit(employer: Organisation, name: str = "Boendestöd Söder") -> Organisation:
    """A unit below an employer or another unit; the parent is read afresh (treebeard counts)."""
    parent = Organisation.objects.get(pk=employer.pk)
    return parent.add_child(name=name, kind=OrganisationKind.UNIT)


def make_area(name: str = "Nordvästra Skåne", members=()) -> Area:
    area = Area.objects.create(
        name=name, slug=name.lower().translate(str.maketrans("åäö ", "aao-"))
    )
    area.members.add(*members)
    return area


def employ(person: Person, unit: Organisation, profession: Profession | None = None) -> Affiliation:
    return Affiliation.objects.create(person=person, unit=unit, profession=profession)


def give_role(
    person: Person, role: str, *, organisation=None, area=None, programme=None, cohort=None
):
    """A role for what is named; for nothing named, everywhere. Forgets what was cached."""
    if area:
        row = AreaRole.objects.create(person=person, role=role, area=area)
    elif programme:
        row = ProgrammeRole.objects.create(person=person, role=role, programme=programme)
    elif cohort:
        row = CohortRole.objects.create(person=person, role=role, cohort=cohort)
    else:
        row = OrganisationRole.objects.create(person=person, role=role, organisation=organisation)
    person.__dict__.pop("grants", None)
    return row
