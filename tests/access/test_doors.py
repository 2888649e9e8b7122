"""Doors that stay shut in between: after a role has ended, on error pages, for what is too big."""

import datetime as dt
import io
import logging

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from common.clock import today
from common.links import make_token
from organisations.models import OrganisationRole
from organisations.services.wagtail_access import sync_wagtail_access
from tests.factories.cohorts import make_cohort, make_nomination

pytestmark = pytest.mark.django_db


def test_a_role_that_ended_yesterday_no_longer_leads_into_the_admin(client, cast):
    sync_wagtail_access()
    client.force_login(cast.office)
    assert client.get("/admin/").status_code == 200
    yesterday = today() - dt.timedelta(days=1)
    OrganisationRole.objects.filter(person=cast.office).update(
        starts_on=yesterday, ends_on=yesterday
    )
    assert client.get("/admin/").status_code == 404
    assert client.get("/admin/pages/").status_code == 404


def test_the_door_of_the_admin_says_what_every_page_says_to_the_browser(client, cast):
    client.force_login(cast.nominator)
    answer = client.get("/admin/")
    assert answer.status_code == 404
    assert "default-src" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_somebody_whose_way_in_is_closed_is_out_at_the_next_page(client, cast):
    client.force_login(cast.nominator)
    assert client.get(reverse("cohorts:nominating")).status_code == 200
    cast.nominator.is_active = False
    cast.nominator.save()
    assert client.get(reverse("cohorts:nominating")).status_code == 302


def test_a_link_logs_nobody_out_of_the_admin(client, cast):
    sync_wagtail_access()
    client.force_login(cast.office)
    client.get("/admin/logout/")
    assert client.get("/admin/").status_code == 200
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302


def test_a_file_that_is_far_too_big_is_refused_before_it_is_stored(client, monkeypatch):
    monkeypatch.setattr(settings, "UPLOAD_MAX_BYTES", 1000)
    file = SimpleUploadedFile("lista.csv", b"x" * 2000)
    answer = client.post("/logga-in/", {"login": "alva.ask@lunda.example", "file": file})
    assert answer.status_code == 400
    assert "Content-Security-Policy" in answer


def test_the_log_holds_no_link_that_works_without_an_account(cast, monkeypatch):
    nomination = make_nomination(make_cohort(area=cast.area), cast.south, by=cast.nominator)
    token = make_token("nomination", nomination.pk, nomination.confirmation.nonce)
    [console] = [row for row in logging.getLogger().handlers if row.name == "console"]
    monkeypatch.setattr(console, "stream", io.StringIO())
    strict = Client(enforce_csrf_checks=True)
    strict.post(reverse("cohorts:answer", args=[token]))
    strict.get(reverse("cohorts:personal_calendar", args=["k" * 40]))
    said = console.stream.getvalue()
    assert "/svara/…/" in said
    assert "/kalender/…" in said
    assert token not in said
    assert "k" * 40 not in said
