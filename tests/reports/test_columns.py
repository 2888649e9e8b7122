"""The manager's chart says the same as the table beside it."""

import re

import pytest

from reports.templatetags.bars import cohort_columns, scale
from tests.factories.cohorts import make_cohort, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(0, (1, 1)), (5, (1, 5)), (6, (2, 3)), (23, (5, 5)), (30, (10, 3)), (501, (100, 6))],
)
def test_the_scale_has_whole_steps_and_room_for_the_highest(highest, expected):
    step, steps = scale(highest)
    assert (step, steps) == expected
    assert step * steps >= highest


def test_the_columns_stand_in_order_of_time_and_say_their_numbers(cast, client):
    for name, people in (("Bas Tidig 1", 2), ("Bas Sen 2", 3)):
        cohort = make_cohort(area=cast.area, name=name)
        for _ in range(people):
            make_enrolment(cohort, unit=cast.south)
    client.force_login(cast.manager)
    page = client.get("/chef/").content.decode()
    drawn = re.search(r'<svg class="chart.*?</svg>', page, re.DOTALL)[0]
    for name, people in (("Bas Tidig 1", 2), ("Bas Sen 2", 3)):
        assert f"{name}: 0 utbildade, {people} i utbildning, 0 avslutade." in drawn
        assert f">{people} på väg</text>" in drawn
    assert drawn.count('class="open"') == 2
    assert "style=" not in drawn  # the content security policy allows none


def test_a_name_is_escaped_and_a_long_one_shortened(cast, client):
    long = "Basutbildning <i>Västra Sundmark</i> med många ord i namnet och ännu fler"
    make_enrolment(make_cohort(area=cast.area, name=long), unit=cast.south)
    client.force_login(cast.manager)
    page = client.get("/chef/").content.decode()
    drawn = re.search(r'<svg class="chart.*?</svg>', page, re.DOTALL)[0]
    assert "<i>" not in drawn
    assert drawn.count('class="strong"') == 3  # the number, and two lines of the name


def test_nobody_in_training_draws_an_empty_scale():
    assert cohort_columns([]).count("<rect") == 0
