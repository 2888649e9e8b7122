"""A trainer writes a module in the admin: draft, preview, publish."""

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cohorts.models import CohortRole
from common.clock import today
from content.enums import ModuleAccess
from content.models import HomePage, ModulePage
from courses.enums import VersionState
from courses.lifecycles import PROGRAMME_VERSION
from organisations.roles import RoleCode
from organisations.services.wagtail_access import sync_wagtail_access
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast, version):
    cohort = make_cohort(version, cast.area, first_day=today() + dt.timedelta(days=7))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    return cohort


@pytest.fixture
def trainer(cast, cohort, site, client):
    """The trainer of the cohort, logged in."""
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    sync_wagtail_access()
    client.force_login(cast.trainer)
    return cast.trainer


def typed(day, *, title="Tidiga tecken", **button) -> dict:
    """What the editor's form sends."""
    return nested_form_data(
        {
            "title": title,
            "lead": "Hur ni märker att något är på väg.",
            "minutes": "25",
            "days": inline_formset([{"day": str(day.pk)}] if day else []),
            "access": ModuleAccess.PROGRAMME,
            "assignments": inline_formset([]),
            "easy_body": streamfield([]),
            "body": streamfield(
                [
                    ("text", rich_text("<p>Börja i det som gick bra.</p>")),
                    ("quote", {"text": "Du brukar sluta ringa.", "source": "En bror"}),
                ]
            ),
            **button,
        }
    )


def days_offered(person, shelf) -> list:
    """What the choice of a day offers in the editor: empty, then headings with their days."""
    editor = ModulePage.get_edit_handler().get_form_class()
    form = editor(instance=ModulePage(), for_user=person, parent_page=shelf)
    return list(form.formsets["days"].empty_form.fields["day"].choices)


def write(client, shelf, data) -> ModulePage:
    address = reverse("wagtailadmin_pages:add", args=["content", "modulepage", shelf.pk])
    response = client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    return ModulePage.objects.latest("pk")


def test_a_module_goes_from_draft_by_preview_to_its_readers(
    trainer, cast, client, shelf, cohort, version
):
    day = version.days.first()
    module = write(client, shelf, typed(day))
    assert (module.live, module.owner, module.slug) == (False, trainer, "tidiga-tecken")

    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[module.pk])
    changed = typed(day, title="Tidiga och sena tecken")
    assert client.post(preview, changed).json()["is_valid"]
    shown = client.get(preview)
    assert "Tidiga och sena tecken" in shown.content.decode()
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]

    client.force_login(cast.participant)
    assert client.get(module.url).status_code == 404
    assert "Tidiga" not in client.get("/min-sida/").content.decode()

    client.force_login(trainer)
    edit = reverse("wagtailadmin_pages:edit", args=[module.pk])
    days = module.days.get()
    publish = typed(day, title="Tidiga och sena tecken", **{"action-publish": "1"})
    publish |= nested_form_data(
        {"days": inline_formset([{"id": str(days.pk), "day": str(day.pk)}], initial=1)}
    )
    assert client.post(edit, publish).status_code == 302

    client.force_login(cast.participant)
    assert "Tidiga och sena tecken" in client.get("/min-sida/").content.decode()
    page = client.get(module.url).content.decode()
    assert "Börja i det som gick bra." in page
    assert "Du brukar sluta ringa." in page


def test_a_draft_may_wait_for_its_day_but_nothing_is_published_without(trainer, client, shelf):
    assert write(client, shelf, typed(None)).days.count() == 0
    address = reverse("wagtailadmin_pages:add", args=["content", "modulepage", shelf.pk])
    response = client.post(address, typed(None, **{"action-publish": "1"}))
    assert response.status_code == 200
    assert not ModulePage.objects.live().exists()


def test_a_draft_without_a_day_can_be_previewed(trainer, client, shelf):
    module = write(client, shelf, typed(None))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[module.pk])
    client.post(preview, typed(None))
    assert client.get(preview).status_code == 200


