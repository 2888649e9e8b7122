"""Who may what: roles with scope and dates, asked in one place."""

import datetime as dt

import pytest

from cohorts.models import Cohort
from common.clock import today
from organisations.models import Organisation, OrganisationRole, Person
from organisations.roles import Permission, RoleCode, Scope
from tests.factories.cohorts import make_cohort
from tests.factories.organisations import give_role, make_unit

pytestmark = pytest.mark.django_db


def again(person: Person) -> Person:
    """The same person in the next request, with nothing cached."""
    return Person.objects.get(pk=person.pk)


def test_a_role_in_a_unit_reaches_the_units_below_and_not_the_sister(cast):
    deeper = make_unit(cast.south, "Team Eken")
    assert cast.nominator.may(Permission.NOMINATE, on=cast.south)
    assert cast.nominator.may(Permission.NOMINATE, on=deeper)
    assert not cast.nominator.may(Permission.NOMINATE, on=cast.north)
    assert not cast.nominator.may(Permission.NOMINATE, on=cast.lunda)


def test_a_board_member_reaches_the_cohorts_of_the_own_area_only(cast):
    own, other = make_cohort(area=cast.area), make_cohort(area=cast.other_area)
    assert cast.board.may(Permission.SELECT, on=own)
    assert not cast.board.may(Permission.SELECT, on=other)
    assert list(Cohort.objects.reachable_for(cast.board, Permission.SELECT)) == [own]


def test_the_national_office_reaches_everything_that_it_may_do(cast):
    cohort = make_cohort(area=cast.area)
    assert cast.office.may(Permission.PLAN_COHORT, on=cohort)
    assert not cast.office.may(Permission.SELECT, on=cohort)


def test_an_employer_sees_the_cohorts_of_its_area_and_national_ones(cast):
    own, national = make_cohort(area=cast.area), make_cohort(area=None)
    make_cohort(area=cast.other_area)
    assert set(Cohort.objects.visible_to(cast.nominator)) == {own, national}


def test_a_stranger_sees_nothing(cast):
    make_cohort(area=cast.area)
    assert not Cohort.objects.visible_to(cast.stranger).exists()
    assert not Organisation.objects.visible_to(cast.stranger).exists()


@pytest.mark.parametrize(
    ("starts", "ends", "holds"), [(-5, None, True), (1, None, False), (-5, -1, False), (0, 0, True)]
)
def test_a_role_holds_from_its_first_to_its_last_day(cast, starts, ends, holds):
    give_role(cast.stranger, RoleCode.NOMINATOR, organisation=cast.south)
    OrganisationRole.objects.filter(person=cast.stranger).update(
        starts_on=today() + dt.timedelta(days=starts),
        ends_on=None if ends is None else today() + dt.timedelta(days=ends),
    )
    assert again(cast.stranger).may(Permission.NOMINATE, on=cast.south) is holds


def test_all_roles_are_read_in_one_query(cast, django_assert_num_queries):
    give_role(cast.board, RoleCode.NOMINATOR, organisation=cast.south)
    person = again(cast.board)
    with django_assert_num_queries(1):
        assert len(person.grants) == 2
        assert person.may(Permission.SELECT)


def test_somebody_who_may_not_log_in_may_nothing(cast):
    Person.objects.filter(pk=cast.office.pk).update(is_active=False)
    assert not again(cast.office).may(Permission.PLAN_COHORT)


def test_a_misspelt_permission_is_an_error_and_not_a_no(cast):
    with pytest.raises(TypeError):
        cast.board.may("selection.deside")


def test_a_reach_sorts_the_grants_of_one_permission_by_scope(cast):
    reach = cast.board.reach(Permission.SELECT, Scope.AREA, Scope.COHORT)
    assert (reach.is_everywhere, reach.paths) == (False, ())
    assert reach.keys == {"area": [cast.area.pk], "cohort": []}
    reach = cast.nominator.reach(Permission.NOMINATE)
    assert (reach.keys, reach.paths) == ({}, (cast.south.path,))
    assert cast.office.reach(Permission.PLAN_COHORT).is_everywhere
    assert not cast.stranger.reach(Permission.SELECT).is_everywhere
