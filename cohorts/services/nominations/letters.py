"""What is told by mail about a nomination, as rows of the ledger, and what is stopped again.

The words, and the nominee's link, are made when the mail is sent (`notifications.nominating`).
"""

import datetime as dt

from cohorts.models import Nomination
from messaging.enums import MessageState
from messaging.models import Message
from messaging.services import ledger
from messaging.services.ledger import Letter, Recipient

QUESTION = "nomination_question"
ANSWERED = "nomination_answered"
WRONG_PERSON = "nomination_wrong_person"
WITHDRAWN = "nomination_withdrawn"

STOPPABLE = (MessageState.QUEUED, MessageState.FAILED, MessageState.UNCERTAIN)


def ask(*, by, nominations: list[Nomination], is_reminder: bool = False) -> None:
    """Ask nominees whether they want to take part. One query."""
    ledger.enqueue_many(
        by=by,
        event=QUESTION,
        letters=[
            Letter(
                to=Recipient(nomination.email, nomination.name),
                dedupe_key=f"{QUESTION}:{nomination.pk}:{nomination.confirmation.sent_count}",
                cause=nomination,
                context={"nomination": nomination.pk, "is_reminder": is_reminder},
            )
            for nomination in nominations
        ],
    )


def stop_questions(*, by, nomination: Nomination) -> None:
    """Stop questions that have not gone: the address was wrong, or the nomination is withdrawn.
    One that is just being sent finds the same out by itself, see `notifications.nominating`."""
    for message in Message.objects.filter(
        event=QUESTION,
        subject_type=nomination._meta.label,
        subject_id=str(nomination.pk),
        state__in=STOPPABLE,
    ):
        ledger.cancel(by=by, message=message)


def tell_nominator(*, event: str, nomination: Nomination, moment: dt.datetime, **facts) -> None:
    """Tell whoever nominated what the nominee did at that moment."""
    ledger.enqueue(
        by=None,
        event=event,
        to=nomination.nominated_by,
        dedupe_key=f"{event}:{nomination.pk}:{moment.isoformat()}",
        cause=nomination,
        context={"nomination": nomination.pk, **facts},
    )


def tell_withdrawn(*, by, nomination: Nomination) -> None:
    """Tell a nominee who was asked that there is nothing to answer any more."""
    ledger.enqueue(
        by=by,
        event=WITHDRAWN,
        to=nomination.person or Recipient(nomination.email, nomination.name),
        dedupe_key=f"{WITHDRAWN}:{nomination.pk}",
        cause=nomination,
        context={"nomination": nomination.pk},
    )
