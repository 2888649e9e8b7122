"""Where a nomination stands, and what comes next, in the words that its employer reads."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cohorts.enums import NominationState, Outcome
from cohorts.models import Nomination
from cohorts.selectors.nominations import LINK_CLOSED
from common.presentation.dates import date_words

TONES = {
    NominationState.DRAFT: "warn",
    NominationState.AWAITING: "",
    NominationState.COMPLETE: "done",
    NominationState.DECLINED: "stop",
    NominationState.WITHDRAWN: "plain",
    NominationState.ACCEPTED: "done",
    NominationState.RESERVE: "",
    NominationState.REJECTED: "stop",
}
PIPS = {  # in the order in which they are counted up
    NominationState.ACCEPTED: "done",
    NominationState.RESERVE: "offer",
    NominationState.COMPLETE: "day",
    NominationState.AWAITING: "wait",
    NominationState.DRAFT: "now",
    NominationState.REJECTED: "no",
    NominationState.DECLINED: "absent",
}


@dataclass(frozen=True)
class NextStep:
    """State and next step of one nomination. `is_yours`: the employer has something to do."""

    tone: str
    state: str
    pip: str
    sentence: str
    is_yours: bool = False


def next_step(nomination: Nomination, today: dt.date) -> NextStep:
    """Wants the nomination `with_all_for_a_row`. No query."""
    state = NominationState(nomination.state)
    sentence, is_yours = SENTENCES[state](nomination, today)
    label = state.label
    if state == NominationState.DRAFT:
        label = _("Draft, not sent")
    if state == NominationState.AWAITING and nomination.confirmation.nonce == LINK_CLOSED:
        return NextStep("stop", _("Wrong address"), "no", sentence, is_yours)
    if state == NominationState.RESERVE and nomination.released:
        rank = nomination.released[0].reserve_rank
        label = _("Reserve, place %(rank)s") % {"rank": rank}
    return NextStep(TONES[state], str(label), PIPS.get(state, "planned"), sentence, is_yours)


def reason_of(nomination: Nomination) -> str:
    """Why the joint board declined, once the round is closed."""
    decisions = nomination.released[:1]
    return decisions[0].reason if decisions and decisions[0].outcome == Outcome.REJECT else ""


def _draft(nomination: Nomination, today: dt.date) -> tuple[str, bool]:
    closes_on = nomination.cohort.closes_on
    if today > closes_on:
        return _("Was never sent. The last day was %(day)s.") % {"day": _day(closes_on)}, False
    return _("Finish and send it by %(day)s.") % {"day": _day(closes_on)}, True


def _awaiting(nomination: Nomination, today: dt.date) -> tuple[str, bool]:
    confirmation = nomination.confirmation
    if confirmation.nonce == LINK_CLOSED:
        return _("The message reached somebody else. Correct the address."), True
    if today > confirmation.answer_by:
        return _("Did not answer by %(day)s.") % {"day": _day(confirmation.answer_by)}, False
    return _("Answers by %(day)s.") % {"day": _day(confirmation.answer_by)}, False


def _complete(nomination: Nomination, today: dt.date) -> tuple[str, bool]:
    closes_on = nomination.cohort.closes_on
    if today > closes_on:
        return _("The joint board decides. You are told as soon as it has."), False
    return _("The joint board decides after %(day)s.") % {"day": _day(closes_on)}, False


def _declined(nomination: Nomination, today: dt.date) -> tuple[str, bool]:
    if nomination.cohort.is_open_on(today):
        return _("You can nominate somebody else."), True
    return _("Answered no."), False


def _accepted(nomination: Nomination, today: dt.date) -> tuple[str, bool]:
    if nomination.first_day and nomination.first_day >= today:
        return _("Begins on %(day)s.") % {"day": _day(nomination.first_day)}, False
    return pgettext("nomination", "Has a seat."), False


SENTENCES = {
    NominationState.DRAFT: _draft,
    NominationState.AWAITING: _awaiting,
    NominationState.COMPLETE: _complete,
    NominationState.DECLINED: _declined,
    NominationState.WITHDRAWN: lambda nomination, today: ("", False),
    NominationState.ACCEPTED: _accepted,
    NominationState.RESERVE: lambda nomination, today: (
        _("Is told if a seat becomes free."),
        False,
    ),
    NominationState.REJECTED: lambda nomination, today: (_("Read the reason."), False),
}


def _day(date: dt.date) -> str:
    return date_words(date, "date")
