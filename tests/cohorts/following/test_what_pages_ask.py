"""How much the pages about a participant ask the database, whatever has happened."""

import datetime as dt

import pytest

from cohorts.enums import Mark
from cohorts.models import Certificate, CourseEvaluation, Enrolment, Nomination
from cohorts.services.following import coming_back, make_ups
from common.clock import now, today
from organisations.roles import RoleCode
from supervision.enums import ExaminationOutcome
from tests.factories.cohorts import make_cohort, make_enrolment, make_nomination
from tests.factories.examinations import make_attempt
from tests.factories.organisations import give_role


def under_way(cast, person, later):
    pass


def made_up(cast, person, later):
    host = later.days.get(plan__number=2)
    make_ups.plan_as_guest(by=cast.trainer, enrolment=person, number=2, host=host)


def paused(cast, person, later):
    coming_back.interrupt(by=cast.board, enrolment=person, on=today(), cause="work")


def returned(cast, person, later):
    """Twice, and with a make-up there."""
    coming_back.transfer(by=cast.board, enrolment=person, cohort=later, reason="Flyttar.")
    there = person.continued_by
    back = coming_back.transfer(
        by=cast.board, enrolment=there, cohort=person.cohort, reason="Flyttar hem."
    )
    made_up(cast, back, later)


def examined(cast, person, later):
    make_attempt(person, cast.examiner, ExaminationOutcome.FAILED)


def done(cast, person, later):
    Certificate.objects.create(
        enrolment=person,
        serial="2026-000001",
        content={},
        pdf=b"%PDF-",
        issued_at=now(),
        issued_by=cast.examiner,
    )


def before_start(cast, person, later):
    coming_back.transfer(by=cast.board, enrolment=person, cohort=later, reason="Flyttar.")


def several(cast, person, later):
    """Also a nomination and a form to answer."""
    for _ in range(3):
        make_enrolment(make_cohort(person.cohort.version, cast.area), cast.participant)
    nomination = make_nomination(make_cohort(area=cast.area), cast.south)
    Nomination.objects.filter(pk=nomination.pk).update(person=cast.participant)
    CourseEvaluation.objects.create(
        cohort=person.cohort,
        day=person.cohort.days.get(plan__number=1),
        opened_on=today(),
        closes_on=today() + dt.timedelta(days=7),
    )
    made_up(cast, person, later)


STATES = [under_way, made_up, paused, returned, examined, done, before_start, several]


@pytest.fixture(params=STATES, ids=lambda state: state.__name__)
def lived(request, cast, person, later, mark) -> Enrolment:
    """Alva has missed two days of three, and then something happens: where she is now."""
    mark(person, 1)
    mark(person, 2, Mark.ABSENT)
    mark(person, 3, Mark.ABSENT)
    request.param(cast, person, later)
    now_in = Enrolment.objects.filter(person=cast.participant, continued_by=None).earliest("pk")
    give_role(cast.trainer, RoleCode.TRAINER, cohort=now_in.cohort)
    return now_in


def test_ones_own_page_asks_at_most_ten_questions(cast, lived, client, queries):
    client.force_login(cast.participant)
    assert queries("/min-sida/") <= 10


@pytest.mark.parametrize("who", ["trainer", "board"])
def test_who_gives_the_course_asks_few(cast, lived, client, queries, who):
    client.force_login(getattr(cast, who))
    assert queries(f"/kurser/{lived.cohort.slug}/deltagare/{lived.pk}/") <= 15
    assert queries(f"/kurser/{lived.cohort.slug}/oversikt/") <= 8
