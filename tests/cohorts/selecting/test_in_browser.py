"""The board in a real browser: a tap with htmx, a round without JavaScript, and for everybody."""

import pytest
from django.urls import reverse

from cohorts.enums import Outcome
from cohorts.models import Decision, Enrolment, Seat
from cohorts.services.selection.drafting import decide
from tests.cast import make_cast
from tests.cohorts.selecting.story import accept, nominee, ranks, reject, reserve
from tests.factories.cohorts import make_cohort

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def cohort(cast):
    return make_cohort(area=cast.area, name="Grupp 5", slug="grupp-5")


@pytest.fixture
def people(cast, cohort):
    names = ("Anna Alm", "Bo Berg", "Cia Ceder")
    return [nominee(cohort, cast.south, name=name) for name in names]


BOARD = "/kurser/grupp-5/urval/"


def segment(page, nomination, outcome):
    return page.locator(f"#n{nomination.pk} label:has([value={outcome}])")


def test_a_tap_saves_and_tells_what_it_means(cast, cohort, people, visit):
    anna, bo, cia = people
    page = visit(BOARD, person=cast.board)
    segment(page, anna, "accept").click()
    page.get_by_text("Antas: 1.").wait_for()
    assert Seat.objects.get().nomination == anna
    assert page.evaluate("document.activeElement.value") == "accept"

    segment(page, bo, "reject").click()
    page.get_by_text("Inte sparat.").wait_for()
    reason = page.locator(f"#n{bo.pk} textarea")
    reason.fill("Börjar i höst.")
    reason.blur()
    page.get_by_text("Avslag: 1.").wait_for()
    assert Decision.objects.get(nomination=bo).reason == "Börjar i höst."
    assert not page.get_by_text("Inte sparat.").count()

    segment(page, anna, "reserve").click()
    page.get_by_text("Reserver: 1.").wait_for()
    segment(page, cia, "reserve").click()
    page.get_by_text("Reserver: 2.").wait_for()
    page.get_by_role("button", name="Upp Cia Ceder").click()
    page.locator("#reserves li:first-child strong", has_text="Cia Ceder").wait_for()
    assert ranks(cohort) == {"Cia Ceder": 1, "Anna Alm": 2}
    assert not Seat.objects.exists()


def test_without_javascript_the_whole_round_can_be_played(cast, cohort, people, visit):
    anna, bo, _cia = people
    page = visit(BOARD, person=cast.board, java_script_enabled=False)
    segment(page, anna, "accept").click()
    segment(page, bo, "reject").click()
    page.locator(f"#n{bo.pk} textarea").fill("Börjar i höst.")
    page.get_by_role("button", name="Spara och gå vidare").click()
    page.get_by_label("Vi som deltog har enats").check()
    page.get_by_role("button", name="Stäng omgången och skicka").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Urval till")
    assert Enrolment.objects.get().nomination == anna
    decided = dict(Decision.objects.values_list("nomination__name", "outcome"))
    assert decided == {"Anna Alm": Outcome.ACCEPT, "Bo Berg": Outcome.REJECT}


@pytest.mark.parametrize("look", [{}, {"dark": True}, {"phone": True}])
def test_the_pages_are_for_everybody(cast, cohort, people, visit, violations, look):
    decide(
        by=cast.board,
        cohort=cohort,
        choices=[accept(people[0]), reserve(people[1]), reject(people[2])],
    )
    stopped = nominee(cohort, cast.north, b1=False, b2=False)
    one = reverse("cohorts:candidate", args=[cohort.slug, stopped.pk])
    for path in (BOARD, f"{BOARD}?principal=municipality", one, f"{BOARD}stang/", "/urval/"):
        page = visit(path, person=cast.board, **look)
        assert violations(page) == [], path
