"""Opening selection rounds."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import CohortState, RoundState
from cohorts.models import Cohort, SelectionRound
from cohorts.selectors.seats import seats_left
from cohorts.selectors.selection.scope import waiting_in
from cohorts.services import seats
from common import audit
from common.errors import RuleViolation
from organisations.models import Person


def round_to_draft_in(*, by: Person, cohort: Cohort) -> SelectionRound:
    """The open round of a locked cohort; the first one opens with the first decision.

    Raises `RuleViolation`: "cancelled", or "round_closed" when the next must be opened first.
    """
    _refuse_cancelled(cohort)
    latest = SelectionRound.objects.filter(cohort=cohort).order_by("-number").first()
    if latest is None:
        return _open(by, cohort, number=1)
    if latest.state == RoundState.CLOSED:
        raise RuleViolation(
            "round_closed",
            _("Round %(number)s is closed, so its decisions can't be changed.")
            % {"number": latest.number},
            _("Open the next round first."),
        )
    return latest


@transaction.atomic
def open_next_round(*, by: Person, cohort: Cohort) -> SelectionRound:
    """Open a round after the last one was closed: while there are seats left, or people who still
    wait for an answer.

    Raises `RuleViolation`: "cancelled", "round_open", "nothing_left".
    """
    cohort = seats.lock_cohort(cohort.pk)
    _refuse_cancelled(cohort)
    latest = SelectionRound.objects.filter(cohort=cohort).order_by("-number").first()
    if latest and latest.state == RoundState.OPEN:
        raise RuleViolation(
            "round_open", _("Round %(number)s is open already.") % {"number": latest.number}
        )
    if not seats_left([cohort])[cohort.pk].free and not waiting_in(cohort).exists():
        raise RuleViolation(
            "nothing_left",
            _("All %(seats)s seats are taken and nobody waits for a decision.")
            % {"seats": cohort.seats},
        )
    return _open(by, cohort, number=latest.number + 1 if latest else 1)


def _open(by: Person, cohort: Cohort, *, number: int) -> SelectionRound:
    opened = SelectionRound.objects.create(cohort=cohort, number=number)
    audit.record(
        by=by,
        action="selection_round.open",
        on=opened,
        after={"cohort": cohort.pk, "number": number},
    )
    return opened


def _refuse_cancelled(cohort: Cohort) -> None:
    if cohort.state == CohortState.CANCELLED:
        raise RuleViolation("cancelled", _("The cohort has been cancelled."))
