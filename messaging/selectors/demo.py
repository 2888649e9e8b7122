"""The demo's mail folder: what would lie in people's inboxes."""

from email.message import EmailMessage

from django.conf import settings

from messaging import mailbox
from messaging.enums import MessageState
from messaging.models import Message
from messaging.models.message import MessageQuerySet


def is_open() -> bool:
    """Whether this is a demo: its mail goes to a folder, and everybody may look into it."""
    return settings.SHOW_OUTBOX and settings.EMAIL_BACKEND.endswith("FolderBackend")


def delivered(words: str = "") -> MessageQuerySet:
    """All mail that has gone, newest first, found by recipient."""
    found = Message.objects.filter(state=MessageState.SENT).search(words)
    return found.defer("calendar", "context").order_by("-sent_at", "-pk")


def letter(pk: int) -> EmailMessage | None:
    """One mail as it went, secrets and all; None if there is no such mail in the folder."""
    message = delivered().filter(pk=pk).first()
    try:
        return message and mailbox.read_mail(message.header_id)
    except FileNotFoundError:
        return None
