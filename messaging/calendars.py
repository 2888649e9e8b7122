"""Course days as calendar entries (iCalendar, RFC 5545 and 5546). Pure functions, no database.

An entry keeps its `uid` for life. Whoever moves, renames or cancels the day raises `sequence`,
and calendars change the entry they have instead of adding another.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vDuration, vText, vUri

from common import clock

PRODUCT = "-//RACT-utbildningen//Kursdagar//SV"
ZONE_NAME = "Europe/Stockholm"
ASK_AGAIN_AFTER = dt.timedelta(hours=6)

# The rule since 1996, said in short: the library would list every year from 1970 to 2037.
STOCKHOLM = Timezone.from_ical(f"""\
BEGIN:VTIMEZONE
TZID:{ZONE_NAME}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
""")


class Method(StrEnum):
    """What a calendar that is mailed asks for (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class CalendarFile(TypedDict):
    """A calendar that goes along with a message: what `enqueue(calendar=…)` takes."""

    method: str
    text: str


@dataclass(frozen=True)
class Invitation:
    """One entry. `uid` without a domain is fine; moments are aware."""

    uid: str
    sequence: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class Party:
    """Who invites, or who is invited."""

    email: str
    name: str = ""


def request_calendar(
    events: Iterable[Invitation],
    *,
    organizer: Party,
    attendee: Party,
    method: Method = Method.REQUEST,
) -> CalendarFile:
    """The calendar to mail with an invitation (REQUEST, also for a changed day) or CANCEL.

    With one event mail programs show it as an invitation with the message; with several it goes
    along as a file to open.
    """
    calendar = _calendar(method)
    for invitation in events:
        event = _event(invitation, cancelled=method is Method.CANCEL or invitation.cancelled)
        event["organizer"] = _address(organizer)
        event["attendee"] = _address(
            attendee, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", PARTSTAT="ACCEPTED", RSVP="FALSE"
        )
        calendar.add_component(event)
    return CalendarFile(method=method.value, text=_text(calendar))


def feed(events: Iterable[Invitation], *, name: str) -> str:
    """A calendar to subscribe to; cancelled entries stay in it, marked so."""
    calendar, name = _calendar("PUBLISH"), _on_one_line(name)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN_AFTER))
    for invitation in events:
        calendar.add_component(_event(invitation, cancelled=invitation.cancelled))
    return _text(calendar)


def etag(text: str) -> str:
    """The quoted ETag of a feed: the same as long as nothing but the time of asking changes."""
    lines = [line for line in text.splitlines() if not line.startswith("DTSTAMP")]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return f'"{digest[:32]}"'


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(STOCKHOLM)
    return calendar


def _event(invitation: Invitation, *, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", _in_stockholm(invitation.starts_at))
    event.add("dtend", _in_stockholm(invitation.ends_at))
    event.add("summary", invitation.summary)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    if invitation.location:
        event.add("location", invitation.location)
    if invitation.description:
        event.add("description", invitation.description)
    if invitation.url:
        event.add("url", vUri(invitation.url))
    return event


def _address(party: Party, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.email}")
    for key, value in {"CN": _on_one_line(party.name), **parameters}.items():
        if value:
            address.params[key] = vText(value)
    return address


def _on_one_line(name: str) -> str:
    """A line break in a name would begin a line of the calendar's own, and is refused."""
    return " ".join(name.split())


def _in_stockholm(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(ZoneInfo(ZONE_NAME))


def _text(calendar: Calendar) -> str:
    return calendar.to_ical().decode()
