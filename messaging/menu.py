"""This room's entries in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem
from messaging import oversight
from messaging.selectors import demo, messages


def entries(person) -> Iterator[NavItem]:
    """One's own messages; all of them for those who oversee (one query, for the count); the
    demo's mail for everybody."""
    if person:
        waiting = messages.needing_a_person(person) if oversight.oversees(person) else None
        url = reverse("messaging:list")
        yield NavItem("messages", _("Messages"), url, count=waiting, order=80)
    if demo.is_open():
        yield NavItem("demo_mail", _("The demo's mail"), reverse("messaging:demo"), order=95)
