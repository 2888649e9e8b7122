"""The roof's entries in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem
from organisations.roles import Permission
from organisations.services.wagtail_access import GROUPS


def entries(person) -> Iterator[NavItem]:
    """One's own page, the way into the admin, and for visitors the check of a certificate.
    No query."""
    if person:
        yield NavItem("home", _("My page"), reverse("home"), order=5)
        if person.may(Permission.TAKE_ATTENDANCE):
            yield NavItem("today", _("Today"), reverse("today"), order=10)
        if any(grant.role in GROUPS for grant in person.grants):
            keeps = person.may(Permission.ADMINISTER) or person.may(Permission.MANAGE_PROGRAMMES)
            label = _("Administration") if keeps else _("Write material")
            yield NavItem("admin", label, reverse("wagtailadmin_home"), order=95)
    else:
        yield NavItem("certificates", _("Check a certificate"), reverse("cohorts:verify"), order=90)
