"""Questions about the ledger, for people."""

import datetime as dt
import logging

from common import clock
from messaging import oversight, rendering
from messaging.enums import NEEDS_A_PERSON, PENDING, MessageState
from messaging.models import Message
from messaging.models.message import MessageQuerySet

log = logging.getLogger(__name__)

SHOWN = {
    "": MessageState.values,
    "attention": NEEDS_A_PERSON,
    "waiting": PENDING,
    "sent": (MessageState.SENT,),
}
LATE = dt.timedelta(minutes=5)


def messages_for(person, *, show: str = "", words: str = "") -> MessageQuerySet:
    """What `person` may see, newest first: one of the groups in `SHOWN`, found by recipient."""
    found = Message.objects.visible_to(person).filter(state__in=SHOWN.get(show, ()))
    return found.search(words).defer("calendar").order_by("-pk")


def message_for(person, *, pk: int) -> Message | None:
    """One message, with who caused it, if `person` may see it. One query."""
    return Message.objects.visible_to(person).select_related("caused_by").filter(pk=pk).first()


def needing_a_person(person) -> int:
    """How many messages failed or may have gone, for those who oversee; 0 for others."""
    if not oversight.oversees(person):
        return 0
    return Message.objects.filter(state__in=NEEDS_A_PERSON).count()


def is_late() -> bool:
    """Whether something should have gone minutes ago: no relay runs, or the mail server is gone."""
    return Message.objects.due(clock.now() - LATE).exists()


def mail_as_shown(message: Message) -> rendering.Rendered | None:
    """The mail with its secrets masked; None if it can't be made (any more)."""
    try:
        return rendering.render(message, masked=True)
    except Exception:
        log.exception("Message %s could not be shown", message.pk)
        return None
