import stat
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives

from messaging import mailbox
from messaging.services import relay
from tests.messaging.greeting import greet

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.EMAIL_BACKEND = "messaging.mailbox.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def test_a_mail_lies_in_the_folder_as_it_went_readable_by_its_owner_only(alva, folder):
    message = greet(alva, context={"topic": "Välkommen åter"})
    relay.drain()

    [kept] = folder.iterdir()
    assert kept.name == f"message-{message.pk}@ract.example.eml"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    mail = mailbox.read_mail(message.header_id)
    assert mail["Subject"] == "Meddelanden: Välkommen åter"
    assert "Hej Alva!" in mail.get_body(("plain",)).get_content()


def test_no_message_id_leads_out_of_the_folder(folder):
    EmailMultiAlternatives(
        "x", "x", to=["a@exempel.example"], headers={"Message-ID": "<../../etc/passwd@x>"}
    ).send()

    [kept] = folder.iterdir()
    assert kept.parent == folder
