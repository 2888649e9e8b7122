"""Only the affiliation, only its dates: who changes employer mid-course (idea G)."""

import datetime as dt

import pytest
import time_machine

from cohorts.enums import Mark
from cohorts.models import Attendance, Certificate, DayPart
from common.clock import now, today
from organisations.models import Affiliation
from organisations.roles import RoleCode
from organisations.services.affiliations import end_affiliation, undo_end
from reports.selectors.days import Shape
from reports.selectors.staff.away import away_weeks
from reports.selectors.staff.courses import Stage
from reports.selectors.staff.overview import Narrowing, staff_overview
from reports.selectors.staff.own import own_cohort
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import employ, give_role, make_person

pytestmark = pytest.mark.django_db
BEGUN = dt.date(2027, 3, 1)  # a Monday; a course day every week
T, C, X = Shape.THERE, Shape.COMING, Shape.NOT_SEEN
N = Shape.NEXT


@pytest.fixture
def clock():
    with time_machine.travel("2027-03-23 12:00 +01:00", tick=False) as clock:
        yield clock


@pytest.fixture
def course(clock, cast):
    """Alva of Boendestöd Söder, in a course of nine days that began four weeks ago."""
    cohort = make_cohort(area=cast.area, first_day=BEGUN)
    enrolled_at = dt.datetime(2027, 1, 15, 12, tzinfo=dt.UTC)
    enrolment = make_enrolment(cohort, cast.participant, unit=cast.south, enrolled_at=enrolled_at)
    for part in DayPart.objects.filter(day__cohort=cohort, day__date__lt=today()):
        Attendance.objects.create(
            enrolment=enrolment,
            part=part,
            mark=Mark.PRESENT,
            marked_by=cast.trainer,
            marked_at=now(),
        )
    return enrolment


@pytest.fixture
def region_manager(cast):
    manager = make_person("Ragna Region")
    give_role(manager, RoleCode.MANAGER, organisation=cast.region)
    return manager


def moves(cast, course, *, last_day: dt.date, to=None) -> None:
    """The person leaves Söder, and begins in `to` the day after."""
    old = Affiliation.objects.get(person=course.person, unit=cast.south)
    end_affiliation(by=cast.manager, affiliation=old, last_day=last_day)
    if to:
        new = employ(course.person, to)
        Affiliation.objects.filter(pk=new.pk).update(starts_on=last_day + dt.timedelta(days=1))


def seen_by(person, course) -> list:
    own = own_cohort(person, course.cohort.slug, today=today())
    return list(own.lines[0].days.shapes) if own else []


def rows_of(person):
    return staff_overview(person, Narrowing(), today=today()).rows


def test_before_anybody_moves_the_one_who_sent_them_sees_all(cast, course, region_manager):
    assert seen_by(cast.manager, course) == [T, T, T, T, N, C, C, C, C]
    assert seen_by(region_manager, course) == []


def test_the_old_manager_sees_up_to_the_date_and_the_new_one_from_it(cast, course, region_manager):
    moves(cast, course, last_day=dt.date(2027, 3, 10), to=cast.psychosis)
    assert seen_by(cast.manager, course) == [T, T, X, X, X, X, X, X, X]
    assert seen_by(region_manager, course) == [X, X, T, T, N, C, C, C, C]
    [old], [new] = rows_of(cast.manager), rows_of(region_manager)
    assert (old.stage, old.days) == (Stage.GONE, "2 av 2, 2 planerade")
    assert (old.state.words, old.left) == ("Slutade under kursen, 10 mars", "")
    assert (new.stage, new.days) == (Stage.IN_TRAINING, "2 av 2, 6 planerade")
    assert new.state.words == "I fas"


