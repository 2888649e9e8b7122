"""Each level of access against each kind of reader: the page, its file, the lists."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.urls import get_resolver
from wagtail.documents import get_document_model

from cohorts.enums import DayState, EnrolmentState, InterruptionCause
from common.clock import today
from content.enums import ModuleAccess
from content.selectors.modules import modules_by_assignment, modules_by_day, readable_modules
from content.selectors.reading import reading_of
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.courses import make_version
from tests.factories.organisations import give_role, make_person

pytestmark = pytest.mark.django_db

ENDED = {"left_on": today(), "seat": None}
# Who somebody is in the world below.
READERS = (
    "visitor",
    "stranger",
    "participant",
    "paused",
    "participant elsewhere",
    "trainer",
    "trainer elsewhere",
    "examiner",
    "board",
    "board elsewhere",
    "nominator",
    "manager",
    "office",
)
EVERYBODY = set(READERS)
WORKS_WITH_IT = {"trainer", "examiner", "board", "office"}
TAKES_PART = {"participant", "paused", "participant elsewhere"}
MAY = {
    ModuleAccess.EVERYONE: EVERYBODY,
    ModuleAccess.PARTICIPANTS: WORKS_WITH_IT
    | TAKES_PART
    | {"trainer elsewhere", "board elsewhere"},
    ModuleAccess.PROGRAMME: WORKS_WITH_IT | {"participant"},
    ModuleAccess.TRAINERS: {"trainer", "office"},
}


@pytest.fixture
def cohort(cast, version):
    """A cohort whose first day was a week ago and whose second day is today."""
    return make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=7))


@pytest.fixture
def readers(cast, cohort) -> dict:
    doctors = make_cohort(make_version("doctors"), cast.other_area)
    make_enrolment(cohort, cast.participant, unit=cast.south)
    paused = make_enrolment(cohort, make_person("Pia Palm"), unit=cast.south)
    cause = {"left_cause": InterruptionCause.WORK}
    type(paused).objects.filter(pk=paused.pk).update(
        state=EnrolmentState.INTERRUPTED, **ENDED, **cause
    )
    elsewhere = make_enrolment(doctors, make_person("Disa Dahl"))
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    give_role(cast.examiner, RoleCode.EXAMINER, cohort=cohort)
    other_trainer = make_person("Tilda Tall")
    give_role(other_trainer, RoleCode.TRAINER, programme=doctors.version.programme)
    return {
        "visitor": AnonymousUser(),
        "stranger": cast.stranger,
        "participant": cast.participant,
        "paused": paused.person,
        "participant elsewhere": elsewhere.person,
        "trainer": cast.trainer,
        "trainer elsewhere": other_trainer,
        "examiner": cast.examiner,
        "board": cast.board,
        "board elsewhere": cast.board_outsider,
        "nominator": cast.nominator,
        "manager": cast.manager,
        "office": cast.office,
    }


def get(client, person, address: str) -> int:
    client.logout()
    if person.is_authenticated:
        client.force_login(person)
    response = client.get(address)
    b"".join(response)  # reads a file to its end, which closes it
    return response.status_code


def make_file():
    file = ContentFile(b"%PDF-1.7", name="karta.pdf")
    return get_document_model().objects.create(title="Karta", file=file)


@pytest.mark.parametrize("access", ModuleAccess)
def test_page_file_and_lists_are_for_the_same_people(client, site, cast, version, readers, access):
    assert set(readers) == EVERYBODY
    document = make_file()
    day, homework = version.days.first(), version.assignments.first()
    module = make_module(
        day,
        assignments=[homework],
        access=access,
        body=[("file", {"document": document, "note": ""})],
    )
    opened = {name: get(client, person, module.url) for name, person in readers.items()}
    assert {name for name, status in opened.items() if status == 200} == MAY[access]
    refused = {name: status for name, status in opened.items() if status != 200}
    assert all(status == (302 if name == "visitor" else 404) for name, status in refused.items())
    fetched = {name: get(client, person, document.url) for name, person in readers.items()}
    # Who writes material may use every file in it.
    assert {n for n, status in fetched.items() if status == 200} == MAY[access] | {
        "trainer",
        "trainer elsewhere",
        "office",
    }
    for name, person in readers.items():
        may = name in MAY[access]
        assert readable_modules(person).contains(module) == may, name
        assert modules_by_day(person, [day.pk]) == ({day.pk: [module]} if may else {}), name
        listed = modules_by_assignment(person, [homework.pk])
        assert listed == ({homework.pk: [module]} if may else {}), name


@pytest.mark.parametrize("access", ModuleAccess)
def test_a_draft_is_read_by_nobody(client, site, version, readers, access):
    module = make_module(version.days.first(), access=access, live=False)
    for name, person in readers.items():
        assert get(client, person, module.url) == 404, name
        assert not readable_modules(person).exists(), name


@pytest.mark.parametrize("access", ModuleAccess)
def test_the_side_list_names_only_what_one_may_read(site, version, readers, access):
    here = make_module(version.days.first(), access=ModuleAccess.EVERYONE)
    other = make_module(version.days.last(), access=access)
    for name, person in readers.items():
        named = [stop.module for stop in reading_of(person, here).stops]
        assert (other in named) == (name in MAY[access]), name


def test_it_opens_on_its_day_in_the_readers_own_cohort(client, site, cast, version, readers):
    behind = make_cohort(version, cast.area, first_day=today())
    late = make_enrolment(behind, make_person("Lova Lind")).person
    day = version.days.get(number=2)
    module = make_module(day, opens_on_day=2)
    assert get(client, readers["participant"], module.url) == 200
    assert get(client, late, module.url) == 404
    assert modules_by_day(late, [day.pk]) == {}
    for name in WORKS_WITH_IT:
        assert get(client, readers[name], module.url) == 200, name


def test_it_can_open_on_an_earlier_day_and_belong_to_homework(site, version, readers):
    person = readers["participant"]
    read = make_module(assignments=[version.assignments.first()], opens_on_day=2)
    waits = make_module(assignments=[version.assignments.first()], opens_on_day=3)
    assert list(readable_modules(person)) == [read]
    assert waits not in readable_modules(person)


@pytest.mark.parametrize("change", [{"state": DayState.CANCELLED}, {"plan": None}])
def test_a_day_that_is_not_given_holds_nothing_back(site, cohort, version, readers, change):
    module = make_module(version.days.last(), opens_on_day=3)
    person = readers["participant"]
    assert not readable_modules(person).contains(module)
    day = cohort.days.filter(plan__number=3)
    day.update(**change) if "state" in change else day.delete()
    assert readable_modules(person).contains(module)


def test_another_cohort_of_the_version_opens_nothing(site, cast, version, readers):
    make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=90))
    module = make_module(version.days.last(), opens_on_day=3)
    assert not readable_modules(readers["participant"]).contains(module)


def test_no_programming_interface_serves_modules(client, site, version, readers):
    module = make_module(version.days.first(), access=ModuleAccess.PARTICIPANTS)
    served = [name for name in get_resolver().app_dict if "api" in name]
    assert served == ["wagtailadmin_api"]
    for path in ("/admin/api/main/pages/", f"/admin/api/main/pages/{module.pk}/"):
        for name in EVERYBODY - {"trainer", "trainer elsewhere", "office"}:
            assert get(client, readers[name], path) == (302 if name == "visitor" else 404), name
