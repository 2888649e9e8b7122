"""The public pages, a module and the editor in a real browser."""

import datetime as dt
import itertools
import re

import pytest

from common.clock import today
from content.models import HomePage, ModulePage
from courses.enums import WayIn
from organisations.roles import RoleCode
from organisations.services.wagtail_access import sync_wagtail_access
from tests.cast import make_cast
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db(transaction=True)

EVERY_LOOK = [
    {"phone": phone, "dark": dark} for phone, dark in itertools.product((False, True), repeat=2)
]
BODY = [
    ("quote", {"text": "Du brukar sluta ringa.", "source": "En bror"}),
    ("call_out", {"heading": "Kom ihåg", "text": "<p>Personen bestämmer.</p>"}),
    ("steps", ["Rita personen i mitten.", "Skriv vilka som finns runt om."]),
]


@pytest.fixture
def world(transactional_db, site):
    """A running course with a participant, a trainer and two modules, and an open day."""
    cast, basic = make_cast(), make_version("basic", days=2)
    introduction = make_version("introduction", way_in=WayIn.OPEN, days=1, assignments=0)
    day = today() + dt.timedelta(days=20)
    make_cohort(introduction, cast.area, first_day=day, closes_on=day)
    cohort = make_cohort(basic, cast.area, first_day=today() - dt.timedelta(days=7))
    make_cohort(basic, cast.area)
    make_enrolment(cohort, cast.participant, unit=cast.south)
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    sync_wagtail_access()
    home = HomePage.objects.get()
    home.programmes = [basic.programme, introduction.programme]
    home.save()
    make_module(basic.days.first(), title="Första steget", owner=cast.trainer)
    make_module(basic.days.last(), title="Tidiga tecken", body=BODY, minutes=25)
    return cast


@pytest.mark.parametrize("path", ["/", "/utbildningar/", "/utbildningar/basic/", "/hjalp/"])
def test_public_pages_can_be_used_by_everybody(world, visit, violations, path):
    for look in EVERY_LOOK:
        assert violations(visit(path, **look)) == [], look


def test_a_module_can_be_read_by_everybody(world, visit, violations):
    for look in EVERY_LOOK:
        page = visit("/moduler/tidiga-tecken/", person=world.participant, **look)
        assert violations(page) == [], look


@pytest.mark.parametrize("path", ["/", "/utbildningar/basic/", "/moduler/tidiga-tecken/"])
def test_pages_fit_a_narrow_screen_and_need_no_script(world, visit, path):
    page = visit(path, person=world.participant, phone=True, java_script_enabled=False)
    page.set_viewport_size({"width": 320, "height": 700})
    box = page.locator("body").bounding_box()
    assert page.locator("main").bounding_box()["width"] <= box["width"] <= 320


def test_a_trainer_writes_previews_and_publishes_and_a_participant_reads(world, visit):
    from playwright.sync_api import expect

    page = visit("/admin/", person=world.trainer)
    page.get_by_role("link", name="Skriv en modul").click()
    page.locator("#id_title").fill("Att lyssna")
    page.locator("#id_days-0-day").select_option(label="Dag 2: Dag 2")
    page.locator("#body-root").get_by_title("Lägg till ett block").click()
    page.get_by_role("option", name="Text").click()
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type("Lyssna in.")
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("Lyssna in."))
    page.get_by_role("button", name="Spara utkast").click()
    page.wait_for_url("**/edit/")
    page.get_by_role("button", name="Växla förhandsgranskning").click()
    page.locator("iframe").last.content_frame.get_by_text("Lyssna in.").wait_for()

    assert not ModulePage.objects.live().filter(title="Att lyssna").exists()
    page.get_by_role("button", name="Fler åtgärder").click()
    page.get_by_role("button", name="Publicera").click()
    page.get_by_text("har blivit publicerad").wait_for()

    reader = visit("/min-sida/", person=world.participant)
    reader.get_by_role("link", name="Att lyssna").first.click()
    assert reader.get_by_text("Lyssna in.").is_visible()
    reader.get_by_role("link", name="Nästa Tidiga tecken").click()
    assert reader.get_by_role("heading", name="Tidiga tecken", level=1).is_visible()
