"""The area's plan as a picture: which lane holds what."""

import datetime as dt
from types import SimpleNamespace

from cohorts.selectors.summaries import Stretch, Summary
from cohorts.selectors.timeline import timeline

TODAY = dt.date(2026, 11, 22)


def summary(number: int, programme: int, *dates: dt.date) -> Summary:
    version = SimpleNamespace(programme_id=programme)
    cohort = SimpleNamespace(pk=number, version=version)
    return Summary(cohort, TODAY, seats=None, stretches=(Stretch("", dates),))


def lanes(*summaries: Summary) -> list[list[int]]:
    return [
        [bar.summary.cohort.pk for bar in lane.bars] for lane in timeline(summaries, TODAY).lanes
    ]


def test_single_days_of_a_programme_share_a_lane_where_none_hides_another():
    december, later = dt.date(2026, 12, 16), dt.date(2026, 12, 30)
    spring = dt.date(2027, 4, 14)
    days = [summary(1, 7, december), summary(2, 7, later), summary(3, 7, spring)]
    assert lanes(*days) == [[1, 3], [2]]


def test_a_course_of_several_days_has_a_lane_of_its_own():
    first, last = dt.date(2026, 12, 16), dt.date(2027, 4, 14)
    assert lanes(summary(1, 7, first, last), summary(2, 7, first, last)) == [[1], [2]]
