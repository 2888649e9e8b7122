"""Professions to choose from."""

from django.db.models import QuerySet

from organisations.models import Profession


def professions() -> QuerySet[Profession]:
    """All professions, by name."""
    return Profession.objects.order_by("name")
