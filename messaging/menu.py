"""This room's entries in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem
from messaging import oversight
from messaging.selectors import demo, messages


def entries(person) -> Iterator[NavItem]:
    """All messages for those who oversee (one query, for the count); the demo's mail for all."""
    if person and oversight.oversees(person):
        yield NavItem(
            "messages",
            _("Messages"),
            reverse("messaging:list"),
            count=messages.needing_a_person(person),
            order=80,
        )
    if demo.is_open():
        yield NavItem("demo_mail", _("The demo's mail"), reverse("messaging:demo"), order=95)
