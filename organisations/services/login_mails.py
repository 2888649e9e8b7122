"""Codes and links for logging in, through the same ledger as every other message."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction

from common.clock import now
from messaging.services.ledger import enqueue
from organisations.models import Person

CODE = "login_code"
NEW_PASSWORD = "new_password"  # noqa: S105 – the name of a message


@transaction.atomic
def send_code(*, email: str, code: str) -> None:
    """Mail the code somebody asked for; no use once it has expired. Nothing to an unknown one."""
    holds = dt.timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    _send(CODE, email, {"code": code}, holds)


@transaction.atomic
def send_new_password_link(*, email: str, url: str) -> None:
    """Mail the link by which somebody chooses a new password."""
    holds = dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    _send(NEW_PASSWORD, email, {"url": url}, holds)


def _send(event: str, email: str, secret: dict, holds: dt.timedelta) -> None:
    person = Person.objects.with_email(email).first()
    if person is None:
        return
    enqueue(
        by=None,
        event=event,
        to=person,
        context=secret,
        dedupe_key=f"{event}:{person.pk}:{secrets.token_hex(8)}",
        cause=person,
        expires_at=now() + holds,
    )
