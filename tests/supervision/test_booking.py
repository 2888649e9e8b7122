"""Second and third attempts: tied to the one before, in this or a later cohort."""

import datetime as dt

import pytest
import time_machine

from cohorts.selectors.completion import completion_of
from cohorts.services.course_days import cancel_day, move_day
from cohorts.services.dates import DayTimes
from cohorts.services.enrolments import leave
from common.clock import today
from courses.enums import DayKind, RequirementKind
from messaging.models import Message
from supervision.models import Attempt
from supervision.selectors.candidates import coming_days_with_room
from supervision.selectors.own import examinations_of
from supervision.services.bookings import book, unbook
from supervision.services.sittings import finalise
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.examinations import examination_day
from tests.refusals import refused
from tests.supervision.results import FAILED, MISSED, PASSED, broken_examinations

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(later):
    return examination_day(later)


@pytest.fixture
def failed(cohort, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: FAILED})
    return enrolment


def test_the_second_attempt_is_tied_to_the_first_and_comes_with_the_day(cast, failed, coming):
    attempt = book(by=cast.examiner, enrolment=failed, day=coming)
    assert (attempt.number, attempt.previous.outcome) == (2, FAILED)
    message = Message.objects.get(event="examination_booked")
    assert message.recipient == failed.person
    assert str(coming.uid) in message.calendar["text"]
    own = examinations_of([failed])[failed.pk]
    assert (own.booked_day, own.last.outcome, own.attempts_left) == (coming, FAILED, 2)


def test_a_sitting_that_was_missed_uses_up_no_attempt(cast, cohort, conclude, coming):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: MISSED})
    attempt = book(by=cast.examiner, enrolment=enrolment, day=coming)
    assert (attempt.number, attempt.previous.outcome) == (1, MISSED)


def test_passing_as_a_guest_fulfils_the_requirement_in_the_own_cohort(cast, failed, coming, assess):
    book(by=cast.examiner, enrolment=failed, day=coming)
    with time_machine.travel(coming.date, tick=False):
        assess({failed: PASSED}, on=coming)
        finalise(by=cast.examiner, day=coming)
    item = completion_of([failed])[failed.pk].item(RequirementKind.EXAMINATION_PASSED)
    assert item.standing == "fulfilled"
    day = completion_of([failed])[failed.pk].item(RequirementKind.EXAMINATION_DAY_ATTENDED)
    assert day.standing == "fulfilled", "who was assessed was there"
    assert broken_examinations() == []


def test_after_three_failures_it_is_out_of_reach_and_said_so(cast, version, cohort, conclude):
    from cohorts.selectors.wording import line_for
    from tests.factories.examinations import make_attempt

    enrolment = make_enrolment(cohort)
    previous = None
    for number in (1, 2, 3):
        host = make_cohort(version, cast.area, first_day=today() - dt.timedelta(weeks=20 - number))
        previous = make_attempt(
            enrolment,
            cast.examiner,
            FAILED,
            day=examination_day(host),
            number=number,
            previous=previous,
        )
    item = completion_of([enrolment])[enrolment.pk].item(RequirementKind.EXAMINATION_PASSED)
    assert item.standing == "out_of_reach"
    assert line_for(item).sentence == (
        "Du har använt alla dina försök. Fråga din examinator vad du kan göra."
    )
    with refused("used_up"):
        book(
            by=cast.examiner,
            enrolment=enrolment,
            day=examination_day(make_cohort(version, cast.area)),
        )


@pytest.mark.parametrize(("outcome", "code"), [(None, "nothing_to_retake"), (PASSED, "passed")])
def test_who_needs_no_other_attempt_gets_none(cast, cohort, conclude, coming, outcome, code):
    enrolment = make_enrolment(cohort)
    if outcome:
        conclude({enrolment: outcome})
    with refused(code):
        book(by=cast.examiner, enrolment=enrolment, day=coming)


def test_nobody_is_booked_twice(cast, failed, coming):
    book(by=cast.examiner, enrolment=failed, day=coming)
    with refused("booked"):
        book(by=cast.examiner, enrolment=failed, day=coming)


def test_a_day_of_another_programme_or_one_that_has_been_is_refused(cast, failed, day):
    other = make_cohort(make_version("advanced"), cast.area)
    with refused("other_programme"):
        book(by=cast.examiner, enrolment=failed, day=examination_day(other))
    with refused("final"):
        book(by=cast.examiner, enrolment=failed, day=day)


def test_there_must_be_an_empty_chair(cast, cohort, conclude, later, coming):
    people = [make_enrolment(cohort) for _ in range(3)]
    conclude(dict.fromkeys(people, FAILED))
    for _ in range(2):
        make_enrolment(later)
    book(by=cast.examiner, enrolment=people[0], day=coming)
    with refused("full"):
        book(by=cast.examiner, enrolment=people[1], day=coming)
    assert coming_days_with_room(cast.examiner, people[1]) == []


def test_taking_a_booking_back_takes_the_day_out_of_the_calendar(cast, failed, coming):
    attempt = book(by=cast.examiner, enrolment=failed, day=coming)
    with refused("reason_needed"):
        unbook(by=cast.examiner, attempt=attempt, reason="")
    unbook(by=cast.examiner, attempt=attempt, reason="Hon kan inte komma.")
    assert not Attempt.objects.filter(previous__isnull=False).exists()
    message = Message.objects.get(event="examination_unbooked")
    assert message.calendar["method"] == "CANCEL"


def test_a_guest_is_told_when_the_day_moves(cast, failed, coming):
    book(by=cast.examiner, enrolment=failed, day=coming)
    move_day(
        by=cast.board,
        day=coming,
        date=coming.date + dt.timedelta(days=7),
        times=DayTimes(),
        reason="Lokalen",
    )
    messages = Message.objects.filter(event="examination_booked", recipient=failed.person)
    assert messages.count() == 2
    assert messages.order_by("pk").last().context["reason"] == "Lokalen"


def test_a_booking_on_a_cancelled_day_is_free_again(cast, failed, coming):
    book(by=cast.examiner, enrolment=failed, day=coming)
    cancel_day(by=cast.board, day=coming, reason="Sjukdom hos utbildaren")
    assert not Attempt.objects.filter(outcome="").exists()
    assert Message.objects.filter(event="examination_unbooked").count() == 1


def test_who_leaves_the_course_leaves_the_list(cast, failed, coming):
    book(by=cast.examiner, enrolment=failed, day=coming)
    leave(by=cast.board, enrolment=failed, on=today(), reason="Nytt arbete")
    assert not Attempt.objects.filter(outcome="").exists()


def test_who_continues_in_a_later_cohort_keeps_the_attempts(cast, failed, later):
    from supervision.selectors.candidates import candidates_of, sitting_of

    leave(by=cast.board, enrolment=failed, on=today(), reason="Paus")
    resumed = make_enrolment(later, failed.person, continues=failed)
    own = examinations_of([resumed])[resumed.pk]
    assert [row.outcome for row in own.results] == [FAILED]
    day = examination_day(later)
    [candidate] = candidates_of(day, sitting_of(day))
    assert (candidate.enrolment, candidate.number) == (resumed, 2)


def test_the_second_examination_day_of_a_cohort_is_for_those_who_are_booked(cast, version, cohort):
    from supervision.selectors.candidates import candidates_of, sitting_of

    plan = version.days.create(number=10, kind=DayKind.EXAMINATION, title="Omexamination")
    extra = cohort.days.create(plan=plan, date=today() + dt.timedelta(days=14))
    make_enrolment(cohort)
    assert candidates_of(extra, sitting_of(extra)) == []
