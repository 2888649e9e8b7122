"""The back office as an administrator meets it, with Wagtail's scripts running."""

import pytest
from playwright.sync_api import expect

from messaging.models import Message
from organisations.models import OrganisationRole, Person
from organisations.services.wagtail_access import sync_wagtail_access
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_role_is_given_to_somebody_new_on_one_page(visit):
    cast = make_cast()
    sync_wagtail_access()
    page = visit("/admin/roller/new/", person=cast.administrator)

    page.get_by_role("button", name="Välj en person").first.click()
    page.get_by_role("tab", name="Någon ny").click()
    tab = page.get_by_role("tabpanel", name="Någon ny")
    tab.get_by_label("Namn").fill("Ny Nyman")
    tab.get_by_label("E-postadress").fill("ny.nyman@lunda.example")
    tab.get_by_role("button", name="Lägg till personen").click()
    expect(page.get_by_text("Ny Nyman")).to_be_visible()

    page.locator("#id_role").select_option("nominator")
    page.get_by_role("button", name="Välj en organisation").click()
    page.locator(".modal").get_by_label("Sök").fill("norr")
    page.locator(".modal").get_by_role("link", name="Boendestöd Norr").click()
    page.locator("#id_reason").fill("Ny enhetschef.")
    page.get_by_role("button", name="Skapa").click()

    expect(page.get_by_role("heading", name="Roller i organisationer")).to_be_visible()
    role = OrganisationRole.objects.get(person=Person.objects.get(email="ny.nyman@lunda.example"))
    assert role.organisation == cast.north
    assert Message.objects.get().recipient == role.person


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_of_a_person_is_accessible(visit, violations, dark):
    cast = make_cast()
    sync_wagtail_access()
    path = f"/admin/personer/edit/{cast.nominator.pk}/"
    assert violations(visit(path, person=cast.administrator, dark=dark)) == []
