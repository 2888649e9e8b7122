"""`/idag/`: what is on, what waits, what comes; in a fixed number of queries."""

import datetime as dt

import pytest

from cohorts.enums import Mark
from cohorts.selectors.attending import day_of
from cohorts.selectors.trainers_day import at_risk_for, trainers_day
from cohorts.services.absences import announce_absence
from cohorts.services.attendance import Marking, close_day, mark_attendance
from cohorts.services.objections import object_to_mark
from organisations.roles import RoleCode
from tests.cohorts.attending.days import DATE, at
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db
A_WEEK = dt.timedelta(weeks=1)


def test_today_comes_first_with_how_many_are_expected(cast, client, cohort, day):
    enrolment = make_enrolment(cohort, cast.participant)
    make_enrolment(cohort)
    with at("07:00"):
        announce_absence(
            by=cast.participant, enrolment=enrolment, day=day, halves=["am"], reason="work"
        )
    client.force_login(cast.trainer)
    with at("08:00"):
        page = client.get("/idag/").content.decode()
    assert "Onsdag 2 december" in page
    assert "1 person väntas, 1 har anmält frånvaro." in page
    assert f"/kurser/{cohort.slug}/dagar/1/narvaro/kod/" in page


def test_on_other_days_the_next_one_and_its_notices_are_shown(cast, cohort):
    enrolment = make_enrolment(cohort, cast.participant)
    second = day_of(cohort, 2)
    with at("07:00"):
        announce_absence(
            by=cast.participant, enrolment=enrolment, day=second, halves=["pm"], reason="work"
        )
        today = trainers_day(cast.trainer)
    assert today.is_today
    assert [(one.day.plan.number, one.people, one.announced) for one in today.coming[:2]] == [
        (2, 1, 1),
        (3, 1, 0),
    ]
    with at("07:00", DATE + dt.timedelta(days=1)):
        today = trainers_day(cast.trainer)
        assert (today.is_today, today.first.day) == (False, second)


def test_days_left_open_objections_and_homework_wait(cast, cohort, day):
    enrolment = make_enrolment(cohort, cast.participant)
    with at("16:00"):
        marks = [Marking(enrolment.pk, part.pk, Mark.ABSENT) for part in day.parts.all()]
        mark_attendance(by=cast.trainer, day=day, markings=marks)
        close_day(by=cast.trainer, day=day)
        object_to_mark(
            by=cast.participant, attendance=enrolment.attendance.first(), grounds="Jag var där."
        )
    with at("08:00", DATE + 3 * A_WEEK + dt.timedelta(days=1)):
        today = trainers_day(cast.trainer)
    assert [row.plan.number for row in today.unclosed] == [2, 3, 4]
    assert len(today.objections) == 1
    assert all(piece.waiting == 1 for piece in today.homework)


def test_at_risk_is_counted_as_the_certificate_counts_it(cast, client, cohort):
    enrolment = make_enrolment(cohort, cast.participant)
    make_enrolment(cohort)
    for number in (1, 2, 3):
        day = day_of(cohort, number)
        with at("16:00", day.date):
            marks = [Marking(enrolment.pk, part.pk, Mark.ABSENT) for part in day.parts.all()]
            mark_attendance(by=cast.trainer, day=day, markings=marks)
    with at("17:00", DATE + 2 * A_WEEK):
        client.force_login(cast.trainer)
        [row] = at_risk_for(cast.trainer)
        assert (row.cohort, row.count) == (cohort, 1)
        assert "1 person behöver ta igen något" in client.get("/idag/risk/").content.decode()


def test_a_trainer_without_days_is_told_so(cast, client, cohort):
    with at("08:00", DATE + dt.timedelta(days=400)):
        client.force_login(cast.trainer)
        assert "Inga kursdagar är planerade" in client.get("/idag/").content.decode()


def test_trainers_begin_here_and_others_find_nothing(cast, client, cohort):
    client.force_login(cast.trainer)
    with at("08:00"):
        assert client.get("/min-sida/").url == "/idag/"
        client.force_login(cast.board)
        assert client.get("/idag/").status_code == 404
        assert client.get("/idag/risk/").status_code == 404


def test_queries_do_not_grow_with_cohorts_and_people(cast, client, cohort, queries):
    client.force_login(cast.trainer)
    make_enrolment(cohort)
    with at("08:00"):
        one, risk = queries("/idag/"), queries("/idag/risk/")
        for _ in range(4):
            another = make_cohort(area=cast.area, first_day=DATE - A_WEEK)
            give_role(cast.trainer, RoleCode.TRAINER, cohort=another)
            for _person in range(8):
                make_enrolment(another)
        assert queries("/idag/") <= 13
        assert queries("/idag/") - one <= 2  # homework of days that have been
        assert queries("/idag/risk/") <= 15
        assert queries("/idag/risk/") - risk <= 1
