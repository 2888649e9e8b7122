"""Dates, times and numbers as Swedes write them."""

import datetime as dt

import pytest
from django.template import engines
from django.utils import translation

DAY = dt.date(2026, 12, 2)
MOMENT = dt.datetime(2026, 12, 2, 13, 5, tzinfo=dt.UTC)  # 14.05 in Stockholm


def drawn(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("full", "onsdag 2 december 2026"),
        ("day", "onsdag 2 december"),
        ("date", "2 december 2026"),
        ("short", "2 dec"),
        ("iso", "2026-12-02"),
    ],
)
def test_a_day_in_each_style(style, words):
    assert drawn("{{ day|on:style }}", day=DAY, style=style) == words
    expected = f'<time datetime="2026-12-02">{words}</time>'
    assert drawn("{% when day style %}", day=DAY, style=style) == expected


def test_a_moment_is_told_in_swedish_time():
    assert drawn('{{ moment|on:"moment" }}', moment=MOMENT) == "2 december 2026, 14.05"
    assert 'datetime="2026-12-02T14:05+01:00"' in drawn("{% when moment %}", moment=MOMENT)


def test_a_day_that_begins_a_line_gets_a_capital():
    assert ">Onsdag 2 december<" in drawn('{% when day "day" capital=True %}', day=DAY)


def test_nothing_is_written_where_there_is_no_day():
    assert drawn("{{ day|on }}{% when day %}", day=None) == ""


def test_short_months_are_those_of_swedish_calendars():
    months = [drawn('{{ day|on:"short" }}', day=dt.date(2027, month, 1)) for month in (3, 4, 9)]
    assert months == ["1 mars", "1 april", "1 sep"]


def test_times_stand_with_a_dash_and_a_point():
    assert drawn("{% times a b %}", a=dt.time(9), b=dt.time(16)) == "9.00–16.00"


def test_times_of_moments_are_told_in_swedish_time():
    later = MOMENT + dt.timedelta(hours=2)
    assert drawn("{% times a b %}", a=MOMENT, b=later) == "14.05–16.05"


def test_the_calendar_block_has_weekday_day_and_month():
    assert ">ons<b>2</b>dec<" in drawn("{% date_block day %}", day=DAY)


def test_numbers_are_parted_by_spaces_that_do_not_break():
    assert drawn("{{ 44712|thousands }}") == "44\N{NO-BREAK SPACE}712"
    assert drawn("{{ 95|percent }}") == "95\N{NO-BREAK SPACE}%"


def test_a_share_is_said_in_words():
    assert drawn("{% out_of 3 30 %}") == "3 av 30"
    with translation.override("en"):
        assert drawn("{% out_of 3 30 %}") == "3 of 30"


def test_days_and_times_are_kept_for_each_language():
    times = "{% times moment moment %}"
    for language, day, clock, weekday in (
        ("sv", "onsdag 2 december 2026", "14.05–14.05", "ons"),
        ("en", "Wednesday 2 December 2026", "2:05 p.m.–2:05 p.m.", "wed"),
        ("sv", "onsdag 2 december 2026", "14.05–14.05", "ons"),
    ):
        with translation.override(language):
            assert drawn("{{ day|on }}", day=DAY) == day
            assert drawn(times, moment=MOMENT) == clock
            assert f">{weekday}<b>2</b>" in drawn("{% date_block day %}", day=DAY)
