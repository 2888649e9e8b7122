"""This room's entries in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem
from organisations.roles import Permission


def entries(person) -> Iterator[NavItem]:
    """Staff, for managers. No query."""
    if person and person.may(Permission.SEE_STAFF):
        yield NavItem("staff", _("Staff"), reverse("reports:staff"), order=26)
