"""The worksheets' pages, the paper, and the back office that keeps them."""

import datetime as dt
import io
import re
import tomllib

import pdfua
import pikepdf
import pytest
from django.urls import reverse

from common.clock import today
from content.models import Worksheet, WorksheetVersion
from content.services.worksheet_data import FOLDER, parts_from
from content.services.worksheet_paper import worksheet_pdf
from courses.enums import MethodPhase, VersionState
from organisations.roles import RoleCode
from organisations.services.wagtail_access import sync_wagtail_access
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.courses import make_version
from tests.factories.organisations import give_role
from tests.factories.worksheets import make_version_of, make_worksheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast, version):
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=10))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    return cohort


@pytest.fixture
def sheet(cohort, version):
    return make_worksheet(version.programme)


@pytest.fixture
def writer(client, cast, cohort):
    """A browser in which the trainer of the cohort is logged in."""
    sync_wagtail_access()
    client.force_login(cast.trainer)
    return client


# ── a sheet ─────────────────────────────────────────────────────────────────────────────────


def test_a_sheet_has_fields_without_names_in_a_form_without_an_address(client, cast, sheet):
    client.force_login(cast.participant)
    response = client.get("/arbetsblad/tidiga-tecken/")
    page = response.content.decode()
    form = re.search(r"<form class=\"worksheet\".*?</form>", page, re.S)[0]
    assert len(re.findall(r"data-key=", form)) == 25
    assert " name=" not in form
    assert "action=" not in form
    assert 'method="dialog"' in form
    fields = re.findall(r"<(?:textarea|input class=\"input)[^>]*>", form)
    assert fields
    assert all('autocomplete="off"' in field for field in fields)
    assert response["Cache-Control"] == "no-store"


def test_every_field_is_called_something(client, cast, sheet):
    client.force_login(cast.participant)
    page = client.get("/arbetsblad/tidiga-tecken/").content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'(?:for|aria-labelledby|aria-describedby)="([^"]+)"', page):
        assert set(name.split()) <= set(ids), name


def test_who_may_not_read_it_finds_nothing_and_a_visitor_may_log_in(client, cast, sheet):
    for path in ("/arbetsblad/tidiga-tecken/", "/arbetsblad/tidiga-tecken/1/pdf/"):
        assert client.get(path).url == f"/logga-in/?next={path}"
    client.force_login(cast.stranger)
    for path in ("", "1/", "1/pdf/"):
        assert client.get(f"/arbetsblad/tidiga-tecken/{path}").status_code == 404
    page = client.get("/arbetsblad/").content.decode()
    assert "Tidiga tecken" not in page
    assert "Inga arbetsblad för dig än" in page


def test_a_participant_reads_which_version_the_group_uses_and_opens_the_other(client, cast, sheet):
    make_version_of(sheet, 2, days_ago=5)
    client.force_login(cast.participant)
    page = client.get("/arbetsblad/tidiga-tecken/").content.decode()
    assert "Din grupp använder version 1." in page
    assert 'href="/arbetsblad/tidiga-tecken/2/"' in page
    assert "Fyll i version 2." in client.get("/arbetsblad/tidiga-tecken/2/").content.decode()
    assert client.get("/arbetsblad/tidiga-tecken/3/").status_code == 404


def test_the_list_is_found_in_the_menu_and_narrowed_by_words(client, cast, sheet, version):
    make_worksheet(version.programme, slug="mal", name="Mål", phase=MethodPhase.GOALS)
    client.force_login(cast.participant)
    assert 'href="/arbetsblad/"' in client.get("/min-sida/").content.decode()
    page = client.get("/arbetsblad/").content.decode()
    assert page.index("Mål") < page.index("Tidiga tecken")
    found = client.get("/arbetsblad/?q=tecken").content.decode()
    assert 'href="/arbetsblad/tidiga-tecken/"' in found
    assert 'href="/arbetsblad/mal/"' not in found
    assert "Inget arbetsblad passar orden" in client.get("/arbetsblad/?q=häst").content.decode()


