"""Closing a round: everything that was drafted comes true together, or nothing does."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import Outcome
from cohorts.lifecycles import NOMINATION, SELECTION_ROUND
from cohorts.models import Cohort, Decision, Nomination, SelectionRound
from cohorts.selectors.attestation import criteria_of
from cohorts.selectors.selection.closing import decisions_of, fingerprint
from cohorts.selectors.selection.scope import board_members_of
from cohorts.selectors.selection.verdicts import answers_to, standing
from cohorts.services import seats
from cohorts.services.enrolments import enrol
from cohorts.services.selection import letters
from cohorts.services.selection.rules import identity_number_in, objection
from common.clock import now
from common.errors import RuleViolation
from organisations.models import Person


@transaction.atomic
def close_round(
    *,
    by: Person,
    round: SelectionRound,
    present: Sequence[Person],
    minutes: str = "",
    read: str | None = None,
) -> SelectionRound:
    """Enrol who is accepted, fix the reserve list, and release all letters, in one transaction.

    `present` are the members of the board who decided; `minutes` what they want on paper. `read`
    is the fingerprint of the decisions that were read before closing: if one has changed since,
    nothing happens. Nominees without a decision stay for the next round.

    Raises `RuleViolation`: "not_now" (closed already), "nothing_decided", "changed_meanwhile",
    "present", "identity_number", and what `rules.objection` and `enrol` raise. Two queries for
    each decision and about twenty more.
    """
    cohort = seats.lock_cohort(round.cohort_id)
    round = SelectionRound.objects.select_for_update().get(pk=round.pk)
    SELECTION_ROUND.step(round.state, "close")
    with_people = ("nomination__person", "nomination__nominated_by")
    decisions = list(decisions_of(round).select_related(*with_people))
    _require_decisions(decisions, read)
    _require_still_allowed(cohort, decisions)
    _require_members(cohort, present)
    if refusal := identity_number_in(minutes):
        refusal.field = "minutes"
        raise refusal
    _move_nominations(by, decisions)
    accepted = [row.nomination for row in decisions if row.outcome == Outcome.ACCEPT]
    enrol(by=by, cohort=cohort, holders=accepted)
    round.minutes, round.closed_at, round.closed_by = minutes.strip(), now(), by
    SELECTION_ROUND.move(
        round,
        "close",
        by=by,
        save=("minutes", "closed_at", "closed_by"),
        present=[person.pk for person in present],
        decisions={row.nomination_id: row.outcome for row in decisions},
    )
    round.present.set(present)
    letters.release(by=by, selection_round=round, decisions=decisions)
    return round


def _require_decisions(decisions: Sequence[Decision], read: str | None) -> None:
    if not decisions:
        raise RuleViolation(
            "nothing_decided",
            _("Nothing has been decided in this round yet."),
            _("Accept, put on the reserve list or decline somebody first."),
        )
    if read is not None and read != fingerprint(decisions):
        raise RuleViolation(
            "changed_meanwhile",
            _("A decision has changed since you opened this page."),
            _("Nothing has been sent. Read the decisions again, then close the round."),
        )


def _require_still_allowed(cohort: Cohort, decisions: Sequence[Decision]) -> None:
    """A nominee may have changed an answer after the decision was drafted."""
    criteria = criteria_of(cohort.version_id)
    answers = answers_to(row.nomination_id for row in decisions)
    for row in decisions:
        stand = standing(criteria, answers[row.nomination_id])
        if refusal := objection(stand, row.outcome, row.reason):
            refusal.message = f"{row.nomination.name}: {refusal.message}"
            refusal.field = ""
            raise refusal


def _require_members(cohort: Cohort, present: Sequence[Person]) -> None:
    members = {role.person_id for role in board_members_of(cohort)}
    if not present or not {person.pk for person in present} <= members:
        raise RuleViolation(
            "present",
            _("Choose who took part, among the members of the joint board."),
            field="present",
        )


def _move_nominations(by: Person, decisions: Sequence[Decision]) -> None:
    """Each to what was decided, with its reason. The rows are locked first."""
    pks = [row.nomination_id for row in decisions]
    locked = Nomination.objects.select_for_update().order_by("pk").in_bulk(pks)
    for decision in decisions:
        nomination = decision.nomination
        nomination.state = locked[nomination.pk].state
        NOMINATION.move(nomination, decision.outcome, by=by, reason=decision.reason)
