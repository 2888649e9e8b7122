"""A course day with its two trainers."""

import datetime as dt

import pytest

from tests.cohorts.attending.days import DATE, at


@pytest.fixture
def cohort(cast):
    from organisations.roles import RoleCode
    from tests.factories.cohorts import make_cohort
    from tests.factories.organisations import give_role

    with at("08:00", DATE - dt.timedelta(days=30)):
        cohort = make_cohort(area=cast.area, first_day=DATE)
        give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
        give_role(cast.examiner, RoleCode.TRAINER, cohort=cohort)  # a second trainer here
    return cohort


@pytest.fixture
def day(cohort):
    from cohorts.selectors.attending import day_of

    return day_of(cohort, 1)


@pytest.fixture
def morning(day):
    return day.parts.all()[0]


@pytest.fixture
def afternoon(day):
    return day.parts.all()[1]
