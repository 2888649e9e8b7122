"""This room's entries in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem

ABOUT = "/om-ract/"  # a page of text, written in Wagtail (content/data/pages.toml)


def entries(person) -> Iterator[NavItem]:
    """For visitors: what RACT is, and the programmes. No query."""
    if person is None:
        yield NavItem("about", _("About RACT"), ABOUT, order=10)
        yield NavItem("programmes", _("Programmes"), reverse("content:programmes"), order=12)
