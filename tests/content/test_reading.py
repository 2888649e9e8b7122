"""Who reads a module, and what they find beside it."""

import datetime as dt

import pytest

from cohorts.enums import EnrolmentState
from common.clock import today
from content.selectors.modules import modules_by_day
from content.selectors.reading import reading_of
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast, version):
    """A cohort whose first day was a week ago, with one participant."""
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=7))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    return cohort


@pytest.fixture
def module(site, version):
    return make_module(version.days.first(), title="Tidiga tecken", minutes=25)


def answer(client, person, module) -> int:
    client.force_login(person)
    return client.get(module.url).status_code


def test_a_participant_finds_it_with_the_day_and_reads_it(client, cast, cohort, module):
    client.force_login(cast.participant)
    home = client.get("/min-sida/").content.decode()
    assert f'href="{module.url}"' in home
    page = client.get(module.url).content.decode()
    assert "Ett tidigt tecken är en förändring." in page
    assert "Ungefär 25 minuter" in page
    assert cohort.name in page


def test_a_visitor_is_led_to_the_log_in_and_back(client, module):
    response = client.get(module.url)
    assert response.status_code == 302
    assert response.url == f"/logga-in/?next={module.url}"


@pytest.mark.parametrize("who", ["stranger", "nominator", "manager", "board_outsider"])
def test_it_does_not_exist_for_outsiders(client, cast, cohort, module, who):
    assert answer(client, getattr(cast, who), module) == 404


def test_it_does_not_exist_for_participants_of_another_programme(client, cast, module):
    make_enrolment(make_cohort(make_version("doctors"), cast.area), cast.stranger)
    assert answer(client, cast.stranger, module) == 404


def test_it_does_not_exist_for_those_who_left(client, cast, cohort, module):
    left = {"state": EnrolmentState.LEFT, "left_on": today(), "seat": None}
    cohort.enrolments.update(**left)
    assert answer(client, cast.participant, module) == 404


def test_trainers_read_what_they_teach_and_nothing_else(client, cast, cohort, module):
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    assert answer(client, cast.trainer, module) == 200
    doctors = make_version("doctors").programme
    give_role(cast.examiner, RoleCode.TRAINER, programme=doctors)
    assert answer(client, cast.examiner, module) == 404


def test_a_trainer_of_the_programme_reads_before_any_cohort_is_planned(client, cast, module):
    give_role(cast.trainer, RoleCode.TRAINER, programme=module.days.get().day.version.programme)
    assert answer(client, cast.trainer, module) == 200


def test_a_draft_does_not_exist_for_participants(client, cast, site, cohort, version):
    draft = make_module(version.days.first(), title="Inte färdig", live=False)
    client.force_login(cast.participant)
    assert client.get(draft.url).status_code == 404
    assert "Inte färdig" not in client.get("/min-sida/").content.decode()


def test_changes_in_a_draft_are_not_shown(client, cast, cohort, module):
    module.title = "Ny rubrik"
    module.save_revision()
    client.force_login(cast.participant)
    page = client.get(module.url).content.decode()
    assert "Tidiga tecken" in page
    assert "Ny rubrik" not in page


def test_the_shelf_has_no_page_of_its_own(client, cast, shelf):
    assert client.get(shelf.url).url == "/min-sida/"
    assert client.get(f"{shelf.url}finns-inte/").status_code == 404


def test_modules_stand_in_the_order_of_the_days_and_of_the_shelf(cast, cohort, site, version):
    first, second, examination = version.days.all()
    last = make_module(examination)
    middle, other = make_module(second), make_module(second)
    begin = make_module(first)
    reading = reading_of(cast.participant, middle)
    assert [stop.module for stop in reading.stops] == [begin, middle, other, last]
    assert (reading.previous.module, reading.next.module) == (begin, other)
    assert [stop.is_over for stop in reading.stops] == [True, False, False, False]
    found = modules_by_day(cast.participant, [day.pk for day in version.days.all()])
    assert found == {first.pk: [begin], second.pk: [middle, other], examination.pk: [last]}


def test_a_module_of_two_versions_is_read_in_the_readers_own(cast, cohort, site, version):
    newer = make_version(days=2)
    module = make_module(version.days.first(), newer.days.last())
    only_newer = make_module(newer.days.first())
    reading = reading_of(cast.participant, module)
    assert reading.version == version
    assert reading.cohort == cohort
    assert only_newer not in [stop.module for stop in reading.stops]
    assert reading_of(cast.trainer, module).version == newer


def test_queries_do_not_grow_with_modules(client, cast, cohort, module, version, queries):
    client.force_login(cast.participant)
    one = queries(module.url)
    for number in range(29):
        make_module(version.days.all()[number % 3])
    assert queries(module.url) == one <= 15
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    client.force_login(cast.trainer)
    assert queries(module.url) <= 15