def test_queries_do_not_grow_with_worksheets_or_fields(client, cast, sheet, version, queries):
    client.force_login(cast.participant)
    few = queries("/arbetsblad/"), queries("/arbetsblad/tidiga-tecken/")
    for number in range(29):
        make_worksheet(version.programme, slug=f"blad-{number}", name=f"Blad {number}")
    assert (queries("/arbetsblad/"), queries("/arbetsblad/tidiga-tecken/")) == few
    assert few[0] <= 8
    assert few[1] <= 14


def test_a_module_leads_to_its_worksheet(client, cast, site, sheet, version):
    body = [("worksheet", {"worksheet": sheet, "note": "Fyll i om dig själv."})]
    module = make_module(version.days.first(), body=body)
    client.force_login(cast.participant)
    page = client.get(module.url).content.decode()
    assert 'href="/arbetsblad/tidiga-tecken/"' in page
    assert "Fyll i om dig själv." in page
    Worksheet.objects.all().delete()
    page = client.get(module.url).content.decode()
    assert "Fyll i om dig själv." in page
    assert 'href="/arbetsblad/tidiga-tecken/"' not in page


# ── paper ───────────────────────────────────────────────────────────────────────────────────


def opened(document: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(document))


def faults(document: bytes, tmp_path) -> list:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(document)
    return list(pdfua.validate(path).findings)


