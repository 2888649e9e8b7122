"""The manager's view: own organisation and below, status only."""

import datetime as dt

import pytest

from cohorts.enums import Mark, NominationState
from cohorts.models import Attendance, DayPart
from common.clock import now, today
from organisations.models import Person
from organisations.roles import RoleCode
from reports.selectors.staff import Stage, away_weeks, staff_overview
from tests.factories.cohorts import make_cohort, make_enrolment, make_nomination
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast):
    return make_cohort(area=cast.area, first_day=today() - dt.timedelta(days=7))


def test_people_are_shown_by_unit_with_their_stage(cast, cohort):
    make_enrolment(cohort, cast.participant, unit=cast.south)
    make_nomination(cohort, cast.north, name="Nora Nilsson", state=NominationState.COMPLETE)
    make_enrolment(cohort, unit=cast.psychosis)  # another employer's
    overview = staff_overview(cast.manager)
    found = {
        group.unit.name: [(row.name, row.stage) for row in group.rows] for group in overview.units
    }
    assert found == {
        "Boendestöd Söder": [("Alva Ask", Stage.IN_TRAINING)],
        "Boendestöd Norr": [("Nora Nilsson", Stage.NOMINATED)],
    }
    assert overview.counts == {
        Stage.ALL: 2,
        Stage.NOMINATED: 1,
        Stage.IN_TRAINING: 1,
        Stage.TRAINED: 0,
    }


def test_a_manager_of_one_unit_sees_that_unit_only(cast, cohort):
    make_enrolment(cohort, cast.participant, unit=cast.south)
    make_enrolment(cohort, unit=cast.north)
    manager = cast.stranger
    give_role(manager, RoleCode.MANAGER, organisation=cast.north)
    assert [group.unit for group in staff_overview(manager).units] == [cast.north]


def test_days_are_shown_one_by_one(cast, cohort):
    enrolment = make_enrolment(cohort, cast.participant, unit=cast.south)
    marks = {
        (1, "am"): Mark.PRESENT,
        (1, "pm"): Mark.PRESENT,
        (2, "am"): Mark.LATE,
        (2, "pm"): Mark.ABSENT,
    }
    for part in DayPart.objects.filter(day__cohort=cohort, day__plan__number__lte=2):
        Attendance.objects.create(
            enrolment=enrolment,
            part=part,
            mark=marks[part.day.plan.number, part.half],
            marked_by=cast.trainer,
            marked_at=now(),
        )
    [group] = staff_overview(cast.manager).units
    assert list(group.rows[0].marks) == ["done", "part", *["planned"] * 7]


def test_who_is_away_is_told_week_by_week(cast, cohort):
    make_enrolment(cohort, cast.participant, unit=cast.south)
    weeks = away_weeks(cast.manager, since=today(), weeks=2)
    assert [week.number for week in weeks] == [
        (today() + dt.timedelta(weeks=n)).isocalendar().week for n in (0, 1)
    ]
    assert weeks[0].days[0].people == [("Alva Ask", "Boendestöd Söder")]


def test_the_page_tells_status_and_no_reasons(cast, cohort, client):
    make_nomination(
        cohort,
        cast.south,
        name="Nora Nilsson",
        state=NominationState.COMPLETE,
        note="Hemlig anteckning",
    )
    client.force_login(cast.manager)
    page = client.get("/chef/").content.decode()
    assert "Nora Nilsson" in page
    assert "Hemlig anteckning" not in page
    assert client.get("/chef/borta/").status_code == 200


@pytest.mark.parametrize("who", ["nominator", "board", "trainer", "stranger"])
@pytest.mark.parametrize("url", ["/chef/", "/chef/borta/"])
def test_others_find_nothing(cast, client, who, url):
    client.force_login(getattr(cast, who))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", ["/chef/", "/chef/borta/"])
def test_the_number_of_queries_does_not_grow(cast, cohort, client, queries, url):
    client.force_login(Person.objects.get(pk=cast.manager.pk))
    make_enrolment(cohort, unit=cast.south)
    one = queries(url)
    for _ in range(29):
        make_enrolment(cohort, unit=cast.north)
    assert queries(url) == one <= 15
