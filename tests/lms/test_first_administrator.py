"""An empty installation leads its first visitor to becoming the administrator – nobody else."""

import pytest

from common.models import AuditEvent
from lms.views.first_administrator import code_file
from organisations.models import Person
from organisations.roles import Permission
from organisations.selectors.administrators import has_administrator
from organisations.services.administrators import make_first_administrator
from tests.refusals import refused

pytestmark = pytest.mark.django_db
PATH = "/forsta-administratoren/"
ASTRID = {
    "code": "0123456789",
    "name": "Astrid Alm",
    "email": "astrid.alm@kansliet.example",
    "password": "korg moln trumpet",
}


@pytest.fixture
def code():
    """The start has left a code, and printed it."""
    code_file().write_text(ASTRID["code"])
    yield ASTRID["code"]
    code_file().unlink(missing_ok=True)


@pytest.mark.parametrize("path", ["/", "/logga-in/", "/min-sida/", "/admin/", "/finns-inte/"])
def test_every_page_leads_to_the_form_while_nobody_administers(client, code, path):
    assert client.get(path)["Location"] == PATH


def test_the_health_page_answers_meanwhile(client, code):
    assert client.get("/halsa/").status_code == 200


def test_with_the_code_the_first_visitor_administers_and_is_logged_in(client, code):
    answer = client.post(PATH, ASTRID)
    assert (answer.status_code, answer["Location"]) == (302, "/min-sida/")
    astrid = Person.objects.get()
    assert astrid.email == ASTRID["email"]
    assert astrid.may(Permission.ADMINISTER)
    assert client.session["_auth_user_id"] == str(astrid.pk)
    assert AuditEvent.objects.filter(action="role.grant", actor=astrid).count() == 1


def test_afterwards_the_form_is_gone_and_pages_are_there(client, code):
    client.post(PATH, ASTRID)
    assert not code_file().exists()
    assert client.get(PATH).status_code == 404
    assert client.get("/logga-in/").status_code != 404


@pytest.mark.parametrize(
    "wrong", [{"code": "9999999999"}, {"password": "kort"}, {"email": "astrid"}, {"name": ""}]
)
def test_a_wrong_answer_makes_nobody_and_keeps_what_was_typed(client, code, wrong):
    answer = client.post(PATH, ASTRID | wrong)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == set(wrong)
    typed = (ASTRID | wrong)["name"] or ASTRID["email"]
    assert typed in answer.content.decode()
    assert not Person.objects.exists()
    assert not has_administrator()


def test_without_a_code_there_is_no_form(client):
    assert client.get(PATH).status_code == 404
    assert client.post(PATH, ASTRID).status_code == 404


def test_whoever_comes_second_is_refused(cast):
    with refused("administered"):
        make_first_administrator(name="Olle", email="olle@annan.example", password="x" * 12)
    assert not Person.objects.filter(email="olle@annan.example").exists()


def test_the_form_can_be_used_by_anybody(visit, violations, code):
    page = visit(PATH)
    assert violations(page) == []
    for name, value in ASTRID.items():
        page.fill(f"[name={name}]", "" if name == "code" else value)
    page.locator("main form .formbar button").click()
    assert page.locator("#id_code").get_attribute("aria-invalid") == "true"
    assert violations(page) == []
