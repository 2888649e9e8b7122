"""The list of literature in a browser, and a work on it referred to in a module."""

import itertools

import pytest

from common.clock import today
from courses.models import LiteratureItem
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module

pytestmark = pytest.mark.django_db
EVERY_LOOK = [
    {"phone": phone, "dark": dark} for phone, dark in itertools.product((False, True), repeat=2)
]


def make_item(version) -> LiteratureItem:
    return LiteratureItem.objects.create(
        version=version,
        position=1,
        day=version.days.first(),
        title="Att läsa",
        authors="Socialstyrelsen",
        doi="10.1037/h0095655",
        pages="Kapitel 3",
    )


def test_a_module_refers_to_a_work_on_the_list(client, cast, site, version):
    make_enrolment(make_cohort(version, cast.area, first_day=today()), cast.participant)
    item = make_item(version)
    body = [("literature", {"item": item, "note": "Läs om mötet."})]
    module = make_module(version.days.first(), body=body)
    client.force_login(cast.participant)
    page = client.get(module.url).content.decode()
    assert "Att läsa" in page
    assert "Kapitel 3" in page
    assert "Läs om mötet." in page
    item.delete()
    page = client.get(module.url).content.decode()
    assert "Att läsa" not in page
    assert "Läs om mötet." in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["", "litteratur/1/"])
def test_the_list_can_be_used_by_everybody_and_fits_a_narrow_screen(
    transactional_db, site, version, visit, violations, path
):
    make_item(version)
    for look in EVERY_LOOK:
        page = visit(f"/utbildningar/basic/{path}", **look)
        assert page.get_by_role("link", name="Att läsa").is_visible()
        assert violations(page) == [], look
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
