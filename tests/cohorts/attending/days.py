"""2 December 2026, a Wednesday: the course day of these tests, 9–12 and 13–16."""

import datetime as dt
from zoneinfo import ZoneInfo

import time_machine

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DATE = dt.date(2026, 12, 2)


def at(clock: str, day: dt.date = DATE):
    """Let it be that time where the courses are given."""
    moment = dt.datetime.combine(day, dt.time.fromisoformat(clock), STOCKHOLM)
    return time_machine.travel(moment.astimezone(dt.UTC), tick=False)
