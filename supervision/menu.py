"""This room's entry in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem
from organisations.roles import Permission


def entries(person) -> Iterator[NavItem]:
    """Examination, for examiners. No query."""
    if person and person.may(Permission.ASSESS_EXAMINATION):
        yield NavItem("examination", _("Examination"), reverse("supervision:sittings"), order=40)
