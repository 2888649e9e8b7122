"""What the board may decide about one nominee. One rule for the page and for the service."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cohorts.enums import Outcome
from cohorts.selectors.selection.verdicts import Standing
from common.errors import RuleViolation
from common.guard import assert_no_identity_numbers
from courses.models import Criterion


def objection(standing: Standing, outcome: str, reason: str) -> RuleViolation | None:
    """What stands in the way of that decision, if anything (S0 appendix 1): a must can't be
    dispensed with, a should can when the reason is kept, and who is declined is told why."""
    if outcome == Outcome.ACCEPT and (missing := standing.missing_musts):
        return RuleViolation(
            "must_not_met",
            _("%(criteria)s must be met before somebody is accepted.")
            % {"criteria": codes_of(missing)},
            _("Choose reserve or decline."),
            field="outcome",
        )
    if outcome == Outcome.ACCEPT and (missing := standing.missing_shoulds) and not reason.strip():
        return RuleViolation(
            "reason_to_dispense",
            _("Write why you accept although %(criteria)s is not met.")
            % {"criteria": codes_of(missing)},
            field="reason",
        )
    if outcome == Outcome.REJECT and not reason.strip():
        return RuleViolation(
            "reason_to_decline",
            _("Write why, so that the nominee and the manager understand."),
            field="reason",
        )
    return identity_number_in(reason)


def identity_number_in(text: str) -> RuleViolation | None:
    """The refusal of a reason with a personal identity number in it."""
    try:
        assert_no_identity_numbers([(_("the reason"), text)], what=_("The text"), field="reason")
    except RuleViolation as violation:
        return violation
    return None


def codes_of(criteria: Iterable[Criterion]) -> str:
    """C3, C4"""
    return ", ".join(criterion.code for criterion in criteria)
