"""What the tests of selection share."""

import pytest


@pytest.fixture
def cast(db):
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def cohort(cast):
    """A cohort of the cast's area, nominated to, with B1 (should), B2 (must) and B5 (weighed)."""
    from tests.factories.cohorts import make_cohort

    return make_cohort(area=cast.area, name="Grupp 5", slug="grupp-5")
