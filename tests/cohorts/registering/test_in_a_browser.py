"""The pages as people meet them: narrow and wide, light and dark, without a script."""

import pytest

from cohorts.services.registrations.leaving import cancel_own
from common.links import make_token
from tests.cohorts.registering.people import join, send_in

pytestmark = pytest.mark.django_db(transaction=True)


def own_path(registration) -> str:
    return f"/anmalan/min/{make_token('registration', registration.pk, registration.nonce)}/"


def test_anyone_registers_without_a_script(visit, open_cohort):
    page = visit("/anmalan/", phone=True, java_script_enabled=False)
    page.get_by_role("link", name="Utbildning introduction").click()
    page.get_by_label("Namn").fill("Sivert Nordanfors")
    page.get_by_label("E-postadress").fill("sivert@exempel.example")
    page.get_by_role("button", name="Anmäl mig").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Titta i din mejl"


def test_public_pages_have_no_barriers(visit, violations, open_cohort):
    line = [join(open_cohort, question="Får anhöriga komma?") for _ in range(5)]
    cancel_own(by=None, registration=line[0])
    paths = [
        "/anmalan/",
        f"/anmalan/{open_cohort.slug}/",
        f"/anmalan/{open_cohort.slug}/klart/",
        *(own_path(row) for row in line[:4]),
        own_path(line[3]) + "avanmal/",
        "/anmalan/min/gissat/",
    ]
    for path in paths:
        for dark in (False, True):
            assert violations(visit(path, dark=dark, phone=dark)) == [], path


def test_the_pages_of_employer_and_board_have_no_barriers(
    visit, violations, cast, staff_cohort, open_cohort
):
    rows = send_in(cast.nominator, staff_cohort, cast.south, 5)
    for _ in range(4):
        join(open_cohort, question="Får anhöriga komma?")
    pages = [
        (cast.nominator, f"/anmal/{staff_cohort.slug}/"),
        (cast.nominator, f"/anmal/{staff_cohort.slug}/{rows[0].pk}/avanmal/"),
        (cast.nominator, "/nominera/"),
        (cast.board, "/anmalningar/"),
        (cast.board, f"/kurser/{staff_cohort.slug}/anmalningar/"),
        (cast.board, f"/kurser/{staff_cohort.slug}/anmalningar/{rows[0].pk}/avsla/"),
        (cast.board, f"/kurser/{open_cohort.slug}/anmalningar/"),
    ]
    for person, path in pages:
        for dark in (False, True):
            assert violations(visit(path, person, dark=dark, phone=dark)) == [], path


def test_the_board_confirms_one_with_the_keyboard_and_the_rest_with_a_button(
    visit, cast, staff_cohort
):
    rows = send_in(cast.nominator, staff_cohort, cast.south, 3)
    page = visit(f"/kurser/{staff_cohort.slug}/anmalningar/", cast.board)
    page.get_by_label(rows[0].name).press("Space")
    page.get_by_role("button", name="Bekräfta valda").press("Enter")
    assert page.get_by_role("status").get_by_text("En person är bekräftad").is_visible()
    page.get_by_role("button", name="Bekräfta alla som får plats").click()
    assert page.get_by_role("status").get_by_text("2 personer är bekräftade").is_visible()
