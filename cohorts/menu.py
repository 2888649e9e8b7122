"""This room's entries in the main menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.selectors.waiting import numbers_waiting_for
from common.navigation import NavItem
from organisations.roles import Permission


def entries(person) -> Iterator[NavItem]:
    """The area for those who plan, courses on offer for those who nominate, selection and
    registrations for the board (one query, for the counts), cohorts for those who work
    with them, evaluations for those who may read them, introduction days for who has no role."""
    waits = numbers_waiting_for(person) if person else {}
    if person and person.may(Permission.PLAN_COHORT):
        yield NavItem("area", pgettext_lazy("menu", "Area"), reverse("cohorts:areas"), order=20)
    if person and person.may(Permission.NOMINATE):
        yield NavItem("nominating", _("Coming courses"), reverse("cohorts:nominating"), order=22)
        yield NavItem("nominations", _("Nominations"), reverse("cohorts:nominations"), order=24)
    if person and person.may(Permission.SELECT):
        waiting = waits["selection"]
        yield NavItem(
            "selection", _("Selection"), reverse("cohorts:selections"), count=waiting, order=26
        )
    if person and person.may(Permission.CONFIRM_REGISTRATIONS):
        url = reverse("cohorts:registrations_overview")
        waiting = waits["registrations"]
        yield NavItem("registrations", _("Registrations"), url, count=waiting, order=28)
    if person and person.may(Permission.SEE_COHORT):
        yield NavItem("cohorts", _("Cohorts"), reverse("cohorts:cohorts"), order=30)
    if person and person.may(Permission.SEE_EVALUATIONS):
        yield NavItem("evaluations", _("Evaluations"), reverse("cohorts:evaluations"), order=36)
    if not person or not person.grants:
        url = reverse("cohorts:open_courses")
        yield NavItem("open_courses", _("Introduction days"), url, order=70)
