"""One count of empty chairs, whatever a guest comes for: to be examined or to make the day up."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse

from cohorts.enums import Mark
from cohorts.models import Attendance, DayPart, Seat
from cohorts.selectors.make_ups import host_days
from cohorts.services.course_days import cancel_day, move_day
from cohorts.services.dates import DayTimes
from cohorts.services.following import make_ups
from common.clock import now
from courses.enums import DayKind
from supervision.selectors.candidates import coming_days_with_room
from supervision.services.bookings import book, unbook
from tests.factories.cohorts import make_enrolment, make_nomination
from tests.factories.examinations import examination_day
from tests.refusals import refused
from tests.supervision.results import FAILED, MISSED

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(later):
    """Three chairs, two of them the cohort's own people's."""
    for _ in range(2):
        make_enrolment(later)
    return examination_day(later)


def away(cast, enrolment) -> None:
    """Marked as away from the own examination day."""
    parts = DayPart.objects.filter(
        day__cohort=enrolment.cohort, day__plan__kind=DayKind.EXAMINATION
    )
    Attendance.objects.bulk_create(
        Attendance(
            enrolment=enrolment,
            part=part,
            mark=Mark.ABSENT,
            marked_by=cast.trainer,
            marked_at=now(),
        )
        for part in parts
    )


@pytest.fixture
def failed(cohort, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: FAILED})
    return enrolment


@pytest.fixture
def absent(cast, cohort, failed):
    """Came to the cohort when its results were final already."""
    enrolment = make_enrolment(cohort)
    away(cast, enrolment)
    return enrolment


def make_up(cast, enrolment, day):
    return make_ups.plan_as_guest(
        by=cast.trainer, enrolment=enrolment, number=day.plan.number, host=day
    )


def test_whoever_is_to_be_examined_holds_a_chair_that_nobody_makes_up_on(
    cast, absent, failed, coming
):
    assert host_days(absent, [coming.plan.number])[coming.plan.number][0].free == 1
    book(by=cast.examiner, enrolment=failed, day=coming)
    assert host_days(absent, [coming.plan.number]) == {}
    with refused("full"):
        make_up(cast, absent, coming)


def test_whoever_makes_the_day_up_holds_a_chair_that_nobody_is_examined_on(
    cast, absent, failed, coming
):
    make_up(cast, absent, coming)
    assert coming_days_with_room(cast.examiner, failed) == []
    with refused("full"):
        book(by=cast.examiner, enrolment=failed, day=coming)


def test_a_booking_that_is_taken_back_leaves_the_chair_to_another(cast, absent, failed, coming):
    attempt = book(by=cast.examiner, enrolment=failed, day=coming)
    unbook(by=cast.examiner, attempt=attempt, reason="Hon kan inte komma.")
    assert make_up(cast, absent, coming)


def test_who_comes_for_both_needs_one_chair(cast, cohort, later, coming, conclude):
    later.seats = 4
    later.save()
    both = make_enrolment(cohort)
    away(cast, both)
    conclude({both: MISSED})
    make_up(cast, both, coming)
    book(by=cast.examiner, enrolment=both, day=coming)
    other = make_enrolment(cohort)
    away(cast, other)
    assert host_days(other, [coming.plan.number])[coming.plan.number][0].free == 1


def test_a_wish_holds_no_chair(cast, absent, failed, coming):
    make_ups.plan_as_guest(
        by=absent.person, enrolment=absent, number=coming.plan.number, host=coming, asked=True
    )
    assert book(by=cast.examiner, enrolment=failed, day=coming)
    with refused("full"):
        make_ups.accept(by=cast.trainer, enrolment=absent, number=coming.plan.number)


def test_a_seat_that_is_held_for_somebody_is_nobody_elses_chair(cast, absent, later, coming):
    nomination = make_nomination(later, cast.south)
    Seat.objects.create(cohort=later, number=3, nomination=nomination)
    with refused("full"):
        make_up(cast, absent, coming)


# ── the calendar that one subscribes to ─────────────────────────────────────────────────────


def entry_of(client, person, day):
    """The entry of a day in the feed of a person, None if it is not there."""
    answer = client.get(reverse("cohorts:personal_calendar", args=[person.calendar_key]))
    entries = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    found = [entry for entry in entries if str(entry["uid"]) == str(day.uid)]
    assert len(found) <= 1
    return found[0] if found else None


def test_a_booked_attempt_is_the_same_entry_in_the_feed_as_in_the_mail(
    client, cast, failed, coming
):
    assert entry_of(client, failed.person, coming) is None
    attempt = book(by=cast.examiner, enrolment=failed, day=coming)
    assert entry_of(client, failed.person, coming)["status"] == "CONFIRMED"
    move_day(
        by=cast.board,
        day=coming,
        date=coming.date + dt.timedelta(days=7),
        times=DayTimes(),
        reason="Lokalen",
        on_day_off=True,
    )
    entry = entry_of(client, failed.person, coming)
    assert entry["sequence"] == 1
    assert entry["dtstart"].dt.date() == coming.date + dt.timedelta(days=7)
    unbook(by=cast.examiner, attempt=attempt, reason="Hon kan inte komma.")
    assert entry_of(client, failed.person, coming) is None


def test_a_cancelled_examination_day_is_no_longer_in_the_guests_feed(client, cast, failed, coming):
    book(by=cast.examiner, enrolment=failed, day=coming)
    cancel_day(by=cast.board, day=coming, reason="Sjukdom hos utbildaren")
    assert entry_of(client, failed.person, coming) is None


def test_the_feed_asks_no_more_for_guests(queries, cast, failed, coming):
    path = reverse("cohorts:personal_calendar", args=[failed.person.calendar_key])
    before = queries(path)
    book(by=cast.examiner, enrolment=failed, day=coming)
    assert queries(path) == before
