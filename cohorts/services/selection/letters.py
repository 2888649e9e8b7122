"""What is told when a round is closed, as rows of the ledger: one letter to each nominee, one to
each manager for each employer. The words are made when the mail is sent
(`notifications.selecting`)."""

from cohorts.enums import Outcome
from cohorts.models import Decision, SelectionRound
from cohorts.selectors.selection.closing import nominators_of
from messaging.services.ledger import Letter, Recipient, enqueue_many
from organisations.models import Person

TO_NOMINEE = {
    Outcome.ACCEPT: "selection_accepted",
    Outcome.RESERVE: "selection_reserve",
    Outcome.REJECT: "selection_rejected",
}
TO_NOMINATOR = "selection_results"


def release(*, by: Person, selection_round: SelectionRound, decisions: list[Decision]) -> None:
    """Write all letters of a round. Wants nominations with person and nominator joined. Four
    queries (on SQLite one per 45 letters)."""
    for outcome, event in TO_NOMINEE.items():
        letters = [_to_nominee(event, row) for row in decisions if row.outcome == outcome]
        if letters:
            enqueue_many(by=by, event=event, letters=letters)
    enqueue_many(
        by=by,
        event=TO_NOMINATOR,
        letters=[
            Letter(
                to=nominator,
                dedupe_key=f"{TO_NOMINATOR}:{selection_round.pk}:{employer}:{nominator.pk}",
                cause=selection_round,
                context={"round": selection_round.pk, "employer": employer},
            )
            for employer, nominator in nominators_of(decisions)
        ],
    )


def _to_nominee(event: str, decision: Decision) -> Letter:
    nomination = decision.nomination
    return Letter(
        to=nomination.person or Recipient(nomination.email, nomination.name),
        dedupe_key=f"{event}:{nomination.pk}",
        cause=decision,
        context={"decision": decision.pk},
    )
