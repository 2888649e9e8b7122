"""What must hold before somebody is registered; each raises `RuleViolation`."""

from django.utils.translation import gettext as _

from cohorts.enums import CohortState
from cohorts.models import Cohort
from common.clock import today
from common.errors import RuleViolation
from common.presentation.dates import date_words


def require_way_in(cohort: Cohort, way_in: str) -> None:
    """Refuse a course that people come to in another way. Wants `version` joined."""
    if cohort.version.way_in != way_in:
        raise RuleViolation(
            "other_way_in", _("People come to this course in another way: not by registering here.")
        )


def require_open(cohort: Cohort) -> None:
    """Refuse what comes before the first or after the last day to register, or to no course."""
    require_planned(cohort)
    if today() < cohort.opens_on:
        raise RuleViolation(
            "not_open_yet",
            _("Registration opens on %(day)s.") % {"day": date_words(cohort.opens_on)},
        )
    if today() > cohort.closes_on:
        raise RuleViolation(
            "closed",
            _("The last day to register was %(day)s.") % {"day": date_words(cohort.closes_on)},
        )


def require_planned(cohort: Cohort) -> None:
    """Refuse a course that has been called off."""
    if cohort.state == CohortState.CANCELLED:
        raise RuleViolation("cancelled", _("The course has been cancelled."))


def require_reason(reason: str, message: str) -> str:
    """The reason without spaces around it; refuse to do without."""
    if not reason.strip():
        raise RuleViolation("reason_needed", message, field="reason")
    return reason.strip()
