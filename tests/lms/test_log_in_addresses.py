"""Every way to log in leads to allauth's, which counts the tries."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_wagtail_s_own_log_in_forms_are_out_of_reach(client, path):
    answer = client.get(f"{path}?next=/admin/pages/")
    assert answer.status_code == 302
    assert answer["Location"] == "/logga-in/?next=/admin/pages/"


def test_a_visitor_of_the_back_office_is_asked_to_log_in(client):
    assert client.get("/admin/")["Location"].startswith("/logga-in/?next=")


def test_log_in_has_one_address():
    assert reverse("account_login") == "/logga-in/"
