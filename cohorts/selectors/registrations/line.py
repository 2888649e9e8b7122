"""The waiting list of a course that is open to all, and offers made from it."""

import datetime as dt

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cohorts.enums import REGISTRATION_OPEN, DayState, OfferState, RegistrationState
from cohorts.models import Cohort, DayPart, Registration, Seat, SeatOffer
from cohorts.models.cohort import CohortQuerySet
from cohorts.models.seat import SeatOfferQuerySet
from common.clock import now

CLOSES_BEFORE = dt.timedelta(hours=1)  # the waiting list, before the first day begins


def first_start(cohort: Cohort) -> dt.datetime | None:
    """When the first planned day begins; None without days. One query."""
    return _starts(cohort).values_list("starts_at", flat=True).first()


def last_moment(cohort: Cohort) -> dt.datetime | None:
    """Until when seats are offered and answered; None without days. One query."""
    starts_at = first_start(cohort)
    return starts_at - CLOSES_BEFORE if starts_at else None


def standing_registration(cohort: Cohort, email: str) -> Registration | None:
    """What somebody with that address already has in a course open to all. One query."""
    email = email.strip().lower()
    rows = cohort.registrations.filter(state__in=REGISTRATION_OPEN, unit=None)
    return rows.filter(Q(email=email) | Q(person__email=email)).select_related("person").first()


def place_in_line(registration: Registration) -> int:
    """The number in line of somebody who waits: 1 is next. One query."""
    ahead = Registration.objects.filter(
        cohort=registration.cohort_id, state=RegistrationState.WAITING, pk__lt=registration.pk
    )
    return ahead.count() + 1


def open_offer_of(registration: Registration) -> SeatOffer:
    """The offer that somebody has to answer. One query."""
    return registration.offers.get(state=OfferState.OPEN)


def overdue_offers() -> SeatOfferQuerySet:
    """Offers that nobody answered in time, in courses that are given; registrations joined."""
    planned = SeatOffer.objects.filter(registration__cohort__in=Cohort.objects.active())
    return planned.overdue(now()).select_related("registration")


def cohorts_with_free_seats_and_a_line() -> CohortQuerySet:
    """Where somebody waits although a seat could be offered: never, but for a moment."""
    waiting = Registration.objects.filter(cohort=OuterRef("pk"), state=RegistrationState.WAITING)
    taken = Seat.objects.filter(cohort=OuterRef("pk")).values("cohort")
    return (
        Cohort.objects.active()
        .filter(Exists(waiting))
        .annotate(
            taken=Coalesce(
                Subquery(taken.annotate(count=Count("pk")).values("count")),
                0,
                output_field=IntegerField(),
            ),
            starts_at=Subquery(_starts(OuterRef("pk")).values("starts_at")[:1]),
        )
        .filter(seats__gt=F("taken"), starts_at__gt=now() + CLOSES_BEFORE)
        .order_by("pk")
    )


def _starts(cohort):
    """The half days of a cohort that are planned, first one first."""
    return DayPart.objects.filter(day__cohort=cohort, day__state=DayState.PLANNED).order_by(
        "starts_at"
    )
