"""Days on which no course is planned. Pure functions.

- Public holidays (lag 1989:253 om allmänna helgdagar), but for ordinary Sundays.
- Eves on which nobody works: midsummer, Christmas, New Year, and those that are Saturdays
  (Easter and Whitsun eve).

Eves that end at two o'clock and days squeezed in between are ordinary course days that many take
off: `squeezed_day` points them out, and whoever plans may block them.

Made here and tested against a library that knows every country: loading that takes a second and
a half of each process.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache

from django.utils.translation import gettext_lazy as _

FRIDAY, SATURDAY, MONDAY = 4, 5, 0
DAY = dt.timedelta(days=1)


def day_off(date: dt.date) -> str:
    """The name of the holiday or eve on that date, on which nobody works; else ""."""
    return str(_days_off(date.year).get(date, ""))


def squeezed_day(date: dt.date) -> str:
    """The name of a day that many take off, though not all; else ""."""
    if name := _half_eves(date.year).get(date, ""):
        return str(name)
    if date.weekday() == FRIDAY and day_off(date - DAY) and not day_off(date):
        return str(_("Squeezed-in day"))
    if date.weekday() == MONDAY and day_off(date + DAY) and not day_off(date):
        return str(_("Squeezed-in day"))
    return ""


@cache
def _days_off(year: int) -> Mapping[dt.date, object]:
    easter = easter_sunday(year)
    midsummer = _saturday_from(dt.date(year, 6, 20))
    return {
        dt.date(year, 1, 1): _("New Year's Day"),
        dt.date(year, 1, 6): _("Epiphany"),
        easter - 2 * DAY: _("Good Friday"),
        easter - DAY: _("Easter Eve"),
        easter: _("Easter Sunday"),
        easter + DAY: _("Easter Monday"),
        easter + 39 * DAY: _("Ascension Day"),
        easter + 48 * DAY: _("Whitsun Eve"),
        easter + 49 * DAY: _("Whit Sunday"),
        dt.date(year, 5, 1): _("May Day"),
        dt.date(year, 6, 6): _("National Day"),
        midsummer - DAY: _("Midsummer Eve"),
        midsummer: _("Midsummer Day"),
        _saturday_from(dt.date(year, 10, 31)): _("All Saints' Day"),
        dt.date(year, 12, 24): _("Christmas Eve"),
        dt.date(year, 12, 25): _("Christmas Day"),
        dt.date(year, 12, 26): _("Boxing Day"),
        dt.date(year, 12, 31): _("New Year's Eve"),
    }


@cache
def _half_eves(year: int) -> Mapping[dt.date, object]:
    return {
        dt.date(year, 1, 5): _("Twelfth Night"),
        easter_sunday(year) - 3 * DAY: _("Maundy Thursday"),
        dt.date(year, 4, 30): _("Walpurgis Night"),
        _saturday_from(dt.date(year, 10, 31)) - DAY: _("All Saints' Eve"),
        dt.date(year, 12, 23): _("The day before Christmas Eve"),
    }


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday, by the rule of Meeus, Jones and Butcher for the Gregorian calendar."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (8 * century + 13) // 25
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, after = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * leaps - epact - after) % 7
    late = (golden + 11 * epact + 19 * to_sunday) // 433
    month = (epact + to_sunday - 7 * late + 90) // 25
    return dt.date(year, month, (epact + to_sunday - 7 * late + 33 * month + 19) % 32)


def _saturday_from(date: dt.date) -> dt.date:
    """The first Saturday on or after a date."""
    return date + (SATURDAY - date.weekday()) % 7 * DAY