def test_days_are_offered_of_what_one_teaches_by_programme_and_version(trainer, shelf, version):
    make_version("doctors")
    newer = make_version("basic", days=2)
    make_version("basic", days=2, state=VersionState.DRAFT)
    give_role(trainer, RoleCode.TRAINER, programme=version.programme)
    [empty, *groups] = days_offered(trainer, shelf)
    assert empty[1] == "Välj en dag"
    assert [heading for heading, _days in groups] == [
        "Utbildning basic, version 2",
        "Utbildning basic, version 1",
    ]
    first, *_rest, examination = groups[0][1]
    assert (first[0].value, first[1]) == (newer.days.first().pk, "Dag 1: Dag 1")
    assert examination[1] == "Examinationsdag: Examination"


def test_a_retired_version_says_so_and_keeps_its_days(trainer, cast, shelf, version):
    PROGRAMME_VERSION.move(version, "retire", by=cast.office)
    [_empty, (heading, _days)] = days_offered(trainer, shelf)
    assert heading == "Utbildning basic, version 1 (tagen ur bruk)"


def test_another_programmes_day_is_refused(trainer, client, shelf):
    doctors = make_version("doctors")
    address = reverse("wagtailadmin_pages:add", args=["content", "modulepage", shelf.pk])
    response = client.post(address, typed(doctors.days.first()))
    assert response.status_code == 200
    assert not ModulePage.objects.exists()


def test_trainers_write_on_the_shelf_and_nowhere_else(trainer, client, site):
    home = HomePage.objects.get()
    for name, args in (
        ("edit", [home.pk]),
        ("edit", [home.get_children().get(slug="hjalp").pk]),
        ("add", ["content", "standardpage", home.pk]),
    ):
        response = client.get(reverse(f"wagtailadmin_pages:{name}", args=args))
        assert response.status_code != 200, name


def test_a_module_of_another_programme_can_not_be_changed(trainer, cast, client, site):
    foreign = make_module(make_version("doctors").days.first(), owner=cast.office)
    for name in ("edit", "delete", "unpublish"):
        response = client.post(reverse(f"wagtailadmin_pages:{name}", args=[foreign.pk]))
        assert response.status_code != 200, name
    foreign.refresh_from_db()
    assert foreign.live


def test_a_colleague_can_change_and_the_page_offers_it(trainer, cast, client, site, version):
    module = make_module(version.days.first(), owner=cast.office)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).status_code == 200
    assert "Ändra modulen" in client.get(module.url).content.decode()
    client.force_login(cast.participant)
    assert "Ändra modulen" not in client.get(module.url).content.decode()


def test_the_dashboard_begins_with_ones_own_modules(trainer, client, site, version):
    published = make_module(version.days.first(), owner=trainer, title="Färdig")
    draft = make_module(version.days.first(), owner=trainer, title="Påbörjad", live=False)
    page = client.get("/admin/").content.decode()
    assert "Skriv en modul" in page
    assert page.find(draft.title) < page.find(published.title)
    assert "Basic, dag 1" in page


def test_the_dashboard_of_somebody_new_says_what_a_module_is(trainer, client):
    assert "Du har inte skrivit någon modul än" in client.get("/admin/").content.decode()


def test_trainers_see_only_what_they_need_in_the_menu(trainer, client):
    menu = client.get("/admin/").content.decode()
    assert "/admin/images/" in menu
    assert "/admin/documents/" in menu
    for unneeded in ("/admin/reports/", "/admin/workflows/", "docs.wagtail.org", "guide.wagtail"):
        assert unneeded not in menu


def test_the_admins_own_account_page_leads_to_ours(trainer, client):
    assert client.get("/admin/account/").url == "/konto/"


def test_who_no_longer_teaches_loses_the_editor(trainer, client, site, version):
    module = make_module(version.days.first())
    CohortRole.objects.filter(person=trainer).update(ends_on=today() - dt.timedelta(days=1))
    sync_wagtail_access()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).status_code != 200


def test_every_block_can_be_looked_at_before_it_is_chosen(trainer, client):
    blocks = ModulePage._meta.get_field("body").stream_block.child_blocks.values()
    assert len(blocks) >= 15
    for block in blocks:
        assert block.is_previewable, block.name
        assert block.meta.description, block.name
        address = reverse("wagtailadmin_block_preview") + f"?id={block.definition_prefix}"
        response = client.get(address)
        assert response.status_code == 200
        assert "css/app.css" in response.content.decode()
