"""What participants are told about certificates."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import Certificate
from cohorts.services.certificates import ISSUED
from messaging import events
from messaging.models import Message


def register() -> None:
    """Make this message known; called when the platform starts."""
    events.register(
        ISSUED,
        certificate_words,
        label=_("Certificate issued to the participant"),
        secrets=("path",),
    )


def certificate_words(message: Message) -> Mapping[str, object]:
    """What it certifies, and where it is: who has the code reads it, so pages mask the address.
    One query."""
    found = Certificate.objects.only("code", "content").get(pk=message.context["certificate"])
    return {
        "programme": found.content["programme"],
        "path": reverse("cohorts:certificate", args=[found.code]),
    }
