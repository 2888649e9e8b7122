"""Every kind of page that somebody of the demo reaches by links, asked by axe and tried on a phone.

Nobody lists the pages: a new one is covered as soon as something links to it.
"""

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve

from benchmarks.pages import pages_of_the_path
from benchmarks.stages import decide_about_all, draft_nominations
from cohorts.models import Cohort
from lms.demo.cast import LOGINS
from organisations.models import Person
from tests.browser import PHONE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

VISITOR = ""
USERS = [VISITOR, *(email for _, _, email, _ in reversed(LOGINS))]  # who sees least comes first
NOT_OURS = ("/admin/", "/static/", "/media/", "/dokument/")
LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#?]*)')

_pages: dict[str, list[str]] = {}


@pytest.fixture
def pages(django_db_setup, transactional_db) -> dict[str, list[str]]:
    """Who is asked which pages, in a database with the demo; each process plays it once."""
    database = django_db_setup
    if _pages:
        database.recall()
        return _pages
    call_command("load_reference_data", verbosity=0)
    call_command("play_demo", verbosity=0)
    deciding = Cohort.objects.with_programme().get(name="Bas Västra Sundmark 3")
    draft_nominations(deciding)
    decide_about_all(deciding)
    _pages.update(shared_out())
    database.remember()
    return _pages


@pytest.mark.parametrize("email", USERS)
def test_every_page_is_accessible(email, pages, visit, violations):
    person = Person.objects.filter(email=email).first()
    wide, phone = visit("/", person), visit("/", person, phone=True, dark=True)
    found = []
    for path in pages[email]:
        wide.goto(path)
        found += [f"{path}: {said}" for said in violations(wide)]
        phone.goto(path)
        found += [f"{path} on a phone in the dark: {said}" for said in violations(phone)]
        if (width := phone.evaluate("document.documentElement.scrollWidth")) > PHONE["width"]:
            found.append(f"{path} is {width} wide on a phone")
    assert found == []


def test_all_kinds_of_pages_are_found(pages):
    assert len(pages[VISITOR]) > 8
    assert sum(map(len, pages.values())) > 60


def test_axe_finds_what_is_wrong(visit, violations):
    page = visit("/")
    page.evaluate("document.body.innerHTML = '<img src=data:,><button></button>'")
    assert {said.split(":")[0] for said in violations(page)} >= {"image-alt", "button-name"}


def shared_out() -> dict[str, list[str]]:
    """The pages of each user: those of the path, and each kind that nobody before has reached."""
    of_the_path = [(page.email, page.path) for page in pages_of_the_path()]
    kinds, shares = set(), {}
    for email in USERS:
        own = [path for whose, path in of_the_path if whose == email]
        found = dict(pages_from(["/", *own], email))
        shares[email] = [path for path, kind in found.items() if path in own or kind not in kinds]
        kinds |= set(found.values())
    return shares


def pages_from(starts: list[str], email: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """One page of each kind that links lead to, with its kind: name of the address, template."""
    client = Client()
    if email:
        client.force_login(Person.objects.get(email=email))
    waiting, asked, kinds = list(starts), set(starts), set()
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        kind = (name_of(path), answer.templates[0].name)
        if kind in kinds and path not in starts:
            continue
        kinds.add(kind)
        yield path, kind
        new = [link for link in LINK.findall(answer.text) if not link.startswith(NOT_OURS)]
        waiting += [link for link in dict.fromkeys(new) if link not in asked]
        asked.update(new)


def name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
