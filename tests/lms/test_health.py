"""`/halsa/`: for machines that want to know whether the platform can serve."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_health_is_ok_while_the_database_answers(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/halsa/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_health_says_unavailable_when_the_database_is_gone(client, monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", gone)
    assert client.get("/halsa/").status_code == 503


def test_health_answers_to_reading_only(client):
    assert client.post("/halsa/").status_code == 405
