"""Worksheets: who reads them, in which version, and what may be done with them."""

import datetime as dt

import pytest
from wagtail.models import ReferenceIndex

from cohorts.enums import EnrolmentState
from common.clock import now, today
from common.models import AuditEvent
from content.enums import ModuleAccess
from content.models import Worksheet, WorksheetChoice
from content.selectors.worksheets import (
    newest_when_begun,
    readable_worksheets,
    sheet_for,
    sheets_of_group,
    worksheets_by_phase,
    writable_worksheets,
)
from content.services.worksheet_data import FOLDER, load_worksheets, parts_from
from content.services.worksheets import (
    choose_versions,
    delete_worksheet,
    draft_next_version,
    publish_worksheet,
    retire_worksheet,
    save_draft,
)
from courses.enums import MethodPhase, VersionState
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.courses import make_version
from tests.factories.organisations import give_role
from tests.factories.worksheets import make_version_of, make_worksheet
from tests.refusals import refused

pytestmark = pytest.mark.django_db
LONG_AGO, BEFORE, AFTER = 300, 30, 5  # days ago; the cohort began ten days ago


@pytest.fixture
def cohort(cast, version):
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=10))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    return cohort


@pytest.fixture
def sheet(version):
    return make_worksheet(version.programme)


# ── who reads ───────────────────────────────────────────────────────────────────────────────

READERS = {
    ModuleAccess.EVERYONE: {"visitor", "stranger", "elsewhere", "participant", "trainer", "board"},
    ModuleAccess.PARTICIPANTS: {"elsewhere", "participant", "trainer", "board"},
    ModuleAccess.PROGRAMME: {"participant", "trainer", "board"},
    ModuleAccess.TRAINERS: {"trainer"},
}


@pytest.mark.parametrize("access", ModuleAccess)
def test_each_access_opens_it_to_those_it_names_and_nobody_else(cast, cohort, sheet, access):
    from django.contrib.auth.models import AnonymousUser

    Worksheet.objects.update(access=access)
    elsewhere = make_enrolment(make_cohort(make_version("doctors"), cast.area)).person
    people = {
        "visitor": AnonymousUser(),
        "stranger": cast.stranger,
        "elsewhere": elsewhere,
        "participant": cast.participant,
        "trainer": cast.trainer,
        "board": cast.board,
    }
    found = {name for name, person in people.items() if readable_worksheets(person).contains(sheet)}
    assert found == READERS[access]
    assert {name for name, one in people.items() if sheet_for(one, sheet.slug)} == found
    listed = {name for name, one in people.items() if worksheets_by_phase(one)}
    assert listed == found


def test_who_left_the_programme_no_longer_reads_what_is_for_it(cast, cohort, sheet):
    Worksheet.objects.update(access=ModuleAccess.PROGRAMME)
    left = {"state": EnrolmentState.LEFT, "left_on": today(), "seat": None}
    cohort.enrolments.update(**left)
    assert sheet_for(cast.participant, sheet.slug) is None


def test_a_trainer_keeps_the_worksheets_of_the_own_programmes(cast, cohort, sheet):
    other = make_worksheet(make_version("doctors").programme, slug="annat", name="Annat")
    assert list(writable_worksheets(cast.trainer)) == [sheet]
    assert set(writable_worksheets(cast.office)) == {sheet, other}
    assert not writable_worksheets(cast.participant).exists()


def test_a_draft_is_for_those_who_write_it(cast, cohort, version):
    draft = make_worksheet(version.programme, live=False)
    assert sheet_for(cast.trainer, draft.slug).version.state == VersionState.DRAFT
    assert sheet_for(cast.participant, draft.slug) is None
    assert worksheets_by_phase(cast.trainer) == []


def test_the_list_goes_by_phase_and_finds_every_word(cast, cohort, version):
    goals = make_worksheet(version.programme, slug="mal", name="Mål", phase=MethodPhase.GOALS)
    signs = make_worksheet(version.programme)
    found = worksheets_by_phase(cast.participant)
    assert found == [(MethodPhase.GOALS, [goals]), (MethodPhase.STRATEGIES, [signs])]
    assert worksheets_by_phase(cast.participant, "BRUKAR tecken") == [
        (MethodPhase.STRATEGIES, [signs])
    ]
    assert worksheets_by_phase(cast.participant, "tecken mål") == []


# ── which version ───────────────────────────────────────────────────────────────────────────


def test_a_group_keeps_the_version_that_was_newest_when_it_began(cast, cohort, sheet):
    make_version_of(sheet, 2, days_ago=BEFORE)
    make_version_of(sheet, 3, days_ago=AFTER)
    found = sheet_for(cast.participant, sheet.slug)
    assert (found.version.number, found.in_use.number, found.cohort) == (2, 2, cohort)
    assert [version.number for version in found.others] == [3, 1]
    assert sheet_for(cast.office, sheet.slug).version.number == 3


def test_a_group_that_began_before_anything_was_there_gets_the_first_that_came(sheet):
    moment = now() - dt.timedelta(days=1000)
    make_version_of(sheet, 2, days_ago=BEFORE)
    assert newest_when_begun(sheet.versions.all(), moment).number == 1


def test_a_group_to_come_and_one_without_days_get_the_newest(sheet):
    make_version_of(sheet, 2, days_ago=BEFORE)
    for began in (now() + dt.timedelta(days=30), None):
        assert newest_when_begun(sheet.versions.all(), began).number == 2


