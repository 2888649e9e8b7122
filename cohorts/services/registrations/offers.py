"""The waiting list moves by rule: a free seat is held for the first in line, who has two days to
answer (domain.md §7.5: every offer has a last day)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import OfferState
from cohorts.lifecycles import REGISTRATION, SEAT_OFFER
from cohorts.models import Registration, SeatOffer
from cohorts.selectors.registrations.line import (
    cohorts_with_free_seats_and_a_line,
    last_moment,
    overdue_offers,
)
from cohorts.services.enrolments import enrol
from cohorts.services.registrations import letters
from cohorts.services.registrations.conditions import require_planned
from cohorts.services.registrations.locking import lock_registration
from cohorts.services.seats import free_numbers, free_seat, lock_cohort, take_seats
from common.clock import now
from common.errors import RuleViolation

ANSWER_WITHIN = dt.timedelta(days=2)
RULE, LINK = "waiting list", "registration link"  # who acts, in the audit log


def offer_free_seats(*, cohort_id: int) -> list[SeatOffer]:
    """Offer every free seat to the next on the waiting list, in the caller's transaction.

    Nothing is offered once the waiting list has closed, shortly before the course begins. Three
    queries when there is nothing to do.
    """
    cohort = lock_cohort(cohort_id)
    numbers = free_numbers(cohort)
    closes_at = last_moment(cohort) if numbers else None
    if closes_at is None or closes_at <= now():
        return []
    line = list(
        cohort.registrations.waiting_in_order()
        .select_for_update(of=("self",))
        .select_related("person")[: len(numbers)]
    )
    if not line:
        return []
    seats = take_seats(cohort.pk, holders=line)
    answer_by = min(_next_hour(now() + ANSWER_WITHIN), closes_at)
    for registration in line:
        registration.cohort = cohort
        REGISTRATION.move(registration, "offer", by=None, system=RULE, answer_by=answer_by)
    offers = SeatOffer.objects.bulk_create(
        SeatOffer(seat=seat, registration=registration, offered_at=now(), answer_by=answer_by)
        for seat, registration in zip(seats, line, strict=True)
    )
    for offer in offers:
        letters.tell_offer(offer)
    return offers


@transaction.atomic
def take_offer(*, by, registration: Registration) -> Registration:
    """Say yes to an offered seat: it is the person's, who is enrolled and told the days.

    Raises `RuleViolation`: too late, answered already, or the course has been cancelled.
    """
    registration = lock_registration(registration.pk, registration.cohort_id)
    require_planned(registration.cohort)
    offer = _open_offer(registration)
    if offer.answer_by <= now():
        raise RuleViolation(
            "too_late",
            _("The time to answer has passed, and the seat goes to the next in line."),
            _("Register again if you still want to come."),
        )
    system = "" if by else LINK
    SEAT_OFFER.move(offer, "accept", by=by, system=system)
    REGISTRATION.move(registration, "take", by=by, system=system)
    enrol(by=by, cohort=registration.cohort, holders=[registration])
    letters.tell(by=by, registration=registration)
    return registration


def give_back(*, by, registration: Registration, verb: str, system: str) -> None:
    """Let an offer end without a yes ("decline" or "lapse"): the seat goes to the next in line.

    The caller has locked the registration and moves it. Raises `RuleViolation` if it has no offer.
    """
    offer = _open_offer(registration)
    seat, offer.seat = offer.seat, None
    SEAT_OFFER.move(offer, verb, by=by, system=system, save=("seat",))
    if seat:
        free_seat(seat)


@transaction.atomic
def lapse(*, registration: Registration) -> bool:
    """End an offer whose time has passed; the next in line gets one. Whether there was any."""
    registration = lock_registration(registration.pk, registration.cohort_id)
    if not overdue_offers().filter(registration=registration).exists():
        return False
    give_back(by=None, registration=registration, verb="lapse", system=RULE)
    REGISTRATION.move(registration, "lapse", by=None, system=RULE)
    letters.tell_lapsed(registration)
    offer_free_seats(cohort_id=registration.cohort_id)
    return True


def move_waiting_lists() -> int:
    """What the timetable does every minute: end offers whose time has passed, and offer seats
    that are free for whatever reason. Returns how many of both. Safe to run twice, or at once
    with people who answer. Two queries when there is nothing to do.
    """
    moved = sum(lapse(registration=offer.registration) for offer in overdue_offers())
    for cohort in cohorts_with_free_seats_and_a_line():
        with transaction.atomic():
            moved += len(offer_free_seats(cohort_id=cohort.pk))
    return moved


def _next_hour(moment: dt.datetime) -> dt.datetime:
    """A time that is easy to say, no earlier than the moment."""
    return (moment + dt.timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)


def _open_offer(registration: Registration) -> SeatOffer:
    """The offer that a registration has to answer. Raises `RuleViolation` if there is none."""
    REGISTRATION.step(registration.state, "take")
    return (
        SeatOffer.objects.select_for_update(of=("self",))
        .select_related("seat")
        .get(registration=registration, state=OfferState.OPEN)
    )
