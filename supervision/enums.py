"""Codes of this room with their labels."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ExaminationOutcome(models.TextChoices):
    """What came of one attempt; nothing is stored before the examiners have said so."""

    PASSED = "passed", pgettext_lazy("examination", "Passed")
    FAILED = "failed", pgettext_lazy("examination", "Failed")
    MISSED = "missed", pgettext_lazy("examination", "Did not come")


USES_UP_AN_ATTEMPT = (ExaminationOutcome.PASSED, ExaminationOutcome.FAILED)
ATTEMPTS = 3  # domain.md §1 names no number; docs/adr/0025


class SittingState(models.TextChoices):
    OPEN = "open", pgettext_lazy("sitting", "Open")
    FINAL = "final", pgettext_lazy("sitting", "Final")


class AdjustmentKind(models.TextChoices):
    """What is arranged for somebody at the examination. Never why."""

    LONGER_TIME = "time", pgettext_lazy("adjustment", "Longer time")
    ORAL = "oral", pgettext_lazy("adjustment", "Answers aloud")
    OWN_ROOM = "room", pgettext_lazy("adjustment", "A room of one's own")
    AIDS = "aids", pgettext_lazy("adjustment", "Own aids")
    LARGE_PRINT = "print", pgettext_lazy("adjustment", "Large print")
    BREAKS = "breaks", pgettext_lazy("adjustment", "More breaks")
    ONLINE = "online", pgettext_lazy("adjustment", "Takes part on line")
    INTERPRETER = "interpreter", pgettext_lazy("adjustment", "Interpreter")
