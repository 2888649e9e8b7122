"""Codes of this room with their labels, and named groups of them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class MessageState(models.TextChoices):
    """Where a message stands. Only `sending` may already have reached the mail server."""

    QUEUED = "queued", pgettext_lazy("message", "Waiting")
    CLAIMED = "claimed", pgettext_lazy("message", "Being prepared")
    SENDING = "sending", pgettext_lazy("message", "Being sent")
    SENT = "sent", pgettext_lazy("message", "Sent")
    FAILED = "failed", pgettext_lazy("message", "Not sent")
    UNCERTAIN = "uncertain", pgettext_lazy("message", "Perhaps sent")
    CANCELLED = "cancelled", pgettext_lazy("message", "Stopped")


HELD = (MessageState.CLAIMED, MessageState.SENDING)  # a relay has the row, for a while
PENDING = (MessageState.QUEUED, *HELD)
NEEDS_A_PERSON = (MessageState.FAILED, MessageState.UNCERTAIN)
