"""When htmx meets no answer, the page says so and shows a way on."""

import pytest

from cohorts.models import Seat
from tests.cast import make_cast
from tests.cohorts.selecting.story import nominee
from tests.factories.cohorts import make_cohort

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BOARD = "/kurser/grupp-5/urval/"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def anna(cast):
    cohort = make_cohort(area=cast.area, name="Grupp 5", slug="grupp-5")
    return nominee(cohort, cast.south, name="Anna Alm")


@pytest.fixture
def board(cast, anna, visit):
    return visit(BOARD, person=cast.board, forgiving=True)


def tap(page, nomination):
    page.locator(f"#n{nomination.pk} label:has([value=accept])").click()


def test_who_is_logged_out_is_told_and_comes_back(board, anna, violations):
    board.context.clear_cookies(name="sessionid")
    tap(board, anna)
    alert = board.get_by_role("alert")
    alert.get_by_role("heading", name="Du har loggats ut").wait_for()
    assert violations(board) == []
    assert not Seat.objects.exists()
    assert board.locator(f"#n{anna.pk}").count() == 1  # the log-in did not take the row's place
    alert.get_by_role("link", name="Logga in igen").click()
    board.wait_for_url(f"**/logga-in/?next={BOARD}")


def test_without_contact_one_is_told_and_can_try_again(board, anna):
    board.route("**/urval/*/", lambda route: route.abort())
    tap(board, anna)
    again = board.get_by_role("alert").get_by_role("button", name="Försök igen")
    again.wait_for()
    assert not Seat.objects.exists()
    board.unroute("**/urval/*/")
    again.click()
    board.get_by_text("Antas: 1.").wait_for()
    assert Seat.objects.get().nomination == anna
    assert board.get_by_role("alert").inner_text() == ""


def test_an_answer_that_is_a_fault_is_told_and_can_be_put_away(board, anna):
    board.route("**/urval/*/", lambda route: route.fulfill(status=500, body="oj"))
    tap(board, anna)
    alert = board.get_by_role("alert")
    alert.get_by_role("link", name="Ladda om sidan").wait_for()
    alert.get_by_role("button", name="Stäng").click()
    assert alert.inner_text() == ""
