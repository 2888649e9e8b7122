"""Codes of this room with their labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ModuleAccess(models.TextChoices):
    """Whom a module is open to."""

    EVERYONE = "everyone", _("Everybody, also without logging in")
    PARTICIPANTS = "participants", _("All who take or took part in a course here")
    PROGRAMME = "programme", _("Participants of the programme")
    TRAINERS = "trainers", _("Trainers of the programme only")


class QuizKind(models.TextChoices):
    """How a question of a quiz is answered."""

    SINGLE = "single", _("One answer is right")
    MULTIPLE = "multiple", _("One or several answers are right")
    ORDER = "order", _("Put them in the right order")