def test_a_retired_version_stays_with_the_groups_that_began_with_it(cast, cohort, sheet, version):
    second = make_version_of(sheet, 2, days_ago=BEFORE)
    retire_worksheet(by=cast.trainer, version=second)
    assert sheet_for(cast.participant, sheet.slug).version == second
    later = make_cohort(version, cast.area, first_day=today() + dt.timedelta(days=20))
    newcomer = make_enrolment(later).person
    assert sheet_for(newcomer, sheet.slug).version.number == 1
    assert sheet_for(newcomer, sheet.slug, 2) is None


def test_a_cohorts_choice_goes_before_and_can_be_taken_back(cast, cohort, sheet):
    make_version_of(sheet, 2, days_ago=AFTER)
    assert choose_versions(by=cast.trainer, cohort=cohort, numbers={sheet.pk: 2}) == 1
    assert sheet_for(cast.participant, sheet.slug).version.number == 2
    event = AuditEvent.objects.get(action="cohort.choose_worksheet")
    assert (event.actor, event.after) == (
        cast.trainer,
        {"worksheet": sheet.slug, "version": 2},
    )
    assert choose_versions(by=cast.trainer, cohort=cohort, numbers={sheet.pk: 2}) == 0
    assert choose_versions(by=cast.trainer, cohort=cohort, numbers={sheet.pk: None}) == 1
    assert sheet_for(cast.participant, sheet.slug).version.number == 1
    assert not WorksheetChoice.objects.exists()


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.RETIRED])
def test_only_what_is_published_can_be_chosen(cast, cohort, sheet, state):
    make_version_of(sheet, 2, state=state, days_ago=AFTER)
    with refused("no_such_version"):
        choose_versions(by=cast.trainer, cohort=cohort, numbers={sheet.pk: 2})


def test_worksheets_of_a_group_take_four_queries_however_many(
    cast, cohort, version, django_assert_num_queries
):
    for number in range(8):
        make_worksheet(version.programme, slug=f"blad-{number}", fields=[{"short": "Vad?"}])
    with django_assert_num_queries(4):
        assert len(sheets_of_group(cohort)) == 8


# ── keeping ─────────────────────────────────────────────────────────────────────────────────


def test_what_is_published_never_changes_and_the_next_is_made_from_it(cast, cohort, sheet):
    first = sheet.versions.get()
    first.instruction = "Något annat"
    with refused("published"):
        save_draft(by=cast.trainer, version=first)
    draft = draft_next_version(by=cast.trainer, worksheet=sheet)
    first.refresh_from_db()
    assert (draft.number, draft.instruction) == (2, first.instruction)
    assert [part.id for part in draft.parts] == [part.id for part in first.parts]
    assert draft_next_version(by=cast.trainer, worksheet=sheet) == draft
    draft.instruction = "Något annat"
    save_draft(by=cast.trainer, version=draft)
    published = publish_worksheet(by=cast.trainer, version=draft)
    assert published.published_at
    assert AuditEvent.objects.get(action="worksheet_version.publish").actor == cast.trainer


def test_a_worksheet_with_nothing_to_fill_in_is_not_published(cast, version):
    sheet = make_worksheet(
        version.programme, live=False, fields=[{"heading": "Rubrik"}, {"help": "Hjälp"}]
    )
    with refused("no_fields"):
        publish_worksheet(by=cast.trainer, version=sheet.versions.get())


def test_what_modules_use_is_not_deleted_and_says_where_it_is_used(cast, site, version):
    sheet = make_worksheet(version.programme, live=False)
    body = [("worksheet", {"worksheet": sheet, "note": "Till dag 3"})]
    module = make_module(version.days.first(), title="Att se det i tid", body=body)
    assert ReferenceIndex.get_references_to(sheet).exists()
    with refused("used_by_pages") as caught:
        delete_worksheet(by=cast.office, worksheet=sheet)
    assert "“Att se det i tid”" in str(caught.value)
    module.delete()
    delete_worksheet(by=cast.office, worksheet=sheet)
    assert not Worksheet.objects.exists()


def test_what_has_been_published_is_retired_instead_of_deleted(cast, sheet):
    with refused("was_published"):
        delete_worksheet(by=cast.office, worksheet=sheet)


@pytest.mark.parametrize(
    "row",
    [
        {"choice": "Vad?", "options": ["Bara ett"]},
        {"table": "Vad?", "columns": ["A"], "rows": [], "open_rows": 0},
        {"table": "Vad?", "columns": [], "open_rows": 2},
        {"scale": "Vad?", "lowest": 5, "highest": 10, "lowest_means": "a", "highest_means": "b"},
        {"short": ""},
        {"agreement": "Vad?", "who": []},
    ],
)
def test_a_field_that_could_not_be_filled_in_is_refused(row):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        parts_from([row])


# ── what is there from the start ────────────────────────────────────────────────────────────


def test_the_worksheets_of_the_start_are_loaded_once(cast, django_assert_num_queries):
    from courses.services.reference_data import load_programmes

    load_programmes()
    files = len(list(FOLDER.glob("*.toml")))
    assert load_worksheets() == files >= 12
    assert set(Worksheet.objects.values_list("phase", flat=True)) == set(MethodPhase)
    Worksheet.objects.filter(slug="mal").update(name="Vad jag vill")
    with django_assert_num_queries(1):
        assert load_worksheets() == 0
    assert Worksheet.objects.get(slug="mal").name == "Vad jag vill"
