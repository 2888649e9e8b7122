"""Finding dates: properties that hold for any pattern, and the cases people ask about."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.enums import Half
from cohorts.services.dates import DayTimes, move_along, plan_dates, plan_terms
from cohorts.services.days_off import day_off, squeezed_day
from common.errors import RuleViolation

WEDNESDAY, THURSDAY, SATURDAY = 2, 3, 5

first_days = st.dates(dt.date(2020, 1, 1), dt.date(2045, 12, 31))
weekdays = st.sets(st.integers(0, 6), min_size=1)


@st.composite
def patterns(draw):
    first = draw(first_days)
    days = draw(weekdays) | {first.weekday()}
    blocked = draw(st.sets(st.integers(0, 400), max_size=40))
    return {
        "first_day": first,
        "weekdays": days,
        "every_n_weeks": draw(st.integers(1, 12)),
        "count": draw(st.integers(1, 24)),
        "blocked": {first + dt.timedelta(days=number): "" for number in blocked},
    }


@given(patterns())
def test_dates_rise_are_as_many_as_asked_for_and_never_on_a_day_that_will_not_do(pattern):
    found = [planned.date for planned in plan_dates(**pattern)]
    monday = pattern["first_day"] - dt.timedelta(days=pattern["first_day"].weekday())

    assert len(found) == pattern["count"]
    assert all(earlier < later for earlier, later in zip(found, found[1:], strict=False))
    for date in found:
        assert date >= pattern["first_day"]
        assert date.weekday() in pattern["weekdays"]
        assert (date - monday).days // 7 % pattern["every_n_weeks"] == 0
        assert date not in pattern["blocked"]
        assert not day_off(date)


@given(patterns())
def test_dates_and_those_skipped_are_the_whole_pattern_without_a_gap(pattern):
    planned = plan_dates(**pattern)
    all_dates = sorted(
        date for row in planned for date in (row.date, *(skip.date for skip in row.skipped))
    )
    free = {**pattern, "blocked": {}, "count": len(all_dates)}
    expected = [
        date
        for row in plan_dates(**free)
        for date in (*(skip.date for skip in row.skipped), row.date)
    ]

    assert all_dates == sorted(expected)[: len(all_dates)]
    assert all(skip.why for row in planned for skip in row.skipped)


def test_a_blocked_day_goes_to_the_next_date_of_the_pattern_and_later_days_follow():
    first, blocked = dt.date(2027, 1, 14), dt.date(2027, 1, 28)

    found = plan_dates(first, [THURSDAY], 2, 3, {blocked: "Konferens"})

    assert [row.date for row in found] == [first, dt.date(2027, 2, 11), dt.date(2027, 2, 25)]
    assert [(skip.date, skip.why) for skip in found[1].skipped] == [(blocked, "Konferens")]


def test_christmas_eve_and_new_years_eve_are_skipped_across_the_turn_of_the_year():
    found = plan_dates(dt.date(2026, 12, 17), [THURSDAY], 1, 2)

    assert [row.date for row in found] == [dt.date(2026, 12, 17), dt.date(2027, 1, 7)]
    assert [skip.why for skip in found[1].skipped] == [
        day_off(dt.date(2026, 12, 24)),
        day_off(dt.date(2026, 12, 31)),
    ]


@pytest.mark.parametrize("date", [dt.date(2027, 3, 25), dt.date(2027, 4, 30), dt.date(2027, 5, 7)])
def test_half_eves_and_squeezed_days_are_pointed_out_but_not_skipped(date):
    [found] = plan_dates(date, [date.weekday()], 1, 1)

    assert found.date == date
    assert found.remark == squeezed_day(date) != ""


def test_several_weekdays_are_taken_in_turn():
    found = plan_dates(dt.date(2027, 1, 14), [WEDNESDAY, THURSDAY], 1, 4)

    assert [row.date.day for row in found] == [14, 20, 21, 27]


def test_the_clock_shows_the_same_before_and_after_summer_time():
    winter, summer = (
        DayTimes().on(date)[Half.MORNING][0]
        for date in (dt.date(2027, 3, 26), dt.date(2027, 3, 30))
    )

    assert winter.time() == summer.time() == dt.time(9)
    assert winter.utcoffset() != summer.utcoffset()


def test_each_term_begins_on_its_own_first_day():
    terms = plan_terms(
        [dt.date(2027, 1, 27), dt.date(2027, 9, 1), dt.date(2028, 1, 19)],
        [8, 8, 8],
        [WEDNESDAY],
        2,
    )

    assert [len(term) for term in terms] == [8, 8, 8]
    assert [term[0].date for term in terms] == [
        dt.date(2027, 1, 27),
        dt.date(2027, 9, 1),
        dt.date(2028, 1, 19),
    ]


@pytest.mark.parametrize(
    ("first_days", "code", "field"),
    [
        ([dt.date(2027, 1, 27)], "first_day_missing", "first_day_2"),
        ([dt.date(2027, 1, 27), dt.date(2027, 2, 10)], "terms_overlap", "first_day_2"),
        (
            [dt.date(2027, 1, 27), dt.date(2027, 9, 2)],
            "first_day_is_another_weekday",
            "first_day_2",
        ),
    ],
)
def test_terms_that_do_not_fit_are_refused_at_the_right_question(first_days, code, field):
    with pytest.raises(RuleViolation) as refused:
        plan_terms(first_days, [8, 8], [WEDNESDAY], 1)

    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("weekdays", "every", "code"),
    [
        ([], 1, "no_weekday"),
        ([SATURDAY], 1, "first_day_is_another_weekday"),
        ([2], 0, "weeks_between"),
    ],
)
def test_a_pattern_without_sense_is_refused(weekdays, every, code):
    with pytest.raises(RuleViolation) as refused:
        plan_dates(dt.date(2027, 1, 27), weekdays, every, 1)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("times", "field"),
    [
        (DayTimes(morning_ends=dt.time(8)), "morning_ends"),
        (DayTimes(afternoon_starts=dt.time(11)), "afternoon_starts"),
        (DayTimes(afternoon_ends=dt.time(13)), "afternoon_ends"),
    ],
)
def test_times_that_are_out_of_order_are_refused(times, field):
    with pytest.raises(RuleViolation) as refused:
        times.check()

    assert refused.value.field == field


def test_a_day_may_go_on_without_a_lunch_break():
    DayTimes(morning_ends=dt.time(12), afternoon_starts=dt.time(12)).check()


@given(
    st.lists(first_days, min_size=1, max_size=10, unique=True).map(sorted),
    st.integers(-60, 60),
    st.sets(first_days, max_size=5),
)
def test_days_that_follow_keep_their_order_and_avoid_days_off(dates, days, blocked):
    moved = move_along(dates, dt.timedelta(days=days), after=dt.date(2019, 1, 1), blocked=blocked)

    assert len(moved) == len(dates)
    assert all(earlier < later for earlier, later in zip(moved, moved[1:], strict=False))
    assert not any(date in blocked or day_off(date) for date in moved)
