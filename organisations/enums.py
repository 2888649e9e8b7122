"""Codes of this room with their labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Health-care region")
    PROVIDER = "provider", _("Private provider")
    USER_ORGANISATION = "user_organisation", _("User or family organisation")
    STATE_AGENCY = "state_agency", _("State agency")
    TRAINING_PROVIDER = "training_provider", _("Training provider")
    UNIVERSITY = "university", _("University")
    UNIT = "unit", _("Department or unit")


class Principal(models.TextChoices):
    """Who is responsible for the work (huvudman). Always shown in this order."""

    MUNICIPALITY = "municipality", pgettext_lazy("principal", "Municipality")
    REGION = "region", pgettext_lazy("principal", "Region")
    OTHER = "other", pgettext_lazy("principal", "Other")


class AffiliationKind(models.TextChoices):
    EMPLOYED = "employed", _("Employed")
    COMMISSIONED = "commissioned", _("Works for a commissioned provider")
    MEMBER = "member", _("Member of a user or family organisation")
    ELECTED = "elected", _("Elected")
