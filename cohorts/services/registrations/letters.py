"""What is told by mail about a registration, as rows of the ledger. The words, and the person's
own link, are made when the mail is sent (`notifications.registering`).

People who registered themselves are told everything here. Those whom an employer registered get
the invitation to the course days, and what comes after it, like everybody who is enrolled.
"""

from collections import defaultdict
from collections.abc import Sequence

from cohorts.enums import RegistrationState
from cohorts.models import Cohort, Registration, SeatOffer
from cohorts.selectors.calendars import calendar_for, days_left
from cohorts.selectors.registrations.line import open_offer_of, place_in_line
from common.clock import today
from messaging.calendars import Method
from messaging.services.ledger import Letter, Recipient, enqueue, enqueue_many
from organisations.models import Person

SEATED = "registration_seated"
WAITING = "registration_waiting"
OFFERED = "registration_offered"
LAPSED = "registration_lapsed"
CANCELLED = "registration_cancelled"
CONFIRMED = "registration_confirmed"
REJECTED = "registration_rejected"


def tell(*, by, registration: Registration, again: bool = False) -> None:
    """Tell somebody where their registration stands, with their link; `again` because they have
    registered a second time, once a day at most. Three queries or so."""
    to, calendar, facts = _recipient(registration), None, {}
    match registration.state:
        case RegistrationState.SEATED:
            event, calendar = SEATED, calendar_for(to, days_left(registration.cohort))
        case RegistrationState.WAITING:
            event, facts = WAITING, {"place": place_in_line(registration)}
        case _:
            event, facts = OFFERED, {"offer": open_offer_of(registration).pk}
    enqueue(
        by=by,
        event=event,
        to=to,
        dedupe_key=f"{event}:{registration.pk}" + (f":{today()}" if again else ""),
        cause=registration,
        context={"registration": registration.pk, "again": again, **facts},
        calendar=calendar,
    )


def tell_offer(offer: SeatOffer) -> None:
    """Offer a seat; of no use once the time to answer has passed. Wants `registration` joined."""
    enqueue(
        by=None,
        event=OFFERED,
        to=_recipient(offer.registration),
        dedupe_key=f"{OFFERED}:{offer.registration_id}",
        cause=offer.registration,
        context={"registration": offer.registration_id, "offer": offer.pk, "again": False},
        expires_at=offer.answer_by,
    )


def tell_lapsed(registration: Registration) -> None:
    """Tell somebody that the time to answer has passed."""
    enqueue(
        by=None,
        event=LAPSED,
        to=_recipient(registration),
        dedupe_key=f"{LAPSED}:{registration.pk}",
        cause=registration,
        context={"registration": registration.pk},
    )


def tell_cancelled(*, by, registration: Registration, had_seat: bool) -> None:
    """Confirm to somebody who registered themselves that it is cancelled; with a seat, the days
    go from the calendar."""
    if registration.registered_by_id:
        return
    days = days_left(registration.cohort) if had_seat else []
    calendar = calendar_for(_recipient(registration), days, Method.CANCEL)
    enqueue(
        by=by,
        event=CANCELLED,
        to=_recipient(registration),
        dedupe_key=f"{CANCELLED}:{registration.pk}",
        cause=registration,
        context={"registration": registration.pk, "has_calendar": bool(days)},
        calendar=calendar,
    )


def tell_confirmed(*, by, cohort: Cohort, registrations: Sequence[Registration]) -> None:
    """Tell each who registered staff that these have been confirmed: one mail for all of them."""
    theirs: dict[Person, list[Registration]] = defaultdict(list)
    for registration in registrations:
        theirs[registration.registered_by].append(registration)
    enqueue_many(
        by=by,
        event=CONFIRMED,
        letters=[
            Letter(
                to=person,
                dedupe_key=f"{CONFIRMED}:{rows[0].pk}",
                cause=cohort,
                context={"cohort": cohort.pk, "registrations": [row.pk for row in rows]},
            )
            for person, rows in theirs.items()
        ],
    )


def tell_rejected(*, by, registration: Registration) -> None:
    """Tell who registered somebody that the joint board has declined, and why."""
    enqueue(
        by=by,
        event=REJECTED,
        to=registration.registered_by,
        dedupe_key=f"{REJECTED}:{registration.pk}",
        cause=registration,
        context={"registration": registration.pk},
    )


def _recipient(registration: Registration) -> Person | Recipient:
    return registration.person or Recipient(registration.email, registration.name)
