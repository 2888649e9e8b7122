"""It is the evening of the first course day."""

import pytest
import time_machine


@pytest.fixture
def evening(db):
    """The clock, so that a test can move it on."""
    with time_machine.travel("2027-03-03 18:00 +01:00", tick=False) as clock:
        yield clock


@pytest.fixture
def group(cast, evening):
    """Six people of a cohort in the area; Alva is one of them, Torvald teaches them."""
    from organisations.roles import RoleCode
    from tests.cohorts.evaluating.story import make_group
    from tests.factories.organisations import give_role

    cohort, enrolments = make_group(area=cast.area)
    enrolments[0].person = cast.participant
    enrolments[0].save()
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    return cohort, enrolments


@pytest.fixture
def form(group):
    """The form of the first day, open."""
    from tests.cohorts.evaluating.story import open_form

    return open_form(group[0])
