"""Every component, looked at by axe in a real browser, and used by keyboard and without script."""

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.lms.gallery_urls")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_no_component_gives_axe_anything_to_say(visit, violations, phone, dark):
    assert violations(visit("/galleri/?refused", phone=phone, dark=dark)) == []


def test_nothing_runs_out_of_a_narrow_page(visit):
    page = visit("/galleri/?refused")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_refused_form_puts_the_focus_on_the_summary(visit):
    page = visit("/galleri/?refused")
    assert page.evaluate("document.activeElement.className").startswith("error-summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_email"


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(visit):
    page = visit("/galleri/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"


def test_the_way_in_works_without_script(visit, violations):
    page = visit("/logga-in/", phone=True, java_script_enabled=False)
    page.get_by_text("Logga in med lösenord").click()
    assert page.get_by_label("Lösenord").is_visible()


def test_typed_text_is_not_lost_without_a_question(visit):
    page = visit("/galleri/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("E-postadress").fill("linnea")
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
