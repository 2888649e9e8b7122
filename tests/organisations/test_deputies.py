"""Deputies: chosen by the manager, from a day to a day, never further than the manager reaches."""

import datetime as dt

import pytest

from common.clock import today
from common.models import AuditEvent
from messaging.models import Message
from organisations.models import Organisation, OrganisationRole, Person
from organisations.roles import Permission, RoleCode
from organisations.selectors.deputies import deputies_of
from organisations.services.deputies import appoint_deputy, end_deputy
from organisations.services.roles import end_role
from tests.factories.organisations import employ, make_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def appoint(by, organisation, **given) -> OrganisationRole:
    given = {
        "email": "dag.dahl@lunda.example",
        "name": "Dag Dahl",
        "starts_on": today(),
        "ends_on": today() + 30 * DAY,
        **given,
    }
    return appoint_deputy(by=by, organisation=organisation, **given)


def sees(person) -> set[Organisation]:
    person = Person.objects.get(pk=person.pk)
    return set(Organisation.objects.reachable_for(person, Permission.SEE_STAFF))


def test_a_deputy_sees_what_was_chosen_and_is_told(cast):
    role = appoint(cast.manager, cast.south)
    assert sees(role.person) == {cast.south}
    assert (role.role, role.on_behalf_of) == (RoleCode.MANAGER, cast.manager)
    [message] = Message.objects.filter(recipient=role.person)
    assert message.event == "deputy_appointed"
    assert AuditEvent.objects.get(action="role.grant").after["on_behalf_of"] == cast.manager.pk


def test_a_deputy_of_later_sees_nothing_yet_and_one_of_before_nothing_more(cast):
    later = appoint(cast.manager, cast.south, starts_on=today() + DAY)
    assert sees(later.person) == set()
    OrganisationRole.objects.filter(pk=later.pk).update(
        starts_on=today() - 2 * DAY, ends_on=today() - DAY
    )
    assert sees(later.person) == set()


def test_a_deputy_cannot_appoint_deputies(cast):
    deputy = appoint(cast.manager, cast.south).person
    with refused("not_yours"):
        appoint(deputy, cast.south, email="nasta@lunda.example")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"email": "MARIT.MALM@lunda.example"}, "oneself"),
        ({"starts_on": today() - DAY}, "starts_too_early"),
        ({"ends_on": today() + 367 * DAY}, "too_long"),
        ({"starts_on": today() + 5 * DAY, "ends_on": today() + DAY}, "ends_before_start"),
    ],
)
def test_what_is_refused(cast, given, code):
    with refused(code):
        appoint(cast.manager, cast.south, **given)


def test_nobody_appoints_for_a_unit_that_is_not_theirs(cast):
    with refused("not_yours"):
        appoint(cast.manager, cast.psychosis)


def test_a_deputy_never_outlasts_the_manager(cast):
    own = OrganisationRole.objects.get(person=cast.manager)
    OrganisationRole.objects.filter(pk=own.pk).update(ends_on=today() + 10 * DAY)
    with refused("longer_than_own"):
        appoint(cast.manager, cast.south)
    role = appoint(cast.manager, cast.south, ends_on=today() + 10 * DAY)
    end_role(by=cast.administrator, role=own, ends_on=today() - DAY)
    role.refresh_from_db()
    assert role.ends_on == today() - DAY
    assert sees(role.person) == set()


def test_the_manager_ends_a_deputy_before_time(cast):
    role = appoint(cast.manager, cast.south)
    end_deputy(by=cast.manager, role=role)
    assert sees(role.person) == set()
    assert Message.objects.filter(recipient=role.person, event="deputy_ended").count() == 1
    role.refresh_from_db()
    with refused("not_now"):
        end_deputy(by=cast.manager, role=role)


def test_somebody_else_s_deputy_is_left_alone(cast):
    role = appoint(cast.manager, cast.south)
    with refused("not_yours"):
        end_deputy(by=cast.nominator, role=role)


@pytest.mark.parametrize("is_known", [True, False])
def test_an_address_tells_nothing_about_who_has_it(cast, is_known):
    """A stranger's name is not told by typing the address; that of one's own people is."""
    if is_known:
        make_person("Hemlige Herman", "dag.dahl@lunda.example")
    role = appoint(cast.manager, cast.south)
    assert [deputy.name for deputy in deputies_of(cast.manager)] == ["dag.dahl@lunda.example"]
    employ(role.person, cast.north)
    assert [deputy.name for deputy in deputies_of(cast.manager)] == [role.person.name]
