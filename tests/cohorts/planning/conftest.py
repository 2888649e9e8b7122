"""What the tests of planning share."""

import datetime as dt

import pytest

FIRST_DAY = dt.date(2027, 1, 14)  # a Thursday
THURSDAY = 3


@pytest.fixture
def planned(cast):
    """`planned(seats=20)`: a cohort planned by the board, nine Thursdays from 14 January 2027."""
    from cohorts.services.planning import plan_cohort
    from tests.factories.courses import make_version

    def plan(**changes):
        given = {
            "by": cast.board,
            "version": changes.get("version") or make_version(),
            "area": cast.area,
            "name": "Bas, grupp 6",
            "seats": 30,
            "first_days": [FIRST_DAY],
            "weekdays": {THURSDAY},
            "venue": "Folkets hus, Lunda",
            "opens_on": dt.date(2026, 10, 1),
            "closes_on": dt.date(2026, 12, 1),
            "answer_by": dt.date(2026, 12, 8),
        }
        return plan_cohort(**given | changes)

    return plan
