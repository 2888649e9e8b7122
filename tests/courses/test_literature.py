"""The list of literature: kept with the version's rules, checked, shown where it is read."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cohorts.selectors.syllabus import load_syllabuses
from common.clock import today
from common.models import AuditEvent
from courses.enums import VersionState
from courses.models import LiteratureItem, ProgrammeVersion
from courses.selectors.contents import contents_of
from courses.selectors.literature import literature_list
from courses.services.reference_data import load_programmes, read_programmes
from courses.services.versions import delete_part, draft_next_version, publish_version, save_part
from organisations.services.wagtail_access import sync_wagtail_access
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def add(version, position: int, title: str, day: int | None = None, **fields) -> LiteratureItem:
    given = version.days.get(number=day) if day else None
    fields = {"authors": "Socialstyrelsen", "year": 2018, **fields}
    return LiteratureItem.objects.create(
        version=version, position=position, title=title, day=given, **fields
    )


@pytest.fixture
def version(db):
    version = make_version(days=2)
    add(version, 1, "Till dag två", 2, pages="Kapitel 3")
    add(version, 2, "Frivilligt till dag ett", 1, is_required=False)
    add(version, 3, "Till dag ett", 1, doi="10.1037/h0095655")
    add(version, 4, "Hela tiden", isbn="9789240025707")
    return version


def titles(version) -> list[tuple]:
    return [
        (reading.day and reading.day.number, [item.title for item in reading.items])
        for reading in literature_list(version)
    ]


def test_the_list_goes_from_the_whole_course_day_by_day_what_is_required_first(
    version, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = titles(version)
    assert found == [
        (None, ["Hela tiden"]),
        (1, ["Till dag ett", "Frivilligt till dag ett"]),
        (2, ["Till dag två"]),
    ]
    first = version.days.get(number=1)
    with django_assert_num_queries(1):
        syllabus = load_syllabuses({version.pk})[version.pk]
    assert [reading.title for reading in syllabus.readings_for(first.pk)] == found[1][1]


def test_numbers_are_checked_and_kept_tidy(version):
    item = LiteratureItem(
        version=version,
        position=5,
        title="Bok",
        authors="WHO",
        isbn="978-92-4-004933-8",
        doi="https://doi.org/10.1037/h0095655",
    )
    item.full_clean()
    assert (item.isbn, item.doi) == ("9789240049338", "10.1037/h0095655")
    assert item.address == "https://doi.org/10.1037/h0095655"
    item.isbn, item.doi, item.link = "978-92-4-004933-9", "h0095655", "javascript:alert(1)"
    with pytest.raises(ValidationError) as caught:
        item.full_clean()
    assert set(caught.value.message_dict) == {"isbn", "doi", "link"}


def test_it_is_copied_to_the_next_version_and_points_at_its_days(cast, version):
    draft = draft_next_version(by=cast.office, programme=version.programme)
    found = contents_of([version.pk, draft.pk])
    assert found[draft.pk]["literature"] == found[version.pk]["literature"]
    assert len(found[draft.pk]["literature"]) == 4
    days = [item.day for item in draft.literature.exclude(day=None)]
    assert {day.version_id for day in days} == {draft.pk}


def test_a_published_list_never_changes(cast, version):
    item = version.literature.first()
    item.title = "Något annat"
    with refused("published"):
        save_part(by=cast.office, row=item)
    with refused("published"):
        delete_part(by=cast.office, row=item)


@pytest.fixture
def office(client, cast):
    sync_wagtail_access()
    client.force_login(cast.office)
    return client


def test_the_office_keeps_the_list_of_a_draft(office, cast, version):
    draft = draft_next_version(by=cast.office, programme=version.programme)
    page = office.get(reverse("programmeversion:edit", args=[draft.pk])).content.decode()
    assert "Till dag två" in page
    form = {
        "version": draft.pk,
        "position": 9,
        "title": "Ny bok",
        "authors": "WHO",
        "isbn": "9789240025708",
        "day": draft.days.first().pk,
    }
    url = f"{reverse('literatureitem:add')}?version={draft.pk}"
    refusal = office.post(url, form)
    assert "Den sista siffran passar inte" in refusal.content.decode()
    other = form | {"isbn": "", "day": version.days.first().pk}
    assert office.post(url, other).status_code == 200, "a day of another version"
    office.post(url, form | {"isbn": "978-92-4-002570-7"})
    assert draft.literature.get(title="Ny bok").isbn == "9789240025707"
    publish_version(by=cast.office, version=draft)
    item = draft.literature.first()
    assert office.get(reverse("literatureitem:edit", args=[item.pk])).status_code == 404


# ── where it is read ────────────────────────────────────────────────────────────────────────


def test_it_stands_on_the_programmes_page_and_on_a_list_to_print(client, version, queries):
    page = client.get("/utbildningar/basic/").content.decode()
    printed = f"/utbildningar/basic/litteratur/{version.number}/"
    assert f'href="{printed}"' in page
    assert "Frivilligt till dag ett" in page
    page = client.get(printed).content.decode()
    assert page.index("För hela kursen") < page.index("Dag 1") < page.index("Dag 2")
    assert 'href="https://doi.org/10.1037/h0095655"' in page
    assert "ISBN 9789240025707" in page
    assert "Kapitel 3" in page
    few = queries(printed)
    for number in range(10, 40):
        add(version, number, f"Bok {number}", 1)
    assert queries(printed) == few <= 4


def test_a_draft_is_for_the_office_and_a_version_without_a_list_says_so(client, cast, version):
    draft = make_version(days=2, state=VersionState.DRAFT)
    path = f"/utbildningar/basic/litteratur/{draft.number}/"
    assert client.get(path).status_code == 404
    client.force_login(cast.office)
    assert "Ingen litteratur i den här versionen" in client.get(path).content.decode()
    assert client.get("/utbildningar/basic/litteratur/99/").status_code == 404


def test_a_participant_finds_what_to_read_before_the_next_day(client, cast, version):
    cohort = make_cohort(version, cast.area, first_day=today() + dt.timedelta(days=3))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    client.force_login(cast.participant)
    page = client.get("/min-sida/").content.decode()
    before = page[page.index("Inför dagen") : page.index("Alla kursdagar")]
    assert "Till dag ett" in before
    assert "(frivilligt)" in before
    assert "Till dag två" not in before
    assert f'href="/utbildningar/basic/litteratur/{version.number}/"' in page


def test_the_chooser_shows_the_lists_of_what_one_writes_for(client, cast, version):
    from organisations.roles import RoleCode
    from tests.factories.organisations import give_role

    add(make_version("doctors"), 1, "För läkare")
    give_role(cast.trainer, RoleCode.TRAINER, programme=version.programme)
    sync_wagtail_access()
    client.force_login(cast.trainer)
    page = client.get(reverse("literature_chooser:choose")).json()["html"]
    assert "Till dag två" in page
    assert "För läkare" not in page
    found = client.get(reverse("literature_chooser:choose_results"), {"q": "frivilligt"})
    assert "Till dag två" not in found.content.decode()
    client.force_login(cast.participant)
    assert client.get(reverse("literature_chooser:choose")).status_code == 404


# ── what is there from the start ────────────────────────────────────────────────────────────


def test_every_work_of_the_start_has_right_numbers_and_an_existing_day(cast):
    load_programmes()
    items = LiteratureItem.objects.select_related("version__programme", "day")
    for item in items:
        item.full_clean()
        assert item.day is None or item.day.version_id == item.version_id
    assert {item.version.programme.code for item in items} == {"basic", "case_manager"}
    first_term = items.filter(version__programme__code="case_manager", day__isnull=False)
    assert {item.day.term.number for item in first_term} == {1}


def test_a_version_of_an_earlier_release_gets_its_list_once(cast):
    load_programmes()
    wanted = {item.code: item.contents["literature"] for item in read_programmes()}
    LiteratureItem.objects.all().delete()
    assert load_programmes() == 0
    versions = {one.programme.code: one for one in ProgrammeVersion.objects.all()}
    found = contents_of(one.pk for one in versions.values())
    for code, version in versions.items():
        assert found[version.pk]["literature"] == wanted[code], code
    filled = AuditEvent.objects.filter(action="programme_version.fill_in")
    assert filled.count() == 2
    load_programmes()
    assert filled.count() == 2
    LiteratureItem.objects.first().delete()
    with refused("version_differs"):
        load_programmes()
