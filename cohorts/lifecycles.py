"""The lifecycles of this room, one table each; `common.lifecycle` is the only thing that moves."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.enums import (
    CohortState,
    DayState,
    EnrolmentState,
    MakeUpState,
    NominationState,
    ObjectionState,
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

_E = EnrolmentState
ENROLMENT = Lifecycle(
    "enrolment",
    (
        Transition(_E.ENROLLED, "leave", _E.LEFT, _("Leave the course"), Permission.PLAN_COHORT),
        Transition(_E.ENROLLED, "interrupt", _E.INTERRUPTED, _("Pause"), Permission.PLAN_COHORT),
        Transition(
            _E.ENROLLED,
            "transfer",
            _E.TRANSFERRED,
            _("Change cohort"),
            Permission.PLAN_COHORT,
        ),
        # Who paused and will not come back.
        Transition(_E.INTERRUPTED, "leave", _E.LEFT, _("Leave the course"), Permission.PLAN_COHORT),
    ),
)

_U = MakeUpState
_take_back = _("Take back the make-up")
MAKE_UP = Lifecycle(
    "make_up",
    (
        Transition(_U.ASKED, "plan", _U.PLANNED, _("Accept"), Permission.TAKE_ATTENDANCE),
        Transition(_U.ASKED, "cancel", _U.CANCELLED, _take_back),
        Transition(_U.PLANNED, "cancel", _U.CANCELLED, _take_back),
        # Written tasks only.
        Transition(_U.PLANNED, "approve", _U.APPROVED, _("Approve"), Permission.TAKE_ATTENDANCE),
        Transition(
            _U.PLANNED, "refuse", _U.NOT_APPROVED, _("Do not approve"), Permission.TAKE_ATTENDANCE
        ),
        Transition(
            _U.APPROVED, "refuse", _U.NOT_APPROVED, _("Do not approve"), Permission.TAKE_ATTENDANCE
        ),
    ),
)

_O = ObjectionState
OBJECTION = Lifecycle(
    "objection",
    (
        Transition(
            _O.OPEN, "accept", _O.ACCEPTED, _("Change the mark"), Permission.TAKE_ATTENDANCE
        ),
        Transition(
            _O.OPEN, "reject", _O.REJECTED, _("Let the mark stay"), Permission.TAKE_ATTENDANCE
        ),
        Transition(_O.OPEN, "withdraw", _O.WITHDRAWN, _("Take the objection back")),
    ),
)
