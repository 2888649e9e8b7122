"""Giving and ending roles, and what follows from it in Wagtail."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group

from areas.models import AreaRole
from cohorts.models import CohortRole
from common.clock import today
from common.models import AuditEvent
from messaging.services.relay import drain
from organisations.models import OrganisationRole, Person
from organisations.roles import Permission, RoleCode
from organisations.selectors.roles import role_tables, roles_of
from organisations.services.people import change_person
from organisations.services.roles import end_role, grant_role
from organisations.services.wagtail_access import GROUPS, lay_out_groups, sync_wagtail_access
from tests.factories.cohorts import make_cohort
from tests.refusals import refused

pytestmark = pytest.mark.django_db
YESTERDAY = dt.timedelta(days=-1)


def groups_of(person: Person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def test_a_role_is_given_with_who_gave_it_and_why(cast):
    role = grant_role(
        by=cast.administrator,
        person=cast.stranger,
        role=RoleCode.NOMINATOR,
        organisation=cast.south,
        reason="Ny enhetschef.",
    )
    assert role.granted_by == cast.administrator
    assert cast.stranger.may(Permission.NOMINATE, on=cast.south)
    event = AuditEvent.objects.get(action="role.grant", subject_id=str(role.pk))
    assert (event.actor, event.reason) == (cast.administrator, "Ny enhetschef.")
    assert event.after["organisation"] == cast.south.pk


def test_whoever_gets_a_role_is_told_what_it_is_for_and_how_to_log_in(cast, mailoutbox):
    give = {"role": RoleCode.NOMINATOR, "organisation": cast.south}
    grant_role(by=cast.administrator, person=cast.stranger, **give)
    drain()
    [mail] = mailoutbox
    assert mail.subject == "Du har fått en ny roll: Nominerande chef, Boendestöd Söder"
    assert "http://localhost:8000/logga-in/" in mail.body


def test_the_tables_of_all_rooms_take_roles(cast):
    cohort = make_cohort(area=cast.area)
    give = {"by": cast.administrator, "person": cast.stranger}
    grant_role(**give, model=AreaRole, role=RoleCode.BOARD_MEMBER, area=cast.area)
    grant_role(**give, model=CohortRole, role=RoleCode.TRAINER, cohort=cohort)
    assert {type(role) for role in roles_of(cast.stranger)} == {AreaRole, CohortRole}
    assert {role.scope_label for role in roles_of(cast.stranger)} == {"Västra Lunda", cohort.name}
    assert role_tables()[0] is OrganisationRole


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (RoleCode.NOMINATOR, {}),
        (RoleCode.ADMINISTRATOR, {"organisation": "lunda"}),
        (RoleCode.TRAINER, {"organisation": "lunda"}),
    ],
)
def test_a_role_is_refused_where_it_can_not_be_given(cast, role, where):
    scope = {name: getattr(cast, value) for name, value in where.items()}
    with refused("not_for_scope") as refusal:
        grant_role(by=cast.administrator, person=cast.stranger, role=role, **scope)
    assert refusal.value.field == "role"


def test_the_same_role_is_not_given_twice_at_the_same_time(cast):
    give = {"by": cast.administrator, "person": cast.nominator, "role": RoleCode.NOMINATOR}
    with refused("already_held"):
        grant_role(**give, organisation=cast.south)
    grant_role(**give, organisation=cast.north)


def test_a_role_ends_at_once_when_its_last_day_has_passed(cast):
    role = OrganisationRole.objects.get(person=cast.nominator)
    end_role(by=cast.administrator, role=role, ends_on=today() + YESTERDAY, reason="Slutat.")
    assert not Person.objects.get(pk=cast.nominator.pk).may(Permission.NOMINATE)


def test_a_role_can_not_end_before_it_begins(cast):
    role = OrganisationRole.objects.get(person=cast.nominator)
    with refused("ends_before_start"):
        end_role(by=cast.administrator, role=role, ends_on=today() - dt.timedelta(days=2))


def test_the_last_administrator_can_neither_leave_nor_be_shut_out(cast):
    role = OrganisationRole.objects.get(person=cast.administrator)
    with refused("last_administrator"):
        end_role(by=cast.administrator, role=role, ends_on=today() + YESTERDAY)
    with refused("last_administrator"):
        change_person(
            by=cast.administrator,
            person=cast.administrator,
            email=cast.administrator.email,
            name=cast.administrator.name,
            is_active=False,
        )
    grant_role(by=cast.administrator, person=cast.stranger, role=RoleCode.ADMINISTRATOR)
    end_role(by=cast.stranger, role=role, ends_on=today() + YESTERDAY)


def test_trainers_office_and_administrators_reach_the_admin_and_nobody_else(cast):
    cohort = make_cohort(area=cast.area)
    give = {"by": cast.administrator}
    grant_role(**give, model=CohortRole, person=cast.trainer, role=RoleCode.TRAINER, cohort=cohort)
    grant_role(
        **give, model=CohortRole, person=cast.examiner, role=RoleCode.EXAMINER, cohort=cohort
    )
    sync_wagtail_access()
    assert groups_of(cast.trainer) == {"Utbildare"}
    assert groups_of(cast.office) == {"Nationella kansliet"}
    assert groups_of(cast.administrator) == {"Administratörer"}
    entering = Person.objects.filter(groups__permissions__codename="access_admin").distinct()
    assert set(entering) == {cast.trainer, cast.office, cast.administrator}


def test_access_follows_the_dates_of_the_role(cast):
    cohort = make_cohort(area=cast.area)
    role = grant_role(
        by=cast.administrator,
        model=CohortRole,
        person=cast.trainer,
        role=RoleCode.TRAINER,
        cohort=cohort,
        starts_on=today() + dt.timedelta(days=3),
        ends_on=today() + dt.timedelta(days=9),
    )
    assert not groups_of(cast.trainer)
    with time_machine.travel(dt.datetime.combine(role.starts_on, dt.time(1)), tick=False):
        sync_wagtail_access()
        assert groups_of(cast.trainer) == {"Utbildare"}
    with time_machine.travel(dt.datetime.combine(role.ends_on, dt.time(23)), tick=False):
        sync_wagtail_access()
    with time_machine.travel(
        dt.datetime.combine(role.ends_on + dt.timedelta(days=1), dt.time(3)), tick=False
    ):
        sync_wagtail_access()
        assert not groups_of(cast.trainer)


def test_groups_are_laid_out_the_same_however_often(cast, django_assert_max_num_queries):
    before = lay_out_groups()
    Group.objects.create(name="Handgjord")
    assert lay_out_groups() == before
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS.values())
    with django_assert_max_num_queries(9):
        sync_wagtail_access()
    assert sync_wagtail_access() == 0
