"""The relay: takes messages out of the ledger and hands them to the mail server.

Every step is an update of one row that only succeeds while this relay still holds it, so any
number of relays may run, and any of them may die at any point:

    claim      the row is this relay's until the lease is out
    (compose)  the mail is made; a relay that dies up to here has sent nothing
    hand_over  noted before the first byte goes to the mail server
    deliver    noted after the server has said yes; between the two, nobody can know

Nothing is ever sent inside a transaction.
"""

import contextlib
import datetime as dt
import logging
import uuid
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.core import mail
from django.db import transaction

from common import clock
from messaging import rendering
from messaging.enums import MessageState
from messaging.lifecycles import MESSAGE
from messaging.models import Message

log = logging.getLogger(__name__)

BATCH = 20  # mails over one connection to the server
LEASE = dt.timedelta(seconds=45)  # recovery from a crash takes this and one look of the relay
PAUSES = tuple(dt.timedelta(seconds=seconds) for seconds in (10, 60, 300, 1800))
TRIES = len(PAUSES) + 1


def drain() -> int:
    """Send all that is due; returns how many messages were tried."""
    tried = 0
    while batch := relay_once():
        tried += batch
    return tried


def relay_once(limit: int = BATCH) -> int:
    """Settle what dead relays left, then try up to `limit` due messages; returns how many.

    Messages are claimed one by one, so that one which kills its relay takes no other with it. A
    mail server that can't be reached costs no message a try: they wait, in order, until it is
    back. Two queries when there is nothing to do, and no write lock.
    """
    settle_abandoned()
    if not Message.objects.due(clock.now()).exists():
        return 0
    tried = 0
    with contextlib.closing(mail.get_connection()) as server:
        while tried < limit and _reach(server) and (message := claim_next()):
            _send(message, server)
            tried += 1
    return tried


def claim_next() -> Message | None:
    """Take the oldest due message for this relay, or None. Two queries in one transaction."""
    now = clock.now()
    with transaction.atomic():
        queue = Message.objects.due(now).select_for_update(skip_locked=True)
        if message := queue.first():
            message.claim_token = uuid.uuid4()
            message.state = MESSAGE.step(message.state, "claim").target
            message.claimed_until = now + LEASE
            message.attempts += 1
            message.save(update_fields=["state", "claim_token", "claimed_until", "attempts"])
    return message


def settle_abandoned() -> None:
    """Take rows from relays that let their lease run out.

    A claimed message goes back into the queue (and fails after as many tries as any other, so
    that one which kills its relay each time comes to rest). A message that was being handed
    over becomes uncertain: only people can find out, and send it again.
    """
    for message in Message.objects.abandoned(clock.now()):
        if message.state == MessageState.SENDING:
            _doubt(message, "The relay stopped while it was handing the mail over.")
        elif message.attempts >= TRIES:
            _settle(message, "fail", "The relay stopped each time it prepared this message.")
        else:
            _advance(message, "release", claimed_until=None, claim_token=None)


def _reach(server) -> bool:
    """Whether the mail server answers. Opens the connection unless it is open."""
    try:
        server.open()
    except (OSError, SMTPException) as error:
        log.warning("The mail server can't be reached, messages wait: %s", error)
        return False
    return True


def _send(message: Message, server) -> None:
    """Make one claimed message's mail and hand it over, noting each step before and after."""
    if message.expires_at and message.expires_at < clock.now():
        _settle(message, "lapse", "It was of no use any more when it could be sent.")
        return
    try:
        letter = rendering.compose(message)
    except Exception as error:  # a fault of one event's code or templates stops no other
        log.exception("Message %s could not be composed", message.pk)
        _settle(message, "fail", _words(error))
        return
    if not _advance(message, "hand_over", claimed_until=clock.now() + LEASE):
        return  # the lease ran out meanwhile, the row is somebody else's
    try:
        server.send_messages([letter])
    except Exception as error:
        log.warning("Message %s was not accepted (%s)", message.pk, type(error).__name__)
        server.close()
        _after_error(message, error)
    else:
        _settle(message, "deliver", sent_at=clock.now())


def _after_error(message: Message, error: Exception) -> None:
    """What an answer means: 4xx is "later", 5xx is "never", silence may have been a yes."""
    reply, words = _reply(error)
    if reply < 400:
        _doubt(message, words)
    elif reply < 500 and message.attempts < TRIES:
        _advance(
            message,
            "put_off",
            claimed_until=None,
            claim_token=None,
            not_before=clock.now() + PAUSES[message.attempts - 1],
            last_error=words,
        )
    else:
        _settle(message, "fail", words)


def _reply(error: Exception) -> tuple[int, str]:
    """The mail server's code, 0 if it gave none, and its words for the messages page."""
    match error:
        case SMTPRecipientsRefused():
            code, text = next(iter(error.recipients.values()))
        case SMTPResponseException():
            code, text = error.smtp_code, error.smtp_error
        case SMTPNotSupportedError():  # said by our own side, before anything was sent
            code, text = 550, str(error)
        case _:
            return 0, _words(error)
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return code, f"{code} {text}"[:500]


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def _doubt(message: Message, error: str) -> bool:
    """Note that a mail may have gone. The token stays, for a slow server's late yes."""
    return _advance(
        message,
        "doubt",
        claimed_until=None,
        last_error=error,
        context=message.without_secrets(),
    )


def _settle(message: Message, verb: str, error: str = "", **changes) -> bool:
    """Bring a message to rest: nobody holds it, and its secrets are wiped."""
    return _advance(
        message,
        verb,
        claimed_until=None,
        claim_token=None,
        last_error=error,
        context=message.without_secrets(),
        **changes,
    )


def _advance(message: Message, verb: str, **changes) -> bool:
    """Move a row this relay holds; False if the lease ran out and it is no longer ours.

    One query, outside any transaction. The row itself records the relay's moves; the audit log
    is for what people decide.
    """
    steps = [step for step in MESSAGE.transitions if step.verb == verb]
    ours = Message.objects.filter(
        pk=message.pk,
        claim_token=message.claim_token,
        state__in=[step.source for step in steps],
    )
    return bool(ours.update(state=steps[0].target, **changes))
