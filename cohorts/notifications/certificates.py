"""What participants are told about certificates."""

from django.utils.translation import gettext_lazy as _

from cohorts.services.certificates import ISSUED
from messaging import events


def register() -> None:
    """Make this message known; called when the platform starts."""
    events.register(ISSUED, label=_("Certificate issued to the participant"))
