"""What those who follow a cohort write to its participants."""

from django.utils.translation import gettext_lazy as _

from cohorts.services.writing import WRITTEN
from messaging import events


def register() -> None:
    """Make this message known; called when the platform starts. The row holds all there is."""
    events.register(WRITTEN, label=_("Message from those who give the course"))
