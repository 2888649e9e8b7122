"""Finding dates for the days of a course. Pure functions, no database.

A date that is blocked or a day off (`days_off`) is passed over: the day goes to the next date of
the pattern, and later days follow (architecture.md, flow 1).
"""

import datetime as dt
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from cohorts.enums import Half
from cohorts.services.days_off import day_off, squeezed_day
from common.errors import RuleViolation

MOST_WEEKS_BETWEEN = 26
NOTHING_BLOCKED: Mapping[dt.date, str] = {}


@dataclass(frozen=True)
class Skipped:
    """A date of the pattern that could not be used, and why in words."""

    date: dt.date
    why: str


@dataclass(frozen=True)
class PlannedDate:
    """A date found; `skipped` are those passed over on the way to it. `remark` names an eve that
    is a working day, but not for everybody."""

    date: dt.date
    skipped: tuple[Skipped, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class DayTimes:
    """The two half days of a course day, as the clock shows in Stockholm."""

    morning_starts: dt.time = dt.time(9)
    morning_ends: dt.time = dt.time(12)
    afternoon_starts: dt.time = dt.time(13)
    afternoon_ends: dt.time = dt.time(16)

    def check(self) -> None:
        """Raise `RuleViolation` unless the times come in order."""
        order = {
            "morning_starts": self.morning_starts,
            "morning_ends": self.morning_ends,
            "afternoon_starts": self.afternoon_starts,
            "afternoon_ends": self.afternoon_ends,
        }
        for (before, earlier), (field, later) in itertools.pairwise(order.items()):
            lunch_may_be_nothing = before == "morning_ends"
            if later < earlier or (later == earlier and not lunch_may_be_nothing):
                raise RuleViolation(
                    "times_out_of_order",
                    _("The times of the day must come one after the other."),
                    _("Write a later time here."),
                    field=field,
                )

    def on(self, date: dt.date) -> dict[Half, tuple[dt.datetime, dt.datetime]]:
        """Start and end of each half on that date: the same clock time in summer and winter."""
        zone = get_default_timezone()
        halves = {
            Half.MORNING: (self.morning_starts, self.morning_ends),
            Half.AFTERNOON: (self.afternoon_starts, self.afternoon_ends),
        }
        return {
            half: tuple(dt.datetime.combine(date, time, zone) for time in times)
            for half, times in halves.items()
        }


def plan_dates(
    first_day: dt.date,
    weekdays: Collection[int],
    every_n_weeks: int,
    count: int,
    blocked: Mapping[dt.date, str] = NOTHING_BLOCKED,
) -> list[PlannedDate]:
    """`count` dates from `first_day` on, on these weekdays (Monday is 0) of every n-th week.

    A date that is blocked (with a reason, or "") or a day off is passed over: the day goes to
    the next date of the pattern, and later days follow. Weeks are counted from the first day's.

    Raises `RuleViolation`: `no_weekday`, `weeks_between`, `first_day_is_another_weekday`.
    """
    _check_pattern(first_day, weekdays, every_n_weeks)
    found: list[PlannedDate] = []
    skipped: list[Skipped] = []
    for date in _pattern(first_day, weekdays, every_n_weeks):
        if len(found) == count:
            break
        if why := _why_not(date, blocked):
            skipped.append(Skipped(date, why))
        else:
            found.append(PlannedDate(date, tuple(skipped), squeezed_day(date)))
            skipped = []
    return found


def plan_terms(
    first_days: Sequence[dt.date],
    counts: Sequence[int],
    weekdays: Collection[int],
    every_n_weeks: int,
    blocked: Mapping[dt.date, str] = NOTHING_BLOCKED,
) -> list[list[PlannedDate]]:
    """The dates of each term, from its own first day on; see `plan_dates`.

    Raises `RuleViolation("first_day_missing")` unless each term has a first day, and
    `RuleViolation("terms_overlap")` when one begins before the last day of the one before.
    """
    if len(first_days) != len(counts):
        raise RuleViolation(
            "first_day_missing",
            _("Each term needs its own first day."),
            field=f"first_day_{len(first_days) + 1}",
        )
    terms: list[list[PlannedDate]] = []
    for number, (first_day, count) in enumerate(zip(first_days, counts, strict=True), start=1):
        field = f"first_day_{number}"
        try:
            dates = plan_dates(first_day, weekdays, every_n_weeks, count, blocked)
        except RuleViolation as violation:
            violation.field = field if violation.field == "first_day" else violation.field
            raise
        if terms and dates[0].date <= terms[-1][-1].date:
            raise RuleViolation(
                "terms_overlap",
                _("Term %(number)s begins before term %(before)s has ended.")
                % {"number": number, "before": number - 1},
                _("Choose a later first day."),
                field=field,
            )
        terms.append(dates)
    return terms


def move_along(
    dates: Sequence[dt.date], by: dt.timedelta, after: dt.date, blocked: Collection[dt.date] = ()
) -> list[dt.date]:
    """`dates`, in order, all moved by the same time, each after the one before and after `after`.

    One that would land on a day off or in `blocked` goes to the same weekday of the next week.
    """
    moved: list[dt.date] = []
    for date in dates:
        goal = date + by
        while goal <= after or goal in blocked or day_off(goal):
            goal += dt.timedelta(weeks=1)
        moved.append(goal)
        after = goal
    return moved


def _why_not(date: dt.date, blocked: Mapping[dt.date, str]) -> str:
    if date in blocked:
        return blocked[date] or _("Blocked")
    return day_off(date)


def _pattern(first_day: dt.date, weekdays: Collection[int], every: int) -> Iterator[dt.date]:
    monday = first_day - dt.timedelta(days=first_day.weekday())
    for week in itertools.count(step=every):
        for weekday in sorted(set(weekdays)):
            date = monday + dt.timedelta(weeks=week, days=weekday)
            if date >= first_day:
                yield date


def _check_pattern(first_day: dt.date, weekdays: Collection[int], every_n_weeks: int) -> None:
    if not weekdays:
        raise RuleViolation("no_weekday", _("Choose at least one weekday."), field="weekdays")
    if not 1 <= every_n_weeks <= MOST_WEEKS_BETWEEN:
        raise RuleViolation(
            "weeks_between",
            _("The days can be from 1 to %(most)s weeks apart.") % {"most": MOST_WEEKS_BETWEEN},
            field="every_n_weeks",
        )
    if first_day.weekday() not in weekdays:
        raise RuleViolation(
            "first_day_is_another_weekday",
            _("The first day is not on one of the weekdays chosen."),
            _("Choose another first day, or tick its weekday too."),
            field="first_day",
        )
