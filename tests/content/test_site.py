"""The pages that are there from the start."""

import re

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from content.models import HomePage, ModuleIndexPage, StandardPage
from content.services.site import lay_out_site

pytestmark = pytest.mark.django_db

FOOTER = ["/hjalp/", "/tillganglighet/", "/personuppgifter/"]


def test_the_start_page_takes_the_place_of_wagtails_welcome(client):
    call_command("load_reference_data", verbosity=0)
    page = client.get("/")
    assert page.status_code == 200
    assert "Lär dig bygga stödet runt personen" in page.content.decode()
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_the_site_stands_under_the_address_of_the_settings(site, settings):
    settings.SITE_URL = "https://ract.example"
    lay_out_site()
    found = Site.objects.get()
    assert (found.hostname, found.port, found.is_default_site) == ("ract.example", 443, True)
    assert found.root_page_id == site.pk


def test_laying_out_again_adds_nothing(site):
    before = list(Page.objects.values_list("pk", "latest_revision"))
    assert lay_out_site() == site
    assert list(Page.objects.values_list("pk", "latest_revision")) == before


def test_what_editors_change_or_remove_stays_so(site):
    HomePage.objects.update(heading="Välkommen")
    StandardPage.objects.get(slug="hjalp").delete()
    ModuleIndexPage.objects.get().delete()
    lay_out_site()
    assert HomePage.objects.get().heading == "Välkommen"
    assert not StandardPage.objects.filter(slug="hjalp").exists()
    assert ModuleIndexPage.objects.count() == 1


def test_every_address_in_the_footer_and_the_menu_of_visitors_answers(site, client):
    page = client.get("/").content.decode()
    assert all(f'href="{address}"' in page for address in [*FOOTER, "/om-ract/"])
    for address in [*FOOTER, "/om-ract/", "/utbildningar/"]:
        assert client.get(address).status_code == 200, address


def test_links_in_the_text_pages_lead_somewhere(site, client):
    addresses = set()
    for page in StandardPage.objects.all():
        addresses |= set(re.findall(r'href="(/[^"]+)"', client.get(page.url).content.decode()))
    broken = [a for a in addresses if "/static/" not in a and client.get(a).status_code >= 400]
    assert broken == []


def test_the_text_pages_keep_no_name_of_a_person_and_only_invented_addresses(site):
    for page in StandardPage.objects.all():
        mails = re.findall(r"mailto:([^\"]+)", str(page.body))
        assert all(mail.endswith(".example") for mail in mails)
