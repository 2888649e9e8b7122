"""The order of the reserve list: ranks from 1, without a gap, each held once."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cohorts.enums import Outcome
from cohorts.models import Cohort, Decision, SelectionRound
from cohorts.services import seats
from cohorts.services.selection.rounds import round_to_draft_in
from common import audit
from common.errors import RuleViolation
from organisations.models import Person

PARKED = 10_000  # above every rank, so that a new order never meets the old one half way


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Those who are put on the reserve list, first in line first."""
    line = [row for row in decisions if row.outcome == Outcome.RESERVE]
    return sorted(line, key=lambda row: row.reserve_rank)


@transaction.atomic
def move_reserve(*, by: Person, cohort: Cohort, nomination: int, step: int) -> Decision:
    """Let somebody on the drafted reserve list change places with the one before (`step` -1) or
    after (1); at the end of the list nothing happens. Six queries or so.

    Raises `RuleViolation("not_reserve")` for who is not on it (any more).
    """
    cohort = seats.lock_cohort(cohort.pk)
    selection_round = round_to_draft_in(by=by, cohort=cohort)
    line = in_order(selection_round.decisions.select_related("nomination"))
    place = next((at for at, row in enumerate(line) if row.nomination_id == nomination), None)
    if place is None:
        raise RuleViolation(
            "not_reserve",
            _("This person is not on the reserve list any more."),
            _("Load the page again and look at the current state."),
        )
    other = place + step
    moved, before = line[place], line[place].reserve_rank
    if 0 <= other < len(line):
        line[place], line[other] = line[other], line[place]
        save(selection_round, line=line)
        audit.record(
            by=by,
            action="selection.rank",
            on=moved.nomination,
            before={"reserve_rank": before},
            after={"reserve_rank": moved.reserve_rank},
        )
    return moved


def save(
    selection_round: SelectionRound,
    *,
    line: Sequence[Decision],
    others: Iterable[Decision] = (),
) -> None:
    """Write the reserve list in this order, and other decisions of the round. Two queries."""
    for rank, row in enumerate(line, start=1):
        row.reserve_rank = rank
    ranked = selection_round.decisions.filter(reserve_rank__isnull=False)
    ranked.update(reserve_rank=F("reserve_rank") + PARKED)
    Decision.objects.bulk_create(
        {row.nomination_id: row for row in [*others, *line]}.values(),
        update_conflicts=True,
        unique_fields=["round", "nomination"],
        update_fields=["outcome", "reserve_rank", "reason", "decided_by", "decided_at"],
    )
