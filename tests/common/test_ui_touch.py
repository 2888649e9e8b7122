"""Links in lists are as high as a finger on a phone."""

import pytest

from tests.cast import make_cast
from tests.factories.cohorts import make_cohort

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

HEIGHTS = """() => [...document.querySelectorAll("main .rows a, main .date__what a")]
    .map((link) => [link.textContent.trim(), link.getBoundingClientRect().height])"""


@pytest.mark.parametrize("path", ["/konto/", "/omrade/", "/kurser/grupp-5/"])
def test_a_link_in_a_list_is_44_pixels_high_on_a_phone(visit, path):
    cast = make_cast()
    make_cohort(area=cast.area, name="Grupp 5", slug="grupp-5")
    found = visit(path, cast.board, phone=True).evaluate(HEIGHTS)
    assert found
    assert [link for link in found if link[1] < 44] == []
