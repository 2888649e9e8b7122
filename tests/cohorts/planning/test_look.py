"""The pages of planning in a real browser: nothing for axe to find, nothing that runs off the
screen, dates that come while one types, and all of it without JavaScript too."""

import datetime as dt

import pytest
from django.urls import reverse

from common.clock import today
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db(transaction=True)
RUNS_OFF = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def cohort(cast):
    """A cohort that is going on, with more to come in the same area."""
    cohort = make_cohort(
        area=cast.area, first_day=today() - dt.timedelta(weeks=3), name="Bas, grupp 5"
    )
    give_role(cast.trainer, "trainer", cohort=cohort)
    make_enrolment(cohort, cast.participant, unit=cast.south)
    make_cohort(cohort.version, cast.area, name="Bas, grupp 6")
    make_cohort(make_version("introduction", days=1, examination=False, assignments=0), cast.area)
    return cohort


@pytest.mark.parametrize(
    ("who", "name", "args"),
    [
        ("board", "areas", ()),
        ("office", "areas", ()),
        ("board", "plan", ()),
        ("trainer", "cohorts", ()),
        ("board", "cohort", ("slug",)),
        ("participant", "cohort", ("slug",)),
        ("board", "change_cohort", ("slug",)),
        ("board", "cancel_cohort", ("slug",)),
        ("board", "move_day", ("slug", 5)),
        ("board", "cancel_day", ("slug", 5)),
        ("participant", "my_calendar", ()),
    ],
)
def test_a_page_can_be_read_by_everybody(visit, violations, cast, cohort, who, name, args):
    path = reverse(f"cohorts:{name}", args=[cohort.slug if arg == "slug" else arg for arg in args])

    for look in ({}, {"phone": True, "dark": True}):
        page = visit(path, getattr(cast, who), **look)
        assert violations(page) == []
        assert not page.evaluate(RUNS_OFF)


def test_the_dates_come_as_soon_as_a_first_day_is_chosen(visit, violations, cast):
    version = make_version()
    path = f"{reverse('cohorts:plan')}?area={cast.area.slug}&version={version.pk}"
    page = visit(path, cast.board)

    page.fill("#id_first_day_1", "2027-12-17")
    page.press("#id_first_day_1", "Tab")
    page.wait_for_selector("#preview >> text=Hoppas över: Julafton")

    assert page.locator("#preview strong").count() == 9
    assert violations(page) == []


def test_a_cohort_is_planned_without_javascript(visit, cast):
    page = visit(reverse("cohorts:plan"), cast.board, java_script_enabled=False)
    version = make_version()
    first = today() + dt.timedelta(days=90)
    while first.weekday() > 3:
        first += dt.timedelta(days=1)

    page.goto(reverse("cohorts:plan"))
    page.check(f"input[value='{version.pk}']")
    page.click("text=Fortsätt")
    page.fill("#id_first_day_1", first.isoformat())
    page.fill("#id_closes_on", (first - dt.timedelta(days=60)).isoformat())
    page.fill("#id_answer_by", (first - dt.timedelta(days=50)).isoformat())
    page.click("text=Visa datumen")
    assert page.locator("#preview strong").count() == 9
    page.click("text=Spara kursgruppen")

    assert "är planerad" in page.inner_text("main")
