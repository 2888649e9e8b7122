"""Writing into the ledger, and what people may do with a message that is stuck."""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import models, transaction

from common import clock
from messaging import events
from messaging.lifecycles import MESSAGE
from messaging.models import Message

log = logging.getLogger(__name__)
HINT_IS_STALE_AFTER = 60  # seconds; by then the timetable has looked many times


@dataclass(frozen=True)
class Recipient:
    """Somebody who is told something without being a person of the platform (yet)."""

    email: str
    name: str = ""
    language: str = settings.LANGUAGE_CODE
    pk: int | None = None


@dataclass(frozen=True)
class Letter:
    """One of many messages of the same event; the fields are those of `enqueue`."""

    to: models.Model | Recipient
    dedupe_key: str
    cause: models.Model
    context: dict
    calendar: dict | None = None


def enqueue(
    *,
    by,
    event: str,
    to: models.Model | Recipient,
    context: dict,
    dedupe_key: str,
    cause: models.Model,
    calendar: dict | None = None,
    not_before: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> None:
    """Write one message into the ledger, in the transaction of its cause. One query.

    `to` is a person or a `Recipient`; `context` holds ids and plain values (what JSON knows);
    `cause` is the row that the message is about, `by` the person who did it, None for an
    automatic rule. A `dedupe_key` that is there already changes nothing: the same thing is told
    once ("nomination_invitation:17", and ":2" after it to tell it again). `calendar` comes from
    `messaging.calendars`. Nothing goes before `not_before` or after `expires_at`.

    Raises `LookupError` for an unregistered event and `TransactionManagementError` outside a
    transaction, where a message could be written without its cause.
    """
    letter = Letter(to, dedupe_key, cause, context, calendar)
    enqueue_many(by=by, event=event, letters=[letter], not_before=not_before, expires_at=expires_at)


def enqueue_many(
    *,
    by,
    event: str,
    letters: Iterable[Letter],
    not_before: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> None:
    """Write many messages of one event; see `enqueue`. One query (on SQLite one per 45)."""
    events.get(event)
    if not transaction.get_connection().in_atomic_block:
        message = "A message is written in the transaction of its cause: use atomic()."
        raise transaction.TransactionManagementError(message)
    now = clock.now()
    Message.objects.bulk_create(
        [
            Message(
                event=event,
                language=getattr(letter.to, "language", settings.LANGUAGE_CODE),
                recipient_id=letter.to.pk,
                recipient_email=letter.to.email,
                recipient_name=letter.to.name,
                context=letter.context,
                calendar=letter.calendar,
                dedupe_key=letter.dedupe_key,
                subject_type=letter.cause._meta.label,
                subject_id=str(letter.cause.pk),
                caused_by=by,
                created_at=now,
                not_before=not_before or now,
                expires_at=expires_at,
            )
            for letter in {letter.dedupe_key: letter for letter in letters}.values()
        ],
        # Only the key may clash: SQLite's "ignore" would let go of a row for any other fault too.
        update_conflicts=True,
        unique_fields=["dedupe_key"],
        update_fields=["dedupe_key"],
    )
    _hint_after_commit()


@transaction.atomic
def retry(*, by, message: Message, reason: str = "") -> Message:
    """Send a failed or uncertain message again, at once and with all its tries.

    Raises `RuleViolation` when it is neither, or when its content is wiped.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    message.attempts = 0
    message.claim_token = None
    message.not_before = clock.now()
    MESSAGE.move(
        message,
        "retry",
        by=by,
        reason=reason,
        save=("attempts", "claim_token", "not_before"),
        error=message.last_error,
    )
    _hint_after_commit()
    return message


@transaction.atomic
def cancel(*, by, message: Message, reason: str = "") -> Message:
    """Let a message that waits, failed or is uncertain never go (again).

    Raises `RuleViolation` when it has gone, or is going right now.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    message.context = message.without_secrets()
    message.claim_token = None
    return MESSAGE.move(message, "cancel", by=by, reason=reason, save=("context", "claim_token"))


def _hint_after_commit() -> None:
    """Wake the relay once this transaction is committed; once however much was written in it."""
    waiting = transaction.get_connection().run_on_commit
    if not any(call is hint for _, call, *_ in waiting):
        transaction.on_commit(hint)


def hint() -> None:
    """Tell a worker to look into the ledger now.

    Never fails: without the broker the message goes some seconds later, when the relay looks by
    itself.
    """
    try:
        current_app.send_task("messaging.tasks.relay", retry=False, expires=HINT_IS_STALE_AFTER)
    except Exception as error:
        log.warning("No hint to the relay, which will look by itself: %s", error)
