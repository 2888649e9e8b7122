import pytest
from django.template.loader import get_template

from messaging import checks, events, oversight
from messaging.models import Message


def test_every_registered_event_has_its_templates():
    assert checks.every_event_has_its_templates(None) == []
    for event in events.registered():
        assert get_template(event.template("subject.txt"))


def test_an_event_without_templates_stops_the_start():
    events.register("speechless", label="Stum")

    errors = checks.every_event_has_its_templates(None)
    assert [error.id for error in errors] == ["messaging.E001", "messaging.E001"]
    assert "templates/email/speechless.subject.txt" in errors[0].hint


def test_a_row_may_outlive_the_code_that_registered_its_event():
    message = Message(event="from_last_year", subject_type="gone.Model", context={"code": "1"})

    assert message.label == "from_last_year"
    assert message.cause_label == "gone.Model"
    assert message.without_secrets() == {"code": "1"}


def test_nobody_oversees_until_a_rule_is_set(monkeypatch, django_user_model):
    monkeypatch.setattr(oversight, "_rule", oversight.nobody)

    assert not oversight.oversees(django_user_model(name="Kim"))


@pytest.mark.django_db
def test_the_national_office_oversees_and_a_participant_does_not(alva, kim):
    assert oversight.oversees(kim)
    assert not oversight.oversees(alva)
