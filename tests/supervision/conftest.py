"""A cohort whose examination day is today, and a later one of the same programme."""

import datetime as dt

import pytest


@pytest.fixture
def version(db):
    from tests.factories.courses import make_version

    return make_version()


@pytest.fixture
def cohort(cast, version):
    """Eight weeks of teaching, and the examination today."""
    from common.clock import today
    from tests.factories.cohorts import make_cohort
    from tests.factories.organisations import give_role

    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(weeks=8))
    give_role(cast.examiner, "examiner", programme=version.programme)
    return cohort


@pytest.fixture
def later(cast, version, cohort):
    """The next cohort, whose examination day is to come."""
    from common.clock import today
    from tests.factories.cohorts import make_cohort

    first_day = today() + dt.timedelta(weeks=2)
    return make_cohort(version, cast.area, first_day=first_day, seats=3)


@pytest.fixture
def day(cohort):
    from tests.factories.examinations import examination_day

    return examination_day(cohort)


@pytest.fixture
def assess(cast, day):
    """`assess({enrolment: PASSED})` marks as the examiner; `by` and `on` say otherwise."""
    from supervision.services.marking import Marking, mark

    def run(results, *, by=None, on=None, revision=0):
        markings = [Marking(row.pk, outcome, revision) for row, outcome in results.items()]
        return mark(by=by or cast.examiner, day=on or day, markings=markings)

    return run


@pytest.fixture
def conclude(cast, day, assess):
    """`conclude({enrolment: FAILED})`: marked and made final."""
    from supervision.services.sittings import finalise

    def run(results):
        assess(results)
        return finalise(by=cast.examiner, day=day)

    return run
