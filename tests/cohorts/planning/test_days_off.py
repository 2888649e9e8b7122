"""Days off, compared with a library that knows the holidays of every country."""

import datetime as dt

import holidays
import pytest
from holidays.constants import DE_FACTO, OPTIONAL, PUBLIC

from cohorts.services.days_off import day_off, squeezed_day

YEARS = range(2016, 2060)
SATURDAY = 5


def known(year: int, *categories: str) -> set[dt.date]:
    return set(holidays.country_holidays("SE", years=[year], categories=categories, expand=False))


def days_of(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    return [first + dt.timedelta(days=number) for number in range(365)] + [dt.date(year, 12, 31)]


@pytest.mark.parametrize("year", YEARS)
def test_every_public_holiday_and_eve_without_work_is_a_day_off_and_no_other_weekday(year):
    ours = {date for date in days_of(year) if day_off(date)}

    assert known(year, PUBLIC, DE_FACTO) <= ours
    assert {date for date in ours if date.weekday() < SATURDAY} <= known(year, PUBLIC, DE_FACTO)


@pytest.mark.parametrize("year", YEARS)
def test_half_eves_are_pointed_out_but_are_no_days_off(year):
    weekdays = {date for date in known(year, OPTIONAL) if date.weekday() < SATURDAY}
    free = known(year, PUBLIC, DE_FACTO)

    for date in weekdays - free:
        assert squeezed_day(date)
        assert not day_off(date)


def test_they_have_names():
    assert day_off(dt.date(2027, 6, 25)) == "Midsommarafton"
    assert squeezed_day(dt.date(2027, 5, 7)) == "Klämdag"