def test_a_last_day_to_come_changes_nothing_before_it(cast, course, region_manager, clock):
    moves(cast, course, last_day=dt.date(2027, 3, 31), to=cast.psychosis)
    assert seen_by(region_manager, course) == []
    assert seen_by(cast.manager, course) == [T, T, T, T, N, X, X, X, X]
    away = away_weeks(cast.manager, since=today(), weeks=8).weeks
    dates = [day.date for week in away for day in week.days]
    assert dates == [dt.date(2027, 3, 22), dt.date(2027, 3, 29)]
    clock.move_to("2027-04-01 12:00 +02:00")
    away = away_weeks(region_manager, since=today(), weeks=8).weeks
    assert [day.date for week in away for day in week.days] == [
        dt.date(2027, 4, 5) + dt.timedelta(weeks=n) for n in range(4)
    ]


def test_who_moves_within_the_employer_is_seen_by_the_employer_all_along(cast, course):
    """And by each unit in its time."""
    south, north = make_person(), make_person()
    give_role(south, RoleCode.MANAGER, organisation=cast.south)
    give_role(north, RoleCode.MANAGER, organisation=cast.north)
    old = Affiliation.objects.get(person=course.person, unit=cast.south)
    end_affiliation(
        by=cast.manager, affiliation=old, last_day=dt.date(2027, 3, 10), moves_to=cast.north
    )
    assert seen_by(cast.manager, course) == [T, T, T, T, N, C, C, C, C]
    assert seen_by(south, course) == [T, T, X, X, X, X, X, X, X]
    assert seen_by(north, course) == [X, X, T, T, N, C, C, C, C]
    [row] = rows_of(cast.manager)
    assert (row.unit, row.stage) == (cast.north, Stage.IN_TRAINING)
    undo_end(by=cast.manager, affiliation=old)
    assert seen_by(north, course) == []
    assert seen_by(south, course) == [T, T, T, T, N, C, C, C, C]


def test_a_second_employer_does_not_see_what_the_first_sent_somebody_to(
    cast, course, region_manager
):
    employ(course.person, cast.psychosis)
    assert seen_by(region_manager, course) == []
    assert rows_of(region_manager) == []


def certify(course, day: dt.date, by) -> None:
    Certificate.objects.create(
        enrolment=course,
        serial=f"2027-{course.pk:06}",
        content={},
        pdf=b"%PDF-",
        issued_at=dt.datetime.combine(day, dt.time(12), dt.UTC),
        issued_by=by,
    )


@pytest.mark.parametrize(
    ("left_on", "stage_before", "stage_after"),
    [
        (None, Stage.TRAINED, None),
        (dt.date(2027, 6, 30), Stage.GONE, None),  # after the certificate: it went with them
        (dt.date(2027, 4, 15), Stage.GONE, Stage.TRAINED),  # during the course
    ],
)
def test_trained_and_still_here_or_gone(
    cast, course, region_manager, clock, left_on, stage_before, stage_after
):
    certify(course, dt.date(2027, 5, 10), cast.examiner)
    clock.move_to("2027-09-01 12:00 +02:00")
    if left_on:
        moves(cast, course, last_day=left_on, to=cast.psychosis)
    [row] = rows_of(cast.manager)
    assert row.stage == stage_before
    assert [row.stage for row in rows_of(region_manager)] == ([stage_after] if stage_after else [])
    overview = staff_overview(cast.manager, Narrowing(), today=today())
    assert overview.gone_after == int(left_on == dt.date(2027, 6, 30))
    assert overview.trained == int(left_on is None)


def test_a_manager_who_has_left_the_person_s_page_says_nothing_new(cast, course, client):
    """The page of somebody who has left shows the course as it was on the last day."""
    moves(cast, course, last_day=dt.date(2027, 3, 10))
    old = Affiliation.objects.get(person=course.person, unit=cast.south)
    client.force_login(cast.manager)
    page = client.get(f"/chef/medarbetare/{old.pk}/").content.decode()
    assert "2 av 2, 2 planerade" in page
    assert "4 av 4" not in page
