"""Until when something can be made up: as the plans of other cohorts say it."""

import datetime as dt

import pytest

from cohorts.enums import Mark
from cohorts.models import Enrolment
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.completion import completion_of
from cohorts.selectors.early_warnings import mended_by
from cohorts.selectors.participation import courses_of
from cohorts.services.course_days import cancel_day, move_day
from cohorts.services.dates import DayTimes
from cohorts.services.following import make_ups
from cohorts.services.following.warnings import warn_everybody
from common.clock import today
from common.presentation.dates import date_words
from courses.enums import RequirementKind
from messaging import rendering
from messaging.models import Message
from tests.factories.cohorts import make_cohort, make_enrolment

DAYS = RequirementKind.DAYS_ATTENDED


def last_date(enrolment) -> dt.date | None:
    row = Enrolment.objects.select_related("cohort__version", "person").get(pk=enrolment.pk)
    short = completion_of([row])[row.pk].item(DAYS).short
    return mended_by(row, DAYS, short, load_attendance([row]))


def date_of(cohort, number) -> dt.date:
    return cohort.days.get(plan__number=number).date


@pytest.fixture
def behind(person, mark):
    """Three of four days are asked for; days 1 and 2 were missed, so that one is short."""
    mark(person, 1, Mark.ABSENT)
    mark(person, 2, Mark.ABSENT)
    return person


def test_without_another_cohort_the_plan_gives_no_date(behind):
    assert last_date(behind) is None


def test_one_of_two_missed_days_can_wait_for_the_later_one(behind, later):
    assert last_date(behind) == date_of(later, 2)


def test_whoever_is_short_of_two_must_have_come_to_the_first(behind, later, mark):
    mark(behind, 3, Mark.ABSENT)
    assert last_date(behind) == date_of(later, 2), "days 2 and 3 are left when day 1 has been"


def test_the_last_of_several_cohorts_decides(cast, behind, later, version):
    last = make_cohort(version, cast.area, first_day=today() + dt.timedelta(weeks=30))
    assert last_date(behind) == date_of(last, 2)


@pytest.mark.parametrize("why", ["not missed", "planned", "not allowed", "full", "too many"])
def test_where_nothing_can_be_mended_there_is_no_date(cast, person, later, version, mark, why):
    mark(person, 1, Mark.ABSENT)
    if why == "not missed":
        assert last_date(person) is None
        return
    mark(person, 2, Mark.ABSENT)
    if why == "planned":
        make_ups.plan_as_guest(
            by=cast.trainer,
            enrolment=person,
            number=2,
            host=later.days.select_related("cohort", "plan").get(plan__number=2),
        )
    elif why == "not allowed":
        version.allows_make_up = False
        version.save()
    elif why == "full":
        later.seats = 1
        later.save()
        make_enrolment(later)
    else:
        version.make_ups_at_most = 0
        version.save()
    assert last_date(person) is None


def test_a_day_that_moves_or_is_cancelled_moves_the_date(cast, behind, later):
    host = later.days.get(plan__number=2)
    move_day(
        by=cast.board,
        day=host,
        date=host.date + dt.timedelta(days=1),
        times=DayTimes(),
        reason="Lokalen.",
        on_day_off=True,
    )
    assert last_date(behind) == host.date + dt.timedelta(days=1)
    cancel_day(by=cast.board, day=host, reason="Lokalen.")
    assert last_date(behind) == date_of(later, 1)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("early_warning", "Det går att ta igen i en annan kursgrupp senast {}."),
        ("early_warning_trainer", "I en annan kursgrupp går det att ta igen senast {}."),
    ],
)
def test_the_warning_says_until_when(behind, later, event, sentence):
    warn_everybody()
    words = rendering.render(Message.objects.get(event=event))
    wanted = sentence.format(date_words(date_of(later, 2), "date"))
    assert wanted in words.text
    assert wanted in words.html


def test_the_nominator_does_not_learn_it(behind, later):
    warn_everybody()
    words = rendering.render(Message.objects.get(event="early_warning_nominator"))
    assert "senast" not in words.text


def test_ones_own_page_says_until_when(client, cast, behind, later):
    client.force_login(cast.participant)
    page = " ".join(client.get("/min-sida/").content.decode().split())
    day = date_words(date_of(later, 2), "date")
    assert f"Det går att ta igen i en annan kursgrupp senast {day}." in page


def test_it_costs_the_page_one_question_and_only_who_is_behind(
    cast, person, later, mark, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        courses_of(cast.participant, today())
    mark(person, 1, Mark.ABSENT)
    mark(person, 2, Mark.ABSENT)
    with django_assert_num_queries(len(before) + 1):
        courses_of(cast.participant, today())
