"""The frame of every page: menu, who is logged in, and the pages for what goes wrong."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from common import navigation
from common.navigation import NavItem
from lms.context_processors import Shell
from tests.factories.organisations import make_person


@pytest.fixture
def menu(monkeypatch):
    """An empty menu to put entries into; the rooms' own come back after the test."""
    monkeypatch.setattr(navigation, "_providers", [])
    return navigation.register


def shell(path="/", user=None):
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return Shell(request)


def test_the_menu_is_put_together_from_the_rooms_in_order(menu):
    menu(lambda person: [NavItem("b", "Senare", "/b/", order=60)])
    menu(lambda person: [NavItem("a", "Först", "/a/", order=10)])
    assert [item.key for item in shell().nav] == ["a", "b"]


def test_a_room_that_registers_twice_is_asked_once(menu):
    asked = []
    entries = menu(lambda person: asked.append(person) or [])
    menu(entries)
    assert shell().nav == []
    assert asked == [None]


def test_of_two_entries_with_one_key_the_first_stays(menu):
    menu(lambda person: [NavItem("a", "Min", "/a/")])
    menu(lambda person: [NavItem("a", "Annans", "/b/")])
    assert [item.label for item in shell().nav] == ["Min"]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/kurs/", "cohorts"),
        ("/kurs/3/dagar/", "cohorts"),
        ("/kurs/nominera/", "nominate"),
        ("/annat/", ""),
        ("/", "home"),
    ],
)
def test_the_entry_that_lies_nearest_above_a_page_is_the_present_one(menu, path, key):
    items = [
        NavItem("home", "Hem", "/"),
        NavItem("cohorts", "Kurser", "/kurs/"),
        NavItem("nominate", "Nominera", "/kurs/nominera/"),
    ]
    menu(lambda person: items)
    assert shell(path).nav_key == key


def test_a_page_may_say_where_it_belongs(menu):
    menu(lambda person: [NavItem("cohorts", "Kurser", "/kurs/")])
    frame = shell("/annat/")
    frame.request.nav_key = "cohorts"
    assert frame.nav_key == "cohorts"


@pytest.mark.django_db
def test_a_visitor_costs_no_query(client, menu, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(reverse("account_login"))
    assert "Mitt konto" not in answer.content.decode()


@pytest.mark.django_db
def test_the_frame_says_who_is_logged_in_and_how_to_get_out(client, menu):
    client.force_login(make_person(name="Amina Warsame"))
    page = client.get(reverse("account_home")).content.decode()
    assert ">AW</span>" in page
    assert "Amina Warsame" in page
    assert f'method="post" action="{reverse("account_logout")}"' in page


@pytest.mark.django_db
def test_what_is_not_there_or_not_allowed_looks_the_same(client):
    answer = client.get("/finns-inte/")
    assert answer.status_code == 404
    assert "så har du inte tillgång till den" in answer.content.decode()


def test_the_page_for_a_broken_server_needs_no_request_and_no_database():
    page = render_to_string("500.html")
    assert "Något gick fel hos oss" in page
    assert "Inget halvfärdigt har sparats" in page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429"])
def test_every_error_page_says_what_to_do_and_leads_on(name):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    page = render_to_string(f"{name}.html", request=request)
    assert page.count("<h1>") == 1
    assert 'class="lead"' in page
    assert 'href="/"' in page


@pytest.mark.django_db
def test_a_visitor_chooses_english_and_stays_on_the_page(client):
    page = client.get(reverse("account_login")).content.decode()
    assert '<html lang="sv">' in page
    assert '<button class="btn btn--quiet" name="language" value="en" lang="en">English<' in page
    chosen = client.post(reverse("set_language"), {"language": "en", "next": "/logga-in/"})
    assert chosen["Location"] == "/logga-in/"
    page = client.get(reverse("account_login")).content.decode()
    assert '<html lang="en">' in page
    assert "Skip to the content" in page
    assert ">Svenska<" in page
