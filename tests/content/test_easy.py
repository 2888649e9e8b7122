"""The easy-to-read text beside the ordinary one."""

import pytest
from wagtail.rich_text import RichText

from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.content_blocks import quiz_block

pytestmark = pytest.mark.django_db
BODY = [
    ("text", RichText("<p>En förändring som brukar komma först.</p>")),
    ("quiz", quiz_block()),
    ("text", RichText("<p>Mer i samma stil.</p>")),
]
EASY = [("text", RichText("<p>En sak som ändras.</p>"))]


@pytest.fixture
def reader(client, cast, version, site):
    make_enrolment(make_cohort(version, cast.area), cast.participant, unit=cast.south)
    client.force_login(cast.participant)


def read(client, address) -> str:
    return client.get(address).content.decode()


def test_one_switch_that_is_remembered(client, reader, version):
    module = make_module(version.days.first(), body=BODY, easy_body=EASY)
    ordinary = read(client, module.url)
    assert "En förändring som brukar komma först." in ordinary
    assert "En sak som ändras." not in ordinary
    easy = read(client, f"{module.url}?text=lattlast")
    assert "En sak som ändras." in easy
    assert "Mer i samma stil." not in easy
    assert "<title>Modul" in easy
    assert ", lättläst" in easy
    assert "En sak som ändras." in read(client, module.url)
    assert "En förändring" in read(client, f"{module.url}?text=vanlig")
    assert "En förändring" in read(client, module.url)


def test_exercises_are_the_same_in_both(client, reader, version):
    module = make_module(version.days.first(), body=BODY, easy_body=EASY)
    quiz = module.body[1]
    easy = read(client, f"{module.url}?text=lattlast")
    assert f"ovning-{quiz.id}" in easy
    right = quiz.value.right[0]
    client.post(f"/moduler/{module.slug}/fraga/{quiz.id}/", {"answer": right})
    for text in ("lattlast", "vanlig"):
        assert "Ja, alltid." in read(client, f"{module.url}?text={text}")


def test_without_an_easy_text_there_is_no_switch(client, reader, version):
    module = make_module(version.days.first(), body=BODY)
    page = read(client, f"{module.url}?text=lattlast")
    assert "Lättläst" not in page
    assert "En förändring som brukar komma först." in page


def test_what_is_asked_for_otherwise_changes_nothing(client, reader, version):
    module = make_module(version.days.first(), body=BODY, easy_body=EASY)
    assert "En förändring" in read(client, f"{module.url}?text=annat")
    assert "text" not in client.session


def test_a_visitor_can_switch_too(client, reader, version):
    module = make_module(version.days.first(), body=BODY, easy_body=EASY, access="everyone")
    client.logout()
    assert "En sak som ändras." in read(client, f"{module.url}?text=lattlast")
    assert "En sak som ändras." in read(client, module.url)
