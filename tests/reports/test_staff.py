"""The manager's view: own organisation and below, status only."""

import datetime as dt

import pytest

from cohorts.enums import Mark, NominationState
from cohorts.models import Attendance, DayPart
from common.clock import now, today
from organisations.models import Person
from organisations.roles import RoleCode
from reports.selectors.staff.away import away_weeks
from reports.selectors.staff.courses import Stage
from reports.selectors.staff.overview import BEHIND, Narrowing, staff_overview
from tests.factories.cohorts import make_cohort, make_enrolment, make_nomination
from tests.factories.organisations import give_role, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast):
    return make_cohort(area=cast.area, first_day=today() - dt.timedelta(days=7))


def overview_of(person, **asked):
    return staff_overview(person, Narrowing(**asked), today=today())


def mark(enrolment, by, marks: dict) -> None:
    """(number of day, half) → mark; None as half marks both."""
    for part in DayPart.objects.filter(day__cohort=enrolment.cohort).select_related("day__plan"):
        number = part.day.plan.number
        if given := marks.get((number, part.half)) or marks.get((number, None)):
            Attendance.objects.create(
                enrolment=enrolment, part=part, mark=given, marked_by=by, marked_at=now()
            )


def test_people_are_shown_by_unit_with_their_stage(cast, cohort):
    make_enrolment(cohort, cast.participant, unit=cast.south)
    make_nomination(cohort, cast.north, name="Nora Nilsson", state=NominationState.COMPLETE)
    make_enrolment(cohort, unit=cast.psychosis)  # another employer's
    overview = overview_of(cast.manager)
    assert [(row.unit.name, row.name, row.stage) for row in overview.rows] == [
        ("Boendestöd Norr", "Nora Nilsson", Stage.NOMINATED),
        ("Boendestöd Söder", "Alva Ask", Stage.IN_TRAINING),
    ]
    assert {stage: number for stage, number in overview.totals.items() if number} == {
        Stage.NOMINATED: 1,
        Stage.IN_TRAINING: 1,
    }


def test_a_manager_of_one_unit_sees_that_unit_only(cast, cohort):
    make_enrolment(cohort, cast.participant, unit=cast.south)
    make_enrolment(cohort, unit=cast.north)
    manager = cast.stranger
    give_role(manager, RoleCode.MANAGER, organisation=cast.north)
    assert [line.unit for line in overview_of(manager).units] == [cast.north]


def test_choosing_a_unit_shows_those_below_too(cast, cohort):
    below = make_unit(cast.south, "Grupp 3")
    make_enrolment(cohort, unit=below)
    make_enrolment(cohort, unit=cast.north)
    shown = overview_of(cast.manager, unit=str(cast.south.pk)).shown
    assert [row.unit for row in shown] == [below]


def test_words_find_people_and_courses(cast, cohort):
    make_enrolment(cohort, cast.participant, unit=cast.south)
    make_enrolment(cohort, unit=cast.south)
    assert [row.name for row in overview_of(cast.manager, words="ALVA").shown] == ["Alva Ask"]
    assert len(overview_of(cast.manager, words=cohort.name.lower()).shown) == 2


@pytest.mark.parametrize(
    ("missed", "words"),
    [
        ([], "I fas"),
        ([1], "Kan inte missa mer"),
        ([1, 2], "Behöver ta igen"),
    ],
)
def test_the_state_says_how_the_days_go(cast, cohort, missed, words):
    enrolment = make_enrolment(cohort, cast.participant, unit=cast.south)
    marks = {(number, None): Mark.PRESENT for number in (1, 2)}
    mark(enrolment, cast.trainer, marks | {(number, None): Mark.ABSENT for number in missed})
    [row] = overview_of(cast.manager).rows
    assert row.state.words == words
    assert (row.level is not None) == bool(missed)
    assert len(overview_of(cast.manager, stage=BEHIND).shown) == bool(missed)


def test_excused_and_away_look_the_same_to_a_manager(cast, cohort):
    """A valid reason is a reason: it is the trainer's to know."""
    for why in (Mark.EXCUSED, Mark.ABSENT):
        mark(make_enrolment(cohort, unit=cast.south), cast.trainer, {(1, None): why})
    excused, away = overview_of(cast.manager).rows
    assert excused.cells[1:] == away.cells[1:]


def test_what_is_left_is_told_without_results(cast, cohort):
    make_enrolment(cohort, cast.participant, unit=cast.south)
    [row] = overview_of(cast.manager).rows
    assert row.left == "7 kursdagar, examinationsdag, hemuppgifter, examination"


def test_who_is_away_is_told_week_by_week(cast, cohort):
    make_enrolment(cohort, cast.participant, unit=cast.south)
    weeks = away_weeks(cast.manager, since=today(), weeks=2).weeks
    assert [week.number for week in weeks] == [
        (today() + dt.timedelta(weeks=n)).isocalendar().week for n in (0, 1)
    ]
    [who] = weeks[0].days[0].people
    assert (who.name, who.unit) == ("Alva Ask", "Boendestöd Söder")


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
@pytest.mark.parametrize("url", ["/chef/", "/chef/borta/", "/chef/kurser/", "/chef/excel/"])
def test_others_find_nothing(cast, client, who, url):
    client.force_login(getattr(cast, who))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", ["/chef/", "/chef/borta/", "/chef/kurser/", "/chef/kurser/{}/"])
def test_the_number_of_queries_does_not_grow(cast, cohort, client, queries, url):
    client.force_login(Person.objects.get(pk=cast.manager.pk))
    make_enrolment(cohort, unit=cast.south)
    one = queries(url.format(cohort.slug))
    for _ in range(29):
        make_enrolment(cohort, unit=cast.north)
    assert queries(url.format(cohort.slug)) == one <= 15
