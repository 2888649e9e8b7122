"""One's own page."""

import datetime as dt

import pytest

from cohorts.enums import InterruptionCause, Mark, NominationState
from cohorts.models import Attendance, DayPart
from cohorts.services.following.coming_back import interrupt, resume
from common.clock import now, today
from organisations.roles import RoleCode
from supervision.enums import ExaminationOutcome
from supervision.services.bookings import book
from tests.factories.cohorts import make_cohort, make_enrolment, make_nomination
from tests.factories.examinations import examination_day, make_attempt, make_final
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


def page_of(client, person):
    client.force_login(person)
    response = client.get("/min-sida/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_next_day_and_what_is_left(cast, client):
    cohort = make_cohort(area=cast.area, first_day=today() - dt.timedelta(days=7))
    enrolment = make_enrolment(cohort, cast.participant, unit=cast.south)
    Attendance.objects.bulk_create(
        Attendance(
            enrolment=enrolment,
            part=part,
            mark=Mark.PRESENT,
            marked_by=cast.trainer,
            marked_at=now(),
        )
        for part in DayPart.objects.filter(day__cohort=cohort, day__plan__number=1)
    )
    page = page_of(client, cast.participant)
    assert "Kursdag i dag" in page
    assert "Dag 2" in page
    assert "1 av 7" in page
    assert "Du kan missa en dag till." in page


def test_somebody_without_a_course_is_told_how_to_come_to_one(cast, client):
    assert "Du går ingen kurs ännu" in page_of(client, cast.stranger)


def test_a_nomination_shows_but_not_what_the_board_drafts(cast, client):
    cohort = make_cohort(area=cast.area)
    nomination = make_nomination(cohort, cast.south, state=NominationState.COMPLETE)
    assert "Du är nominerad till" in page_of(client, nomination.person)


def test_a_role_without_a_course_goes_to_its_work(cast, client):
    client.force_login(cast.board)
    assert client.get("/min-sida/").url == "/omrade/"


def test_a_trainer_who_takes_a_course_sees_it(cast, client):
    cohort = make_cohort(area=cast.area)
    give_role(cast.trainer, RoleCode.TRAINER, cohort=make_cohort(area=cast.area))
    make_enrolment(cohort, cast.trainer)
    assert "Kvar till intyget" in page_of(client, cast.trainer)


def test_the_number_of_queries_does_not_grow_with_courses(cast, client, queries):
    client.force_login(cast.participant)
    make_enrolment(make_cohort(area=cast.area), cast.participant)
    one = queries("/min-sida/")
    for _ in range(4):
        make_enrolment(make_cohort(area=cast.area), cast.participant)
    assert queries("/min-sida/") == one <= 10


def test_only_the_first_of_several_courses_has_the_dark_block(cast, client):
    for _ in range(3):
        make_enrolment(make_cohort(area=cast.area), cast.participant)
    page = page_of(client, cast.participant)
    assert page.count('class="next ') == 1
    assert page.count("börjar om") == 3


def test_what_was_done_in_an_earlier_cohort_is_said_of_the_next_day(cast, client):
    cohort = make_cohort(area=cast.area, first_day=today() - dt.timedelta(days=7))
    later = make_cohort(cohort.version, cast.area, first_day=today() + dt.timedelta(days=30))
    enrolment = make_enrolment(cohort, cast.participant, unit=cast.south)
    for part in DayPart.objects.filter(day__cohort=cohort, day__plan__number=1):
        Attendance.objects.create(
            enrolment=enrolment,
            part=part,
            mark=Mark.PRESENT,
            marked_by=cast.trainer,
            marked_at=now(),
        )
    interrupt(by=cast.board, enrolment=enrolment, on=today(), cause=InterruptionCause.WORK)
    page = page_of(client, cast.participant)
    assert "Väntar tills du är tillbaka" in page
    assert "Klar senast" not in page
    resume(by=cast.board, enrolment=enrolment, cohort=later)
    page = page_of(client, cast.participant)
    assert "räknas redan" in page
    assert "Klar senast" in page


def test_who_tries_again_sees_the_day_first(cast, client):
    cohort = make_cohort(area=cast.area, first_day=today() - dt.timedelta(weeks=9))
    later = make_cohort(cohort.version, cast.area, first_day=today() + dt.timedelta(weeks=2))
    give_role(cast.examiner, RoleCode.EXAMINER, programme=cohort.version.programme)
    enrolment = make_enrolment(cohort, cast.participant, unit=cast.south)
    failed = make_attempt(enrolment, cast.examiner, ExaminationOutcome.FAILED)
    make_final(failed.sitting, cast.examiner)
    book(by=cast.examiner, enrolment=enrolment, day=examination_day(later))
    page = page_of(client, cast.participant)
    assert "Ditt nästa försök" in page
    assert "Du har 2 försök kvar." in page
    assert "Din examinator för in resultatet." not in page
