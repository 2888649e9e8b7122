"""Mail into a folder instead of a server: one file per mail, named by its Message-ID.

For the demo, which shows the folder (`SHOW_OUTBOX`), and for machines without a mail server.
"""

import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Django's e-mail backend for `MAIL_URL=folder://`."""

    def send_messages(self, email_messages) -> int:
        for message in email_messages:
            letter = message.message()
            kept = mail_file(letter["Message-ID"])
            kept.parent.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(".unfinished")
            unfinished.touch(mode=0o600)
            unfinished.write_bytes(letter.as_bytes())
            unfinished.rename(kept)
        return len(email_messages)


def mail_file(header_id: str) -> Path:
    """Where the mail with this Message-ID lies."""
    name = re.sub(r"[^\w@.-]", "", header_id)
    return Path(settings.EMAIL_FILE_PATH) / f"{name}.eml"


def read_mail(header_id: str) -> EmailMessage:
    """The mail as it went. Raises `FileNotFoundError`."""
    return email.message_from_bytes(mail_file(header_id).read_bytes(), policy=email.policy.default)
