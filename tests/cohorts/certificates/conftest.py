"""Somebody who fulfils everything, and issuing."""

import pytest


@pytest.fixture
def cohort(cast):
    from common.clock import today
    from tests.factories.cohorts import make_cohort
    from tests.factories.organisations import give_role

    cohort = make_cohort(area=cast.area, first_day=today())
    give_role(cast.examiner, "examiner", cohort=cohort)
    return cohort


@pytest.fixture
def enrolment(cast, cohort):
    from tests.cohorts.certificates.story import fulfil
    from tests.factories.cohorts import make_enrolment

    enrolment = make_enrolment(cohort, cast.participant, unit=cast.south)
    fulfil(enrolment, cast)
    return enrolment
