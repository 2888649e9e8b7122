"""The roof's entries in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem


def entries(person) -> Iterator[NavItem]:
    """One's own page, and for everybody the check of a certificate. No query."""
    if person:
        yield NavItem("home", _("My page"), reverse("home"), order=5)
    else:
        yield NavItem("certificates", _("Check a certificate"), reverse("cohorts:verify"), order=90)
