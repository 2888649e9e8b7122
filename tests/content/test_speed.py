"""A long module is quick and light (issue 4: 40 blocks, 12 queries, 60 kB)."""

import datetime as dt

import pytest

from common.clock import today
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.content_blocks import every_block

# Wagtail leaves the temporary file of a resized picture open.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
BLOCKS, QUERIES, BYTES = 40, 12, 60_000


def test_a_module_of_forty_blocks_of_every_kind(client, cast, site, version, queries):
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=7))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    blocks = [block for _round in range(4) for block in every_block()][:BLOCKS]
    assert len(blocks) == BLOCKS
    module = make_module(version.days.first(), body=blocks)
    for number in range(20):
        make_module(version.days.all()[number % 3])
    client.force_login(cast.participant)
    assert queries(module.url) <= QUERIES
    assert len(client.get(module.url).content) < BYTES
