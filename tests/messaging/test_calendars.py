import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from messaging import calendars
from messaging.calendars import Invitation, Method, Party

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BOARD = Party("skl@lunda.example", "SKL-teamet: Västra Lunda")
ALVA = Party("alva.ask@lunda.example", "Alva Åsk")


def course_day(**changes) -> Invitation:
    day = Invitation(
        uid="day-1@ract.example",
        sequence=0,
        starts_at=dt.datetime(2027, 3, 24, 9, tzinfo=STOCKHOLM),
        ends_at=dt.datetime(2027, 3, 24, 16, tzinfo=STOCKHOLM),
        summary="Kursdag 1; bemötande, samtal",
        location="Folkets hus, sal Ängeln",
        description="Ta med dator.\nFika kl. 10.",
        url="https://ract.example/kurser/1/",
    )
    return dataclasses.replace(day, **changes)


def mailed(days, method=Method.REQUEST) -> calendars.CalendarFile:
    return calendars.request_calendar(days, organizer=BOARD, attendee=ALVA, method=method)


def read(text: str) -> Calendar:
    """What another program makes of it."""
    calendar = Calendar.from_ical(text)
    assert not [error for part in calendar.walk() for error in part.errors]
    assert not calendar.get_missing_tzids()
    return calendar


def test_an_invitation_says_the_same_when_it_is_read_back():
    calendar = read(mailed([course_day()])["text"])
    [event] = calendar.events

    assert calendar["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"]) == ("day-1@ract.example", 0)
    assert event.start == dt.datetime(2027, 3, 24, 9, tzinfo=STOCKHOLM)
    assert event.end == dt.datetime(2027, 3, 24, 16, tzinfo=STOCKHOLM)
    assert event["SUMMARY"] == "Kursdag 1; bemötande, samtal"
    assert event["LOCATION"] == "Folkets hus, sal Ängeln"
    assert event["DESCRIPTION"] == "Ta med dator.\nFika kl. 10."
    assert event["STATUS"] == "CONFIRMED"
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == (
        "mailto:skl@lunda.example",
        "SKL-teamet: Västra Lunda",
    )
    assert event["ATTENDEE"].params["CN"] == "Alva Åsk"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_a_moved_day_is_the_same_entry_with_a_higher_sequence():
    first, moved = (
        read(mailed([day])["text"]).events[0]
        for day in (
            course_day(),
            course_day(sequence=1, starts_at=dt.datetime(2027, 3, 25, 9, tzinfo=STOCKHOLM)),
        )
    )

    assert first["UID"] == moved["UID"]
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    assert moved.start.day == 25


@pytest.mark.parametrize(
    ("days", "method"),
    [([course_day(sequence=2)], Method.CANCEL), ([course_day(cancelled=True)], Method.REQUEST)],
)
def test_a_cancelled_day_is_marked_and_leaves_the_time_free(days, method):
    [event] = read(mailed(days, method)["text"]).events

    assert event["STATUS"] == "CANCELLED"
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(("month", "offset"), [(3, 1), (4, 2), (10, 2), (11, 1)])
def test_nine_in_the_morning_is_nine_in_the_morning_summer_and_winter(month, offset):
    start = dt.datetime(2027, month, 5, 9, tzinfo=STOCKHOLM)
    text = calendars.feed([course_day(starts_at=start.astimezone(dt.UTC))], name="Mina kursdagar")

    assert f"DTSTART;TZID=Europe/Stockholm:2027{month:02}05T090000" in text
    [event] = read(text).events
    assert event.start == start
    assert event.start.utcoffset() == dt.timedelta(hours=offset)


def test_the_feeds_own_time_zone_agrees_with_everybody_elses():
    zone = read(calendars.feed([], name="x")).timezones[0].to_tz(lookup_tzid=False)

    for day in (dt.date(2027, 3, 27), dt.date(2027, 3, 29), dt.date(2027, 10, 30)):
        noon = dt.datetime.combine(day, dt.time(12))
        assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=STOCKHOLM).utcoffset()


def test_a_feed_publishes_all_entries_and_says_when_to_ask_again():
    days = [course_day(), course_day(uid="day-2@ract.example", cancelled=True)]
    calendar = read(calendars.feed(days, name="Mina kursdagar"))

    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Mina kursdagar"
    assert calendar["REFRESH-INTERVAL"].dt == dt.timedelta(hours=6)
    assert calendar["X-PUBLISHED-TTL"] == "PT6H"
    assert [event["STATUS"] for event in calendar.events] == ["CONFIRMED", "CANCELLED"]
    assert "ATTENDEE" not in calendar.events[0]


def test_a_feed_has_the_same_etag_until_something_in_it_changes():
    def tag(moment: str, day: Invitation) -> str:
        with time_machine.travel(moment):
            return calendars.etag(calendars.feed([day], name="x"))

    assert tag("2027-01-01", course_day()) == tag("2027-02-01", course_day())
    assert tag("2027-01-01", course_day()) != tag("2027-01-01", course_day(sequence=1))
    assert calendars.etag("").startswith('"')


def test_a_line_break_in_a_name_adds_nothing_to_a_calendar():
    name = "Bas\r\nATTENDEE:mailto:fel@lunda.example"
    told = calendars.request_calendar(
        [course_day()], organizer=BOARD, attendee=Party(ALVA.email, name)
    )
    [event] = read(told["text"]).events
    assert event["attendee"] == f"mailto:{ALVA.email}"
    assert not read(calendars.feed([course_day()], name=name)).events[0].get("attendee")
