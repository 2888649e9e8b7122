"""Codes of this room with their labels."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ExaminationOutcome(models.TextChoices):
    PASSED = "passed", pgettext_lazy("examination", "Passed")
    FAILED = "failed", pgettext_lazy("examination", "Failed")
