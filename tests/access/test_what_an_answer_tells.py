"""What somebody could conclude from an answer about people who are none of their business."""

import pytest

from cohorts.selectors.nominations import nominated_in
from tests.factories.cohorts import make_cohort, make_nomination

pytestmark = pytest.mark.django_db


def test_the_number_of_nominated_does_not_tell_who_is_nominated_elsewhere(cast):
    cohort = make_cohort(area=cast.area)
    elsewhere = make_nomination(cohort, cast.psychosis, by=cast.nominator_region)
    before = nominated_in(cohort)
    make_nomination(cohort, cast.south, by=cast.nominator, email=elsewhere.email)
    assert nominated_in(cohort) == before + 1
