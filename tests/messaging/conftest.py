"""Read before Django is set up, so what needs it is imported inside."""

import pytest

from tests.messaging.smtp_sink import running_sink


@pytest.fixture(autouse=True)
def _known_event(settings, monkeypatch):
    from messaging import events
    from tests.messaging import greeting

    monkeypatch.setattr(events, "_events", dict(events._events))
    greeting.make_known(settings)


@pytest.fixture
def alva(db):
    from tests.factories.organisations import make_person

    return make_person("Alva Ask", "alva.ask@lunda.example")


@pytest.fixture
def kim(db):
    """Sees all messages."""
    from organisations.roles import RoleCode
    from tests.factories.organisations import give_role, make_person

    person = make_person("Kim Kronvall", "kim.kronvall@kansliet.example")
    give_role(person, RoleCode.NATIONAL_OFFICE)
    return person


@pytest.fixture
def mail_server(settings):
    """A mail server of our own, which the relay of this process talks to."""
    with running_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = sink.server_address
        settings.EMAIL_TIMEOUT = 0.3
        yield sink
