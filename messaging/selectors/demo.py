"""The demo's mail folder: what would lie in people's inboxes."""

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage

from django.conf import settings

from messaging import mailbox
from messaging.enums import MessageState
from messaging.models import Message
from messaging.models.message import MessageQuerySet


@dataclass(frozen=True)
class Letter:
    """One mail as it went, secrets and all."""

    pk: int
    subject: str
    sender: str
    to: str
    sent_at: dt.datetime
    text: str
    files: tuple[str, ...]


def is_open() -> bool:
    """Whether this is a demo: its mail goes to a folder, and everybody may look into it."""
    return settings.SHOW_OUTBOX and settings.EMAIL_BACKEND.endswith("FolderBackend")


def delivered(words: str = "") -> MessageQuerySet:
    """All mail that has gone, newest first, found by recipient."""
    found = Message.objects.filter(state=MessageState.SENT).search(words)
    return found.defer("calendar", "context").order_by("-sent_at", "-pk")


def letter(pk: int) -> Letter | None:
    """One mail from the folder; None if it is not there. One query."""
    message, mail = _read(pk)
    return mail and Letter(
        pk=message.pk,
        subject=mail["Subject"],
        sender=mail["From"],
        to=mail["To"],
        sent_at=message.sent_at,
        text=mail.get_body(("plain",)).get_content(),
        files=tuple(part.get_filename() for part in mail.iter_attachments()),
    )


def attachment(pk: int, name: str) -> bytes | None:
    """What the file `name` of one mail holds; None if there is none. One query."""
    _message, mail = _read(pk)
    for part in mail.iter_attachments() if mail else ():
        if part.get_filename() == name:
            return part.get_payload(decode=True)
    return None


def _read(pk: int) -> tuple[Message | None, EmailMessage | None]:
    message = delivered().filter(pk=pk).first()
    try:
        return message, mailbox.read_mail(message.header_id) if message else None
    except FileNotFoundError:
        return message, None
