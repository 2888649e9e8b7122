"""The lifecycles of this room, one table each; `common.lifecycle` is the only thing that moves."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.enums import (
    CohortState,
    DayState,
    EnrolmentState,
    NominationState,
    OfferState,
    RegistrationState,
    RoundState,
)
from common.lifecycle import Lifecycle, Transition
from organisations.roles import Permission

COHORT = Lifecycle(
    "cohort",
    (
        Transition(
            CohortState.PLANNED,
            "cancel",
            CohortState.CANCELLED,
            _("Cancel the cohort"),
            Permission.PLAN_COHORT,
        ),
    ),
)

COURSE_DAY = Lifecycle(
    "course_day",
    (
        Transition(
            DayState.PLANNED,
            "cancel",
            DayState.CANCELLED,
            _("Cancel the day"),
            Permission.PLAN_COHORT,
        ),
    ),
)

_N = NominationState
_confirm = pgettext_lazy("nominee", "Confirm")
_decline = pgettext_lazy("nominee", "Decline")
_withdraw = _("Withdraw the nomination")
NOMINATION = Lifecycle(
    "nomination",
    (
        Transition(_N.DRAFT, "send", _N.AWAITING, _("Send the nomination"), Permission.NOMINATE),
        Transition(_N.DRAFT, "withdraw", _N.WITHDRAWN, _withdraw, Permission.NOMINATE),
        Transition(_N.AWAITING, "withdraw", _N.WITHDRAWN, _withdraw, Permission.NOMINATE),
        Transition(_N.COMPLETE, "withdraw", _N.WITHDRAWN, _withdraw, Permission.NOMINATE),
        Transition(_N.RESERVE, "withdraw", _N.WITHDRAWN, _withdraw, Permission.NOMINATE),
        # The nominee answers by the link in the message and may change the answer in time.
        Transition(_N.AWAITING, "confirm", _N.COMPLETE, _confirm),
        Transition(_N.AWAITING, "decline", _N.DECLINED, _decline),
        Transition(_N.COMPLETE, "decline", _N.DECLINED, _decline),
        Transition(_N.DECLINED, "confirm", _N.COMPLETE, _confirm),
        # When the round is closed.
        Transition(_N.COMPLETE, "accept", _N.ACCEPTED, _("Accept"), Permission.SELECT),
        Transition(_N.COMPLETE, "reserve", _N.RESERVE, _("Reserve"), Permission.SELECT),
        Transition(
            _N.COMPLETE,
            "reject",
            _N.REJECTED,
            pgettext_lazy("decision", "Decline"),
            Permission.SELECT,
        ),
        # In a later round, when there are seats again.
        Transition(_N.RESERVE, "accept", _N.ACCEPTED, _("Accept"), Permission.SELECT),
        Transition(
            _N.RESERVE,
            "reject",
            _N.REJECTED,
            pgettext_lazy("decision", "Decline"),
            Permission.SELECT,
        ),
    ),
)

SELECTION_ROUND = Lifecycle(
    "selection_round",
    (
        Transition(
            RoundState.OPEN, "close", RoundState.CLOSED, _("Close the round"), Permission.SELECT
        ),
    ),
)

_R = RegistrationState
_cancel = _("Cancel the registration")
REGISTRATION = Lifecycle(
    "registration",
    (
        Transition(
            _R.SUBMITTED,
            "confirm",
            _R.SEATED,
            _("Confirm the registration"),
            Permission.CONFIRM_REGISTRATIONS,
        ),
        Transition(
            _R.SUBMITTED,
            "reject",
            _R.REJECTED,
            pgettext_lazy("decision", "Decline"),
            Permission.CONFIRM_REGISTRATIONS,
        ),
        Transition(_R.SUBMITTED, "cancel", _R.CANCELLED, _cancel),
        Transition(_R.SEATED, "cancel", _R.CANCELLED, _cancel),
        Transition(_R.WAITING, "cancel", _R.CANCELLED, _cancel),
        Transition(_R.WAITING, "offer", _R.OFFERED, _("Offer a seat")),
        Transition(_R.OFFERED, "take", _R.SEATED, _("Take the seat")),
        Transition(_R.OFFERED, "cancel", _R.CANCELLED, _cancel),
        Transition(_R.OFFERED, "lapse", _R.CANCELLED, _("The offer has lapsed")),
    ),
)

SEAT_OFFER = Lifecycle(
    "seat_offer",
    (
        Transition(OfferState.OPEN, "accept", OfferState.ACCEPTED, _("Take the seat")),
        Transition(OfferState.OPEN, "decline", OfferState.DECLINED, _("Decline the seat")),
        Transition(OfferState.OPEN, "lapse", OfferState.LAPSED, _("The offer has lapsed")),
    ),
)

ENROLMENT = Lifecycle(
    "enrolment",
    (
        Transition(
            EnrolmentState.ENROLLED,
            "leave",
            EnrolmentState.LEFT,
            _("Leave the course"),
            Permission.PLAN_COHORT,
        ),
    ),
)
