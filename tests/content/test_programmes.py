"""The public pages of the programmes."""

import datetime as dt

import pytest

from cohorts.enums import CohortState
from common.clock import today
from courses.enums import RequirementKind, VersionState, WayIn
from courses.models import Programme
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_version

pytestmark = pytest.mark.django_db


def read(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_every_programme_that_is_published(client):
    make_version("basic", days=8)
    make_version("doctors", days=5)
    make_version("planned", state=VersionState.DRAFT)
    page = read(client, "/utbildningar/")
    assert "Utbildning basic" in page
    assert "Utbildning doctors" in page
    assert "Utbildning planned" not in page


def test_an_empty_list_says_what_will_be_there(client):
    assert "Inga utbildningar än" in read(client, "/utbildningar/")


def test_a_programme_shows_days_requirements_and_criteria(client):
    version = make_version("basic", days=3, requirements={RequirementKind.DAYS_ATTENDED: 2})
    page = read(client, "/utbildningar/basic/")
    for day in version.days.all():
        assert day.title in page
    assert "2 av 3 kursdagar" in page
    assert "Det urvalet ser till" in page
    assert version.criteria.first().title in page


def test_a_programme_shows_the_newest_version_and_no_draft(client):
    make_version("basic", days=8)
    make_version("basic", days=7)
    make_version("basic", days=6, state=VersionState.DRAFT)
    page = read(client, "/utbildningar/basic/")
    assert "7 dagar och 1 examination" in page


@pytest.mark.parametrize("code", ["planned", "nowhere"])
def test_what_is_not_published_does_not_exist(client, code):
    make_version("planned", state=VersionState.DRAFT)
    assert client.get(f"/utbildningar/{code}/").status_code == 404


def test_courses_to_come_are_shown_but_not_begun_or_cancelled_ones(cast, client):
    version = make_version("basic")
    soon = today() + dt.timedelta(days=30)
    make_cohort(version, cast.area, first_day=soon, name="Den som kommer")
    make_cohort(version, cast.area, first_day=today(), name="Den som pågår")
    make_cohort(
        version, cast.area, first_day=soon, name="Den inställda", state=CohortState.CANCELLED
    )
    page = read(client, "/utbildningar/basic/")
    assert "Den som kommer" in page
    assert "Västra Lunda" in page
    assert "Chefer nominerar till och med" in page
    assert "Den som pågår" not in page
    assert "Den inställda" not in page


def test_a_course_by_an_older_version_is_shown_too(client):
    older = make_version("basic")
    make_version("basic")
    make_cohort(older, name="Med förra versionen")
    assert "Med förra versionen" in read(client, "/utbildningar/basic/")


def test_an_open_course_leads_to_its_registration(client):
    version = make_version("introduction", way_in=WayIn.OPEN, days=1, assignments=0)
    cohort = make_cohort(version)
    assert f'href="/anmalan/{cohort.slug}/"' in read(client, "/utbildningar/introduction/")


def test_without_courses_the_page_says_when_they_come(client):
    make_version("basic")
    assert "Ingen kursgrupp är planerad just nu" in read(client, "/utbildningar/basic/")


def test_queries_do_not_grow_with_courses_or_days(queries, cast):
    version = make_version("basic", days=2)
    make_cohort(version, cast.area)
    one = queries("/utbildningar/basic/")
    for _ in range(29):
        make_cohort(version, cast.area)
    assert queries("/utbildningar/basic/") == one <= 15
    make_version("basic", days=24)
    assert queries("/utbildningar/basic/") == one


def test_queries_do_not_grow_with_programmes(queries):
    make_version("basic")
    one = queries("/utbildningar/")
    for number in range(29):
        make_version(f"p{number}")
    assert queries("/utbildningar/") == one <= 15
    assert Programme.objects.count() == 30
