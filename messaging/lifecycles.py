"""The way of a message: by the relay's hand (services/relay.py), then by people's (ledger.py).

A relay that dies leaves its rows held until the lease is out. What was only claimed goes back
into the queue; what was being handed to the mail server may or may not have left, becomes
uncertain, and is never sent again without a person saying so.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.errors import RuleViolation
from common.lifecycle import Lifecycle, Transition
from messaging.enums import MessageState as State


def content_is_kept(message) -> None:
    """Guard: a log-in code is wiped once its mail has gone, so it can't go a second time."""
    if message.is_wiped:
        raise RuleViolation(
            "content_is_wiped",
            _("This message held a code that is no longer kept."),
            _("Ask the person to request a new one."),
        )


SEND_AGAIN = pgettext_lazy("message", "Send again")
STOP = pgettext_lazy("message", "Stop")
AUTOMATIC = ""

MESSAGE = Lifecycle(
    "message",
    (
        Transition(State.QUEUED, "claim", State.CLAIMED, AUTOMATIC),
        Transition(State.CLAIMED, "release", State.QUEUED, AUTOMATIC),
        Transition(State.CLAIMED, "lapse", State.CANCELLED, AUTOMATIC),
        Transition(State.CLAIMED, "fail", State.FAILED, AUTOMATIC),
        Transition(State.CLAIMED, "hand_over", State.SENDING, AUTOMATIC),
        Transition(State.SENDING, "deliver", State.SENT, AUTOMATIC),
        Transition(State.SENDING, "put_off", State.QUEUED, AUTOMATIC),
        Transition(State.SENDING, "fail", State.FAILED, AUTOMATIC),
        Transition(State.SENDING, "doubt", State.UNCERTAIN, AUTOMATIC),
        Transition(State.UNCERTAIN, "deliver", State.SENT, AUTOMATIC),  # a slow server's late yes
        Transition(State.FAILED, "retry", State.QUEUED, SEND_AGAIN, guard=content_is_kept),
        Transition(State.UNCERTAIN, "retry", State.QUEUED, SEND_AGAIN, guard=content_is_kept),
        Transition(State.QUEUED, "cancel", State.CANCELLED, STOP),
        Transition(State.FAILED, "cancel", State.CANCELLED, STOP),
        Transition(State.UNCERTAIN, "cancel", State.CANCELLED, STOP),
    ),
)