def test_the_paper_is_tagged_titled_and_the_same_each_time(client, cast, sheet, tmp_path):
    client.force_login(cast.participant)
    response = client.get("/arbetsblad/tidiga-tecken/1/pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert faults(response.content, tmp_path) == []
    document = opened(response.content)
    assert (document.Root.Lang, document.docinfo.Title) == ("sv", "Tidiga tecken")
    with document.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
    assert client.get("/arbetsblad/tidiga-tecken/1/pdf/").content == response.content


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_each_worksheet_of_the_start_is_a_paper_that_can_be_read_aloud(file, tmp_path):
    data = tomllib.loads(file.read_text())
    version = WorksheetVersion(
        worksheet=Worksheet(name=data["name"]),
        instruction=data["instruction"],
        support=data["support"].strip(),
        parts=parts_from(data["parts"]),
    )
    document = worksheet_pdf(version)
    assert faults(document, tmp_path) == []
    assert len(opened(document).pages) <= 3


def test_what_a_trainer_writes_is_never_markup(sheet):
    version = sheet.versions.get()
    version.worksheet.name = '#panic("x") *b* $y$'
    assert opened(worksheet_pdf(version)).docinfo.Title == '#panic("x") *b* $y$'


# ── a group's versions ──────────────────────────────────────────────────────────────────────


def test_a_trainer_chooses_the_version_of_the_group(writer, cohort, sheet, cast):
    make_version_of(sheet, 2, days_ago=5)
    path = f"/kurser/{cohort.slug}/arbetsblad/"
    assert f'href="{path}"' in writer.get(f"/kurser/{cohort.slug}/").content.decode()
    assert "Nyast när gruppen började: version 1" in writer.get(path).content.decode()
    answer = writer.post(path, {f"worksheet-{sheet.pk}": "2"}, follow=True)
    assert "Valen är sparade" in answer.content.decode()
    writer.force_login(cast.participant)
    page = writer.get("/arbetsblad/tidiga-tecken/").content.decode()
    assert "Din grupp använder version 2." in page
    assert writer.get(path).status_code == 404


def test_a_version_that_is_not_offered_is_refused_in_the_form(writer, cohort, sheet):
    make_version_of(sheet, 2, state=VersionState.DRAFT)
    answer = writer.post(f"/kurser/{cohort.slug}/arbetsblad/", {f"worksheet-{sheet.pk}": "2"})
    assert "error-summary" in answer.content.decode()


# ── the back office ─────────────────────────────────────────────────────────────────────────

FIELDS = {
    "parts-count": "1",
    "parts-0-deleted": "",
    "parts-0-order": "0",
    "parts-0-type": "short",
    "parts-0-id": "",
    "parts-0-value-label": "Var ska vi ses?",
    "parts-0-value-hint": "",
}


def test_a_trainer_writes_publishes_and_goes_on_to_the_next_version(writer, version, cast):
    form = {
        "name": "Mitt blad",
        "slug": "mitt-blad",
        "purpose": "Att pröva.",
        "phase": "goals",
        "access": "participants",
        "programmes": [version.programme_id],
    }
    answer = writer.post(reverse("worksheet:add"), form)
    draft = WorksheetVersion.objects.get()
    edit = reverse("worksheetversion:edit", args=[draft.pk])
    assert answer.url == edit
    publish = reverse("worksheetversion:publicera", args=[draft.pk])
    refusal = writer.post(publish, follow=True).content.decode()
    assert "Arbetsbladet har inget att fylla i än." in refusal
    writing = {"instruction": "Fyll i.", "time_needed": "", "support": "", **FIELDS}
    assert writer.post(edit, writing).url == edit
    assert "Var ska vi ses?" in writer.get("/arbetsblad/mitt-blad/1/").content.decode()
    assert "Det här är ett utkast" in writer.get("/arbetsblad/mitt-blad/").content.decode()
    writer.post(publish)
    draft.refresh_from_db()
    assert draft.state == VersionState.PUBLISHED
    assert writer.get(edit).status_code == 404
    answer = writer.post(reverse("worksheet:draft", args=[draft.worksheet_id]))
    assert answer.url == reverse(
        "worksheetversion:edit", args=[draft.worksheet.versions.first().pk]
    )


def test_what_the_trainer_does_not_teach_is_not_reached(writer, sheet, client):
    other = make_worksheet(make_version("doctors").programme, slug="annat", name="Annat blad")
    draft = make_version_of(other, 2, state=VersionState.DRAFT)
    page = writer.get(reverse("worksheet:index")).content.decode()
    assert sheet.name in page
    assert other.name not in page
    assert other.name not in writer.get(reverse("worksheetversion:index")).content.decode()
    assert writer.get(reverse("worksheet:edit", args=[sheet.pk])).status_code == 200
    for url in (
        reverse("worksheet:edit", args=[other.pk]),
        reverse("worksheet:delete", args=[other.pk]),
        reverse("worksheet:history", args=[other.pk]),
        reverse("worksheetversion:edit", args=[draft.pk]),
        reverse("worksheetversion:inspect", args=[other.versions.get(number=1).pk]),
    ):
        assert writer.get(url).status_code == 404, url
    for name, pk in (("worksheetversion:publicera", draft.pk), ("worksheet:draft", other.pk)):
        assert writer.post(reverse(name, args=[pk])).status_code == 404
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_another_programme_keeps_using_a_sheet_that_a_trainer_of_one_changes(writer, sheet):
    other = make_version("doctors").programme
    sheet.programmes.add(other)
    own = sheet.programmes.exclude(pk=other.pk).get()
    form = {
        "name": "Nytt namn",
        "slug": sheet.slug,
        "purpose": sheet.purpose,
        "phase": sheet.phase,
        "access": sheet.access,
        "programmes": [own.pk],
    }
    writer.post(reverse("worksheet:edit", args=[sheet.pk]), form)
    sheet.refresh_from_db()
    assert (sheet.name, sheet.programmes.count()) == ("Nytt namn", 2)


def test_deleting_what_modules_use_says_where_and_keeps_it(writer, site, version, sheet):
    sheet.versions.update(state=VersionState.DRAFT, published_at=None)
    make_module(
        version.days.first(), title="I tid", body=[("worksheet", {"worksheet": sheet, "note": ""})]
    )
    answer = writer.post(reverse("worksheet:delete", args=[sheet.pk]), follow=True)
    assert "det används i “I tid”" in answer.content.decode()
    assert Worksheet.objects.filter(pk=sheet.pk).exists()


def test_the_chooser_shows_published_sheets_to_writers_only(writer, cast, sheet, version):
    make_worksheet(version.programme, slug="utkast", name="Ett utkast", live=False)
    page = writer.get(reverse("worksheet_chooser:choose")).content.decode()
    assert sheet.name in page
    assert "Ett utkast" not in page
    found = writer.get(reverse("worksheet_chooser:choose_results"), {"q": "häst"})
    assert sheet.name not in found.content.decode()
    writer.force_login(cast.participant)
    assert writer.get(reverse("worksheet_chooser:choose")).status_code == 404
