"""Logging in: by a code in a mail, or a password; without an account nothing is told."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from messaging.models import Message
from messaging.services.relay import drain
from organisations.models import Person

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    cache.clear()


def ask_for_code(client, email: str):
    return client.post(reverse("account_request_login_code"), {"email": email})


def test_a_code_by_mail_leads_to_the_own_page(client, cast, mailoutbox):
    answer = ask_for_code(client, "  Nadja.NORD@lunda.example ")
    assert answer.url == reverse("account_confirm_login_code")
    drain()
    [mail] = mailoutbox
    assert mail.to == ["Nadja Nord <nadja.nord@lunda.example>"]
    [code] = CODE.findall(mail.body)
    answer = client.post(answer.url, {"code": code})
    assert answer.url == "/min-sida/"
    assert client.session["_auth_user_id"] == str(cast.nominator.pk)


def test_the_code_is_wiped_once_the_mail_has_gone(client, cast):
    ask_for_code(client, cast.nominator.email)
    assert Message.objects.get().context["code"]
    drain()
    assert Message.objects.get().is_wiped


def test_an_unknown_address_is_answered_in_the_same_way_and_told_nothing(client, cast, mailoutbox):
    known = ask_for_code(client, cast.nominator.email)
    page = client.get(known.url).content.decode().replace(cast.nominator.email, "…")
    client.cookies.clear()
    unknown = ask_for_code(client, "ingen.alls@lunda.example")
    drain()
    assert unknown.url == known.url
    strip = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|hx-headers=\S+')
    other = client.get(unknown.url).content.decode().replace("ingen.alls@lunda.example", "…")
    assert strip.sub("", other) == strip.sub("", page)
    assert len(mailoutbox) == 1
    assert not Person.objects.with_email("ingen.alls@lunda.example").exists()


def test_somebody_who_may_not_log_in_gets_no_code(client, cast, mailoutbox):
    Person.objects.filter(pk=cast.nominator.pk).update(is_active=False)
    ask_for_code(client, cast.nominator.email)
    drain()
    assert not mailoutbox


def test_a_password_leads_in_and_the_address_needs_no_row_of_its_own(client, cast):
    cast.nominator.set_password("tre ord i rad")
    cast.nominator.save()
    given = {"login": cast.nominator.email, "password": "tre ord i rad"}
    assert client.post("/logga-in/", given).url == "/min-sida/"


def test_the_sixth_wrong_password_is_not_even_tried(client, cast):
    cast.nominator.set_password("tre ord i rad")
    cast.nominator.save()
    given = {"login": cast.nominator.email, "password": "fel"}
    for _try in range(5):
        assert "hör inte ihop" in client.post("/logga-in/", given).content.decode()
    given["password"] = "tre ord i rad"
    answer = client.post("/logga-in/", given)
    assert "För många försök" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_chosen_anew_by_a_link(client, cast, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": cast.nominator.email})
    drain()
    [mail] = mailoutbox
    path = re.search(r"http://[^/]+(/\S+)", mail.body)[1]
    form = client.get(path, follow=True)
    password = "fyra ord i rad nu"
    client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})
    cast.nominator.refresh_from_db()
    assert cast.nominator.check_password(password)


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_wagtails_own_log_in_leads_to_ours(client, path):
    assert client.get(path).url.startswith("/logga-in/")


def test_nobody_signs_up(client, db):
    before = Person.objects.count()
    page = client.post(
        "/konto/signup/", {"email": "ny@lunda.example", "password1": "tre ord i rad"}
    )
    assert "nominera" in page.content.decode()
    assert Person.objects.count() == before
