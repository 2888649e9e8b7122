"""The start page: facts from the plan, days from the cohorts."""

import datetime as dt

import pytest

from common.clock import today
from content.models import HomePage
from courses.enums import WayIn
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def introduction(db):
    return make_version(
        "introduction",
        way_in=WayIn.OPEN,
        days=1,
        examination=False,
        assignments=0,
        requirements={},
        seats=60,
    )


def make_open_day(version, days: int, **fields):
    day = today() + dt.timedelta(days=days)
    return make_cohort(version, first_day=day, closes_on=day - dt.timedelta(days=1), **fields)


def draw(*programmes) -> None:
    """Choose what the start page draws with its days."""
    home = HomePage.objects.get()
    home.programmes = programmes
    home.save()


def start(client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_chosen_programme_is_drawn_with_its_days_and_others_are_named(site, client):
    basic = make_version("basic", days=8)
    make_version("doctors", days=5)
    draw(basic.programme)
    page = start(client)
    assert "8 kursdagar och 1 examinationsdag" in page
    assert "8 dagar och 1 examination" in page
    assert "Utbildning doctors</a>" in page
    assert "5 kursdagar" not in page


def test_a_new_version_is_drawn_at_once(site, client):
    basic = make_version("basic", days=8)
    draw(basic.programme)
    make_version("basic", days=9)
    assert "9 dagar och 1 examination" in start(client)


def test_the_next_open_days_lead_to_registration(site, client, introduction):
    for days in (40, 10, 20, 30):
        make_open_day(introduction, days, slug=f"om-{days}-dagar")
    page = start(client)
    shown = [page.find(f'href="/anmalan/om-{days}-dagar/"') for days in (10, 20, 30)]
    assert shown == sorted(shown)
    assert -1 not in shown
    assert "om-40-dagar" not in page
    assert "Alla 4 öppna dagar" in page
    assert "60 platser kvar" in page


def test_a_seminar_is_no_introduction_day(site, client, introduction):
    make_open_day(introduction, 10)
    assert '<h2 id="introduction-days">Introduktionsdagar</h2>' in start(client)
    make_open_day(
        make_version(
            "seminar",
            way_in=WayIn.OPEN,
            days=1,
            examination=False,
            assignments=0,
            requirements={},
        ),
        5,
    )
    page = start(client)
    assert '<h2 id="introduction-days">Öppna dagar</h2>' in page
    headings = ["Utbildning introduction</h3>", "Utbildning seminar</h3>"]
    assert all(heading in page for heading in headings)


def test_without_days_the_page_says_where_they_will_come(site, client):
    assert "Inga dagar är planerade just nu" in start(client)


def test_it_is_quick_and_light_however_much_there_is(site, client, queries, introduction):
    draw(introduction.programme)
    make_open_day(introduction, 10)
    few = queries("/")
    for number in range(1, 30):
        make_open_day(introduction, 10 + number)
        make_version(f"p{number}")
    assert queries("/") == few <= 15
    assert len(client.get("/").content) < 60_000


def test_somebody_who_has_logged_in_gets_it_as_quickly(site, cast, client, queries, introduction):
    make_open_day(introduction, 10)
    client.force_login(cast.board)
    assert queries("/") <= 15
