"""The pages of nominating in a real browser: without a finding of axe, and without JavaScript."""

import pytest
from django.urls import reverse

from cohorts.enums import NominationState
from cohorts.services.nominations.answering import report_wrong_person
from cohorts.services.nominations.drafting import nominate
from common.links import make_token
from tests.cohorts.nominating.answers import ALL_YES_CASE_MANAGER, YES
from tests.cohorts.nominating.files import csv_file, row
from tests.factories.cohorts import make_nomination
from tests.factories.organisations import make_profession

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(cast, cohort, case_managers, nominee):
    """Nominations in every state, to two courses."""
    for state in ("complete", "declined", "accepted", "reserve", "rejected"):
        make_nomination(cohort, cast.south, by=cast.nominator, state=NominationState(state))

    def write(name, to=cohort, send_it=False, **fields):
        given = nominee(name, **fields)
        return nominate(by=cast.nominator, cohort=to, nominee=given, send_it=send_it).nomination

    return {
        "draft": write("Bashir Omarzai", answers={"B1": YES}, rank=2),
        "ready": write("Tilda Rosengård", rank=3),
        "sent": write("Jasmin Örneblad", send_it=True, rank=1),
        "wrong": write("Ove Fridhult", send_it=True),
        "case_manager": write(
            "Selma Aktan", to=case_managers, send_it=True, answers=ALL_YES_CASE_MANAGER
        ),
        "case_manager_draft": write("Hampus Kvarnlund", to=case_managers, answers={}),
    }


@pytest.fixture
def pages(cast, cohort, case_managers, story) -> dict[str, str]:
    report_wrong_person(by=None, nomination=story["wrong"])

    def of(name, *args):
        return reverse(f"cohorts:{name}", args=args)

    token = make_token("nomination", story["sent"].pk, story["sent"].confirmation.nonce)
    other = story["case_manager"]
    other_token = make_token("nomination", other.pk, other.confirmation.nonce)
    return {
        "home": of("nominating"),
        "list": of("nominations"),
        "cohort": of("nominating_cohort", cohort.slug),
        "new": of("nominate", cohort.slug),
        "new-cm": of("nominate", case_managers.slug),
        "draft": of("nomination", cohort.slug, story["draft"].pk),
        "sent": of("nomination", cohort.slug, story["sent"].pk),
        "wrong": of("nomination", cohort.slug, story["wrong"].pk),
        "file": of("nominate_by_file", cohort.slug),
        "grid": of("attest", cohort.slug),
        "grid-cm": of("attest", case_managers.slug),
        "answer": of("answer", token),
        "answer-cm": of("answer", other_token),
        "closed": of("answer", "hittepa"),
    }


NAMES = [
    *("home", "list", "cohort", "new", "new-cm", "draft", "sent", "wrong", "file", "grid"),
    *("grid-cm", "answer", "answer-cm", "closed"),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_has_a_finding(cast, pages, visit, violations, dark):
    assert list(pages) == NAMES
    page = visit("/halsa/", cast.nominator, dark=dark)
    found = {}
    for name, address in pages.items():
        page.goto(address)
        found[name] = violations(page)
    assert found == dict.fromkeys(NAMES, [])


def test_no_page_scrolls_sideways_on_a_small_phone(cast, pages, visit):
    page = visit("/halsa/", cast.nominator, phone=True)
    page.set_viewport_size({"width": 320, "height": 700})
    wide = {}
    for name, address in pages.items():
        page.goto(address)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert wide == dict.fromkeys(NAMES, 320)


def test_a_file_is_corrected_and_attested_without_javascript(cast, cohort, visit):
    make_profession()
    page = visit(
        reverse("cohorts:nominate_by_file", args=[cohort.slug]),
        cast.nominator,
        phone=True,
        java_script_enabled=False,
    )

    def send_in(*rows):
        content = csv_file(*rows).getvalue()
        page.set_input_files(
            "input[type=file]",
            {"name": "nomineringar.csv", "mimeType": "text/csv", "buffer": content},
        )
        page.click("text=Kontrollera och spara som utkast")

    send_in(row(Yrke="Boendestodjare"))
    assert page.locator("text=Menade du ”Boendestödjare”?").is_visible()
    send_in(row(B4="", Grund=""))
    for question in page.locator("fieldset.segs").all():
        question.get_by_label("Ja").check()
    for grounds in page.locator("tbody textarea").all():
        grounds.fill("Sedan 2019.")
    page.click("text=Skicka alla som är klara")
    assert page.locator("text=1 nominering är skickad.").is_visible()
