"""The mail with all days at enrolment, and the one that takes them back."""

import datetime as dt

import icalendar
import pytest
import time_machine

from cohorts import signals
from cohorts.models import Cohort, Seat
from cohorts.services.course_days import cancel_day
from cohorts.services.enrolments import enrol, leave
from courses.enums import WayIn
from messaging import rendering
from messaging.models import Message
from tests.factories.cohorts import make_enrolment, make_nomination
from tests.factories.courses import make_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_it_begins")]


@pytest.fixture
def before_it_begins():
    with time_machine.travel("2026-12-15 09:00 +01:00", tick=False):
        yield


@pytest.fixture
def enrolled(cast, planned):
    """A cohort and one person enrolled in it by nomination."""
    cohort = planned()
    nomination = make_nomination(cohort, cast.south)
    Seat.objects.create(cohort=cohort, number=1, nomination=nomination)
    [enrolment] = enrol(by=cast.board, cohort=cohort, holders=[nomination])
    return enrolment


def entries_of(message):
    return icalendar.Calendar.from_ical(message.calendar["text"]).walk("VEVENT")


def test_everybody_enrolled_gets_one_mail_with_all_days_as_entries(enrolled):
    message = Message.objects.get(event="course_invitation")

    entries = entries_of(message)
    days = list(enrolled.cohort.days.in_order())
    assert message.recipient == enrolled.person
    assert message.calendar["method"] == "REQUEST"
    assert [str(entry["uid"]) for entry in entries] == [str(day.uid) for day in days]
    assert [entry["dtstart"].dt for entry in entries] == [day.starts_at for day in days]
    assert [entry["dtend"].dt for entry in entries] == [day.ends_at for day in days]
    assert all(enrolled.person.email in entry["attendee"] for entry in entries)


def test_the_mail_lists_the_days_and_leads_to_the_course_and_the_calendar(enrolled):
    words = rendering.render(Message.objects.get(event="course_invitation"))

    for text in (words.text, words.html):
        assert "14 januari 2027" in text.lower()
        assert "/kurser/" in text
        assert "/kalender/" in text


def test_days_that_are_over_or_cancelled_are_left_out(cast, planned):
    cohort = planned()
    cancel_day(by=cast.board, day=cohort.days.get(plan__number=2), reason="Sjuk lärare.")
    with time_machine.travel("2027-01-20 09:00 +01:00", tick=False):
        enrolment = make_enrolment(cohort, unit=cast.south)
        signals.people_enrolled.send(Cohort, cohort=cohort, enrolments=[enrolment], by=cast.board)

    message = Message.objects.get(event="course_invitation")
    assert len(entries_of(message)) == 7


def test_a_confirmation_of_open_registration_carries_the_days_itself(cast, planned):
    cohort = planned(version=make_version("introduction", way_in=WayIn.OPEN))
    enrolment = make_enrolment(cohort)

    signals.people_enrolled.send(Cohort, cohort=cohort, enrolments=[enrolment], by=None)

    assert not Message.objects.filter(event="course_invitation").exists()


def test_whoever_leaves_gets_the_days_that_are_left_taken_back(cast, enrolled):
    leave(by=cast.board, enrolment=enrolled, on=dt.date(2026, 12, 15), reason="Ny tjänst.")

    message = Message.objects.get(event="course_left")
    assert message.calendar["method"] == "CANCEL"
    assert len(entries_of(message)) == 9
    assert "Ny tjänst" not in rendering.render(message).text
