"""This room's entries in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem
from organisations.roles import Permission

ABOUT = "/om-ract/"  # a page of text, written in Wagtail (content/data/pages.toml)


def entries(person) -> Iterator[NavItem]:
    """For visitors: what RACT is, and the programmes. Worksheets for those who work with cohorts,
    and for who has no role and may be a participant. No query."""
    if person is None:
        yield NavItem("about", _("About RACT"), ABOUT, order=10)
        yield NavItem("programmes", _("Programmes"), reverse("content:programmes"), order=12)
    elif not person.grants or person.may(Permission.SEE_COHORT):
        yield NavItem("worksheets", _("Worksheets"), reverse("content:worksheets"), order=34)
