"""An introduction day that anyone can register to, and a course that employers register to."""

import pytest


@pytest.fixture
def open_cohort(cast):
    """Open to all, one day in 60 days, two seats."""
    return make("introduction", cast.area, way_in="open", days=1, seats=2, name="Introduktion 1")


@pytest.fixture
def staff_cohort(cast):
    """Employers register, the board confirms: five days, three seats."""
    return make("doctors", cast.area, way_in="employer", days=5, seats=3, name="Läkare 1")


def make(code, area, *, way_in, days, seats, name):
    from tests.factories.cohorts import make_cohort
    from tests.factories.courses import make_version

    version = make_version(code, way_in=way_in, days=days, examination=False, assignments=0)
    return make_cohort(version, area, seats=seats, name=name, slug=f"{code}-1")
