"""Drafting decisions. Nobody but the board knows of them until the round is closed.

An acceptance takes a seat at once, so that the board sees how many are left and nobody can be
promised a seat that is not there; another decision gives it back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import NominationState, Outcome, RoundState
from cohorts.models import Cohort, Decision, Enrolment, Nomination, Seat, SelectionRound
from cohorts.selectors.attestation import criteria_of
from cohorts.selectors.selection.scope import decidable_in
from cohorts.selectors.selection.verdicts import answers_to, standing
from cohorts.services import seats
from cohorts.services.selection import reserves
from cohorts.services.selection.rounds import round_to_draft_in
from cohorts.services.selection.rules import objection
from common import audit
from common.clock import now
from common.errors import RuleViolation
from organisations.models import Person


@dataclass(frozen=True)
class Choice:
    """What somebody wants to decide about one nomination; an empty outcome takes the draft back.

    `seen` is the outcome that the page showed ("" for none): if a colleague has decided something
    else meanwhile, the choice is refused instead of overwriting it. None does not ask. Who
    decides the same twice (a tap that is saved while the whole board is sent in) meets no refusal.
    """

    nomination: int
    outcome: str
    reason: str = ""
    seen: str | None = None


@transaction.atomic
def decide(*, by: Person, cohort: Cohort, choices: Sequence[Choice]) -> list[Nomination]:
    """Draft decisions about nominations of one cohort, all of them or none. Gives those changed.

    The first decision opens the first round. Raises `RuleViolation` with the nomination's key as
    its parameter `nomination` ("not_waiting", "reserve_already", "changed_meanwhile", "full",
    "accepted_already", and what `rules.objection` raises), or without ("cancelled",
    "round_closed", "busy"). About fifteen queries for any number of choices.
    """
    cohort = seats.lock_cohort(cohort.pk)
    drafts = _drafts_of(cohort)
    choices = [choice for choice in choices if _is_news(drafts.get(choice.nomination), choice)]
    if not choices:
        return []
    selection_round = round_to_draft_in(by=by, cohort=cohort)
    wanted = [choice.nomination for choice in choices]
    nominations = decidable_in(cohort).select_for_update().in_bulk(wanted)
    criteria, answers = criteria_of(cohort.version_id), answers_to(nominations)
    for choice in choices:
        draft = drafts.get(choice.nomination)
        refusal = _refusal(by, choice, draft, nominations) or objection(
            standing(criteria, answers[choice.nomination]), choice.outcome, choice.reason
        )
        if refusal:
            raise _about(choice.nomination, refusal)
    _move_seats(cohort, drafts, [(nominations[choice.nomination], choice) for choice in choices])
    _write(by, selection_round, drafts, choices)
    changed = [nominations[pk] for pk in wanted]
    audit.record_many(
        by=by,
        action="selection.draft",
        changes=[
            (
                nominations[choice.nomination],
                _facts(drafts.get(choice.nomination)),
                {"outcome": choice.outcome, "reason": choice.reason.strip()},
            )
            for choice in choices
        ],
    )
    return changed


@transaction.atomic
def forget_draft(*, by: Person | None, nomination: Nomination, system: str = "") -> None:
    """Drop what the board has drafted about a nomination that ends: its seat is free, and whoever
    stands below it on the reserve list moves up. The caller holds the transaction."""
    cohort = seats.lock_cohort(nomination.cohort_id)
    Seat.objects.filter(nomination=nomination).delete()
    drafts = _drafts_of(cohort)
    if draft := drafts.get(nomination.pk):
        _write(by, draft.round, drafts, [Choice(nomination.pk, "")])
        audit.record(
            by=by, system=system, action="selection.draft", on=nomination, before=_facts(draft)
        )


def _drafts_of(cohort: Cohort) -> dict[int, Decision]:
    """The decisions of the open round, by nomination. One query."""
    drafts = Decision.objects.filter(round__cohort=cohort, round__state=RoundState.OPEN)
    return {draft.nomination_id: draft for draft in drafts.select_related("round")}


def _is_news(draft: Decision | None, choice: Choice) -> bool:
    """Whether the choice differs from what is drafted."""
    if draft is None:
        return bool(choice.outcome)
    return (draft.outcome, _lines(draft.reason)) != (choice.outcome, _lines(choice.reason))


def _lines(reason: str) -> list[str]:
    """A form ends its lines otherwise than htmx does."""
    return reason.strip().splitlines()


def _refusal(
    by: Person, choice: Choice, draft: Decision | None, nominations: Mapping[int, Nomination]
) -> RuleViolation | None:
    if choice.nomination not in nominations:
        return RuleViolation(
            "not_waiting",
            _("This nomination no longer waits for a decision."),
            _("Load the page again and look at the current state."),
            field="outcome",
        )
    nomination = nominations[choice.nomination]
    if nomination.state == NominationState.RESERVE and choice.outcome == Outcome.RESERVE:
        return RuleViolation(
            "reserve_already",
            _("%(name)s is on the reserve list already.") % {"name": nomination.name},
            field="outcome",
        )
    present = draft.outcome if draft else ""
    is_own_again = draft and draft.decided_by_id == by.pk and present == choice.outcome
    if choice.seen is not None and choice.seen != present and not is_own_again:
        shown = draft.get_outcome_display() if draft else _("no decision")
        return RuleViolation(
            "changed_meanwhile",
            _("A colleague has changed this meanwhile: %(decision)s.") % {"decision": shown},
            _("Choose again if you want something else."),
            field="outcome",
        )
    return None


def _about(nomination: int, violation: RuleViolation) -> RuleViolation:
    violation.params = {**violation.params, "nomination": nomination}
    return violation


def _facts(draft: Decision | None) -> dict:
    return {"outcome": draft.outcome, "reason": draft.reason} if draft else {}


# ── seats ───────────────────────────────────────────────────────────────────────────────────


def _move_seats(
    cohort: Cohort,
    drafts: Mapping[int, Decision],
    pairs: Sequence[tuple[Nomination, Choice]],
) -> None:
    """Free the seats of those who are no longer to be accepted, then seat the newcomers."""
    held = {pk for pk, draft in drafts.items() if draft.outcome == Outcome.ACCEPT}
    leaving = [row for row, choice in pairs if row.pk in held and choice.outcome != Outcome.ACCEPT]
    coming = [
        row for row, choice in pairs if row.pk not in held and choice.outcome == Outcome.ACCEPT
    ]
    if leaving:
        Seat.objects.filter(nomination__in=leaving).delete()
    if not coming:
        return
    _refuse_to_accept_twice(cohort, coming)
    try:
        seats.take_seats(cohort.pk, holders=coming)
    except RuleViolation as violation:
        violation.field = "outcome"
        first_without = coming[len(seats.free_numbers(cohort))]
        raise _about(first_without.pk, violation)


def _refuse_to_accept_twice(cohort: Cohort, coming: Sequence[Nomination]) -> None:
    """Two employers may nominate the same person; one seat is enough."""
    seated = set(
        Seat.objects.filter(cohort=cohort, nomination__isnull=False).values_list(
            "nomination__person", flat=True
        )
    )
    seated |= set(Enrolment.objects.active().filter(cohort=cohort).values_list("person", flat=True))
    for nomination in coming:
        if nomination.person_id in seated:
            raise _about(
                nomination.pk,
                RuleViolation(
                    "accepted_already",
                    _("%(name)s has a seat in this cohort already.") % {"name": nomination.name},
                    _("Somebody else has nominated the same person. Decline one of the two."),
                    field="outcome",
                ),
            )
        seated.add(nomination.person_id)


# ── decisions ───────────────────────────────────────────────────────────────────────────────


def _write(
    by: Person | None,
    selection_round: SelectionRound,
    drafts: Mapping[int, Decision],
    choices: Sequence[Choice],
) -> None:
    """Write the choices; who is put on the reserve list stands last, and nobody leaves a gap."""
    taken_back = [choice.nomination for choice in choices if not choice.outcome]
    written = {
        choice.nomination: Decision(
            round=selection_round,
            nomination_id=choice.nomination,
            outcome=choice.outcome,
            reason=choice.reason.strip(),
            decided_by=by,
            decided_at=now(),
        )
        for choice in choices
        if choice.outcome
    }
    before = reserves.in_order(drafts.values())
    stay = [
        row
        for row in before
        if row.nomination_id not in taken_back
        and written.get(row.nomination_id, row).outcome == Outcome.RESERVE
    ]
    present = {row.nomination_id for row in stay}
    line = [written.get(row.nomination_id, row) for row in stay] + [
        row
        for row in written.values()
        if row.outcome == Outcome.RESERVE and row.nomination_id not in present
    ]
    if taken_back:
        selection_round.decisions.filter(nomination__in=taken_back).delete()
    reserves.save(selection_round, line=line, others=written.values())
