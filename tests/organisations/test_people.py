"""People and the tree: found or made, who is responsible, and who sees which rows."""

import pytest
from allauth.account.models import EmailAddress

from areas.models import Area
from common.models import AuditEvent
from organisations.enums import Principal
from organisations.models import Affiliation, Organisation, OrganisationRole, Person
from organisations.selectors.principals import principals_of
from organisations.services.people import change_person, find_or_create_person
from tests.factories.organisations import employ, make_unit
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_known_address_keeps_its_name_however_it_is_written(cast):
    found = find_or_create_person(
        by=cast.nominator_region, email=" Nadja.Nord@LUNDA.example", name="Någon Annan"
    )
    assert (found, found.name) == (cast.nominator, "Nadja Nord")
    assert not AuditEvent.objects.exists()


def test_somebody_new_can_log_in_by_code_only_and_the_log_says_who_made_them_known(cast):
    person = find_or_create_person(by=cast.board, email="Ny@lunda.example", name=" Ny Nyman ")
    assert (person.email, person.name) == ("ny@lunda.example", "Ny Nyman")
    assert not person.has_usable_password()
    assert AuditEvent.objects.get(action="person.create").actor == cast.board


def test_a_changed_address_leaves_no_way_in_by_the_old_one(cast):
    EmailAddress.objects.create(user=cast.nominator, email=cast.nominator.email, verified=True)
    who = {"person": cast.nominator, "name": "Nadja Nord", "is_active": True}
    change_person(by=cast.administrator, email="nadja@lunda.example", **who)
    assert not EmailAddress.objects.exists()
    with refused("known_email"):
        change_person(by=cast.administrator, email=cast.manager.email, **who)


def test_the_nearest_organisation_that_says_so_is_responsible(cast, django_assert_num_queries):
    deep = make_unit(make_unit(cast.psychosis, "Teamet"), "Gruppen")
    own = make_unit(cast.lunda, "Regionens hus i kommunen")
    Organisation.objects.filter(pk=own.pk).update(principal=Principal.REGION)
    nobody = Organisation.add_root(name="Fristående", kind="provider")
    units = [cast.lunda, cast.south, deep, own, nobody]
    with django_assert_num_queries(1):
        found = principals_of(units)
    assert [found[unit.pk] for unit in units] == [
        Principal.MUNICIPALITY,
        Principal.MUNICIPALITY,
        Principal.REGION,
        Principal.REGION,
        Principal.OTHER,
    ]


EVERYTHING = "everything"


@pytest.mark.parametrize(
    ("who", "people", "affiliations", "organisations", "roles", "areas"),
    [
        ("administrator", EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING),
        ("office", 1, 0, EVERYTHING, 1, EVERYTHING),
        ("manager", 1, 2, 3, 1, 1),  # the employer: both units' people
        ("nominator", 1, 1, 1, 1, 1),  # the own row, the own unit
        ("nominator_outsider", 1, 0, 1, 1, 1),
        ("board", 1, 0, 0, 0, 1),
        ("stranger", 1, 0, 0, 0, 0),
    ],
)
def test_everybody_sees_what_their_roles_reach_and_no_more(
    cast, who, people, affiliations, organisations, roles, areas
):
    employ(cast.nominator, cast.south)
    employ(cast.nominator_colleague, cast.north)
    person = getattr(cast, who)
    expected = {
        Person: people,
        Affiliation: affiliations,
        Organisation: organisations,
        OrganisationRole: roles,
        Area: areas,
    }
    for model, count in expected.items():
        everything = model.objects.count()
        seen = model.objects.visible_to(person).count()
        assert seen == (everything if count == EVERYTHING else count), model.__name__
