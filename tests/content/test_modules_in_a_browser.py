"""A module with every kind of block in a real browser, and pasting from Word in the editor."""

import datetime as dt
import itertools
import re

import pytest
from wagtail.rich_text import RichText

from common.clock import now, today
from content.models import ExerciseAnswer
from organisations.roles import RoleCode
from organisations.services.wagtail_access import sync_wagtail_access
from tests.cast import make_cast
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.content_blocks import every_block, quiz_block
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

# Wagtail leaves the temporary file of a resized picture open; a browser may leave a film.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
LOOKS = [
    {"phone": phone, "dark": dark} for phone, dark in itertools.product((False, True), repeat=2)
]
ANSWERS = (("Rita", False, ""), ("Skriv", False, ""), ("Bjud in", False, ""))
FROM_WORD = """() => {
  const data = new DataTransfer()
  data.setData("text/html", `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
    <p class="MsoNormal" style="margin:0;color:red"><b>Viktigt</b> <span style="font-size:20pt"
    lang="SV">att veta</span><o:p></o:p></p><table><tr><td>Cell</td></tr></table></body></html>`)
  data.setData("text/plain", "Viktigt att veta")
  const at = document.querySelector(".public-DraftEditor-content")
  at.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}))
}"""


@pytest.fixture
def cast(transactional_db, site):
    cast, version = make_cast(), make_version(days=2)
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=7))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    sync_wagtail_access()
    begins = now() + dt.timedelta(days=3)
    lecture = {
        "title": "Tidiga tecken, föreläsning",
        "lecturer": "Erika Ek",
        "starts_at": begins,
        "ends_at": begins + dt.timedelta(hours=1),
        "address": "https://mote.example/tecken",
        "recording": [],
    }
    order = ("quiz", quiz_block("order", *ANSWERS, question="I vilken ordning?"))
    easy = [("text", RichText("<h2>Börja med en bra tid</h2><p>Fråga om en bra tid.</p>"))]
    body = [*every_block(), order, ("lecture", lecture)]
    day = version.days.first()
    make_module(day, title="Tidiga tecken", body=body, easy_body=easy, minutes=25)
    make_module(version.days.last(), title="Krisplanen")
    return cast


def test_every_block_can_be_used_by_everybody(cast, visit, violations):
    for look in LOOKS:
        page = visit("/moduler/tidiga-tecken/", person=cast.participant, **look)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert violations(page) == [], look
    page.goto("/moduler/tidiga-tecken/?text=lattlast")
    assert violations(page) == []


def test_it_fits_a_narrow_screen(cast, visit):
    page = visit("/moduler/tidiga-tecken/", person=cast.participant, phone=True)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scripts", [True, False])
def test_questions_are_answered_with_scripts_and_without(cast, visit, violations, scripts):
    page = visit("/moduler/tidiga-tecken/", person=cast.participant, java_script_enabled=scripts)
    page.get_by_label("Case managern").check()
    page.get_by_role("button", name="Svara", exact=True).first.click()
    page.get_by_text("Inte riktigt").wait_for()
    page.get_by_label("Personen", exact=True).check()
    page.get_by_role("button", name="Svara igen").click()
    page.get_by_text("Ja, alltid.").wait_for()
    for number, text in enumerate(("Rita", "Skriv", "Bjud in"), start=1):
        page.get_by_label(text, exact=True).select_option(str(number))
    page.get_by_role("button", name="Svara", exact=True).click()
    page.get_by_role("button", name="Svara", exact=True).wait_for(state="detached")
    assert ExerciseAnswer.objects.filter(is_right=True).count() == 2
    page.get_by_role("textbox", name="Vilka tecken märker du hos dig själv?").fill(
        "Jag slutar svara."
    )
    page.get_by_role("button", name="Spara svaret").click()
    page.get_by_text(re.compile("^Sparat")).wait_for()
    page.get_by_role("button", name="Jag har gått kursen").click()
    page.get_by_text("Du har gått kursen").wait_for()
    if scripts:
        assert violations(page) == []
    page.get_by_role("button", name="Markera som klar och fortsätt").click()
    page.get_by_role("heading", name="Krisplanen", level=1).wait_for()
    assert page.get_by_text("1 av 2 moduler klara").is_visible()


def test_what_is_pasted_from_word_keeps_only_what_the_editor_offers(cast, visit):
    from playwright.sync_api import expect

    page = visit("/admin/", person=cast.trainer)
    page.get_by_role("link", name="Skriv en modul").click()
    page.get_by_title("Lägg till ett block").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    page.locator(".public-DraftEditor-content").first.click()
    page.evaluate(FROM_WORD)
    field = page.locator("[name=body-0-value]")
    expect(field).to_have_value(re.compile("Viktigt"))
    kept = field.input_value()
    assert '"style":"BOLD"' in kept
    assert "att veta" in kept
    for unwanted in ("Mso", "margin", "color", "<", "font-size", "o:p"):
        assert unwanted not in kept
