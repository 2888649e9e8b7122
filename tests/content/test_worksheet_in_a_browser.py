"""A worksheet in a real browser: filled in, taken along, opened again, and never sent anywhere."""

import datetime as dt
import itertools
import json
import re
from urllib.parse import quote

import pytest

from common.clock import today
from tests.cast import make_cast
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.worksheets import make_version_of, make_worksheet

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "/arbetsblad/tidiga-tecken/"
EVERY_LOOK = [
    {"phone": phone, "dark": dark} for phone, dark in itertools.product((False, True), repeat=2)
]
SECRET = "Går ut med hunden <b>före</b> åtta."
KEPT = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
})"""


@pytest.fixture
def world(transactional_db, site):
    """A running course with a participant and a worksheet with every kind of field."""
    cast, version = make_cast(), make_version("basic", days=2)
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=7))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    make_worksheet(version.programme)
    return cast


def fill_in(page) -> None:
    """An answer of every kind."""
    page.get_by_label("Var ska vi ses?").fill("I parken")
    page.get_by_label("En vanlig vecka").fill(SECRET)
    page.get_by_label("Sms").check()
    page.get_by_label("Min case manager").first.check()
    page.get_by_role("radiogroup", name="Hur viktigt").get_by_label("4").check()
    page.get_by_role("group", name="Tecken 1").get_by_label("Jag märker").fill("Tyst telefon")
    page.get_by_label("Vi ses igen").fill("2027-01-15")
    page.get_by_role("button", name="Rita").click()
    box = page.locator("[data-drawing]").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 90, steps=4)
    page.mouse.up()


def saved(page, tmp_path):
    """The file that the page saves, as a path."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara som egen fil").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def file_with(answers: str) -> str:
    """A file as the page saves it, with these answers inside."""
    return f'<script id="worksheet-answers" type="application/json">{answers}</script>'


def test_it_can_be_used_by_everybody(world, visit, violations):
    for look in EVERY_LOOK:
        page = visit(PATH, person=world.participant, **look)
        fill_in(page)
        assert violations(page) == [], look
    for path in ("/arbetsblad/", f"/kurser/{make_cohort(area=world.area).slug}/arbetsblad/"):
        for look in EVERY_LOOK:
            assert violations(visit(path, person=world.office, **look)) == [], (path, look)


def test_nothing_leaves_the_browser_and_nothing_stays_in_it(world, visit, tmp_path):
    page = visit(PATH, person=world.participant)
    before, asked = page.evaluate(KEPT), []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    fill_in(page)
    page.get_by_label("Var ska vi ses?").press("Enter")
    page.get_by_role("button", name="Lägg till en rad").click()
    path = saved(page, tmp_path)
    page.locator("[data-open]").set_input_files(path)
    page.get_by_text("Filen är öppnad").wait_for()
    page.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    assert [one for one in asked if not one[1].startswith("blob:")] == []
    assert page.evaluate(KEPT) == before

    page.reload()
    assert page.get_by_label("En vanlig vecka").input_value() == ""
    assert page.get_by_label("Sms").is_checked() is False
    assert page.evaluate(KEPT) == before
    assert {method for method, _url in asked} == {"GET"}
    assert not any("hunden" in url or "parken" in url for _method, url in asked)
    page.goto("about:blank")
    page.go_back()
    assert page.get_by_label("En vanlig vecka").input_value() == ""


def test_a_saved_file_can_be_read_by_itself_and_opened_again(world, visit, tmp_path):
    page = visit(PATH, person=world.participant)
    fill_in(page)
    page.get_by_role("button", name="Lägg till en rad").click()
    page.get_by_role("group", name="Tecken 4").get_by_label("Då gör jag").fill("Ringer")
    path = saved(page, tmp_path)
    assert re.fullmatch(r"tidiga-tecken-\d{4}-\d\d-\d\d\.html", path.name)
    text = path.read_text()
    assert "<b>före</b>" not in text.replace("\\u003c", "?")
    assert "http" not in text.replace("http://www.w3.org/", "")

    reader = visit("/", java_script_enabled=False)
    reader.goto(f"data:text/html;charset=utf-8,{quote(text)}")
    assert reader.get_by_text(SECRET).is_visible()
    assert reader.get_by_text("☒").count() == 3
    assert reader.locator(".drawn").count() == 1

    again = visit(PATH, person=world.participant)
    again.locator("[data-open]").set_input_files(path)
    again.get_by_text("Filen är öppnad").wait_for()
    assert again.get_by_label("En vanlig vecka").input_value() == SECRET
    assert again.get_by_label("Sms").is_checked()
    assert again.get_by_label("Brev").is_checked() is False
    assert again.get_by_role("radiogroup", name="Hur viktigt").get_by_label("4").is_checked()
    assert again.get_by_label("Vi ses igen").input_value() == "2027-01-15"
    row = again.get_by_role("group", name="Tecken 4")
    assert row.get_by_label("Då gör jag").input_value() == "Ringer"
    assert again.locator(".drawn").count() == 1
    assert saved(again, tmp_path).read_text() == text


