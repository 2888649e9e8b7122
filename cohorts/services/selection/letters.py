"""What is told when a round is closed, as rows of the ledger: one letter to each nominee, one to
each manager for each employer. The words are made when the mail is sent
(`notifications.selecting`)."""

from cohorts.enums import Outcome
from cohorts.models import Decision, SelectionRound
from cohorts.selectors.selection.closing import managers_of, reserves_before
from messaging.services.ledger import Letter, Recipient, enqueue_many
from organisations.models import Person

ACCEPTED = "selection_accepted"
RESERVE = "selection_reserve"
REJECTED = "selection_rejected"
RESULTS = "selection_results"

TO_NOMINEE = {Outcome.ACCEPT: ACCEPTED, Outcome.RESERVE: RESERVE, Outcome.REJECT: REJECTED}


def release(*, by: Person, selection_round: SelectionRound, decisions: list[Decision]) -> None:
    """Write all letters of a round. Wants nominations with person and nominator joined. Five
    queries (on SQLite one for each 45 letters)."""
    ahead = reserves_before(selection_round)
    people = {row.nomination.nominated_by_id: row.nomination.nominated_by for row in decisions}
    for outcome, event in TO_NOMINEE.items():
        letters = [_to_nominee(event, row, ahead) for row in decisions if row.outcome == outcome]
        if letters:
            enqueue_many(by=by, event=event, letters=letters)
    enqueue_many(
        by=by,
        event=RESULTS,
        letters=[
            Letter(
                to=people[manager],
                dedupe_key=f"{RESULTS}:{selection_round.pk}:{employer}:{manager}",
                cause=selection_round,
                context={"round": selection_round.pk, "employer": employer, "manager": manager},
            )
            for employer, manager in sorted(managers_of(decisions))
        ],
    )


def _to_nominee(event: str, decision: Decision, ahead: int) -> Letter:
    nomination = decision.nomination
    place = {"place": ahead + decision.reserve_rank} if decision.reserve_rank else {}
    return Letter(
        to=nomination.person or Recipient(nomination.email, nomination.name),
        dedupe_key=f"{event}:{nomination.pk}",
        cause=decision,
        context={"decision": decision.pk, **place},
    )