def test_a_file_that_does_not_belong_here_changes_nothing(world, visit, tmp_path):
    from content.models import Worksheet

    make_version_of(Worksheet.objects.get(), 2)
    page = visit(PATH, person=world.participant)
    page.get_by_label("En vanlig vecka").fill("Kvar")
    foreign, other = "inte sparad från ett arbetsblad här", "annan version"
    ours = {"worksheet": "tidiga-tecken", "version": "2"}
    for name, text, answer in (
        ("tom.html", "", foreign),
        ("bild.html", "\x00\x01\x02", foreign),
        ("trasig.html", file_with("{"), foreign),
        ("utan-svar.html", file_with(json.dumps(ours | {"answers": None})), foreign),
        ("annan.html", file_with(json.dumps(ours | {"answers": {}})), other),
    ):
        path = tmp_path / name
        path.write_text(text)
        page.locator("[data-open]").set_input_files(path)
        page.get_by_text(answer).wait_for()
        assert page.get_by_label("En vanlig vecka").input_value() == "Kvar"


def test_a_files_script_is_never_run(world, visit, tmp_path):
    page = visit(PATH, person=world.participant)
    path = saved(page, tmp_path)
    page.get_by_label("Var ska vi ses?").fill("x")
    mark = "<img src=x onerror='window.caught=1'><script>window.caught=1</script>"
    key = page.get_by_label("Var ska vi ses?").get_attribute("data-key")
    drawing = page.locator("[data-drawing]").get_attribute("data-drawing")
    found = json.loads(re.search(r'type="application/json">(.*?)</script>', path.read_text())[1])
    found["answers"] = {key: mark, drawing: [mark, "1,1 2,2"]}
    path.write_text(mark + file_with(json.dumps(found).replace("<", "\\u003c")))
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-open]").set_input_files(path)
    page.get_by_text("Filen är öppnad").wait_for()
    assert page.get_by_label("Var ska vi ses?").input_value() == mark
    assert page.locator(".drawn").count() == 1
    assert page.evaluate("window.caught") is None


def test_who_leaves_with_unsaved_text_is_asked_first(world, visit, tmp_path):
    page = visit(PATH, person=world.participant)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page = visit(PATH, person=world.participant)
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Var ska vi ses?").fill("I parken")
    page.get_by_role("link", name="Arbetsblad").first.click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.get_by_label("Var ska vi ses?").input_value() == "I parken"
    page.get_by_role("button", name="Töm bladet").click()
    assert asked == ["beforeunload", "confirm"]
    assert page.get_by_label("Var ska vi ses?").input_value() == "I parken"
    saved(page, tmp_path)
    page.get_by_role("link", name="Arbetsblad").first.click()
    page.wait_for_url("**/arbetsblad/")
    assert len(asked) == 2


def test_a_long_answer_is_printed_whole(world, visit):
    page = visit(PATH, person=world.participant)
    field = page.get_by_label("En vanlig vecka")
    field.fill("En rad.\n" * 40)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert field.is_hidden()
    assert page.locator(".printed").bounding_box()["height"] > 600
    assert page.get_by_text("Inget du skriver här sparas hos oss").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert field.is_visible()
    assert page.locator(".printed").count() == 0


def test_without_javascript_it_is_a_page_to_print_that_fits_a_narrow_screen(world, visit):
    page = visit(PATH, person=world.participant, phone=True, java_script_enabled=False)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("button", name="Spara som egen fil").is_hidden()
    page.get_by_label("Var ska vi ses?").fill("I parken")
    page.get_by_label("Var ska vi ses?").press("Enter")
    assert page.url.endswith(PATH)
    assert page.get_by_label("Var ska vi ses?").input_value() == "I parken"
    page.emulate_media(media="print")
    assert page.get_by_role("link", name="Hämta som PDF").is_hidden()
