"""Courses that anyone can register to, as the public pages show them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _

from cohorts.enums import CohortState, DayState, OfferState, RegistrationState
from cohorts.models import Cohort, CourseDay, Registration, SeatOffer
from cohorts.selectors.registrations.line import CLOSES_BEFORE, place_in_line
from cohorts.selectors.seats import SeatCount, seats_left
from common.clock import now, today
from common.links import read_token
from common.prepared import KEYS, prepared
from courses.enums import WayIn
from courses.models import Programme

LINK = "registration"  # the purpose of the signed link in people's mail
INTRODUCTION = "introduction"  # the programme for everybody, by its code


class Door(StrEnum):
    """Whether somebody can register now."""

    OPEN = "open"
    FULL = "full"  # the waiting list is open
    NOT_YET = "not_yet"
    CLOSED = "closed"
    BEGUN = "begun"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class OpenCourse:
    """One cohort that is open to all, with its planned days, seats, and how many wait."""

    cohort: Cohort
    days: tuple[CourseDay, ...]
    seats: SeatCount
    waiting: int

    @property
    def first_day(self) -> CourseDay | None:
        return self.days[0] if self.days else None

    @property
    def last_day(self) -> CourseDay | None:
        return self.days[-1] if self.days else None

    @property
    def next_in_line(self) -> int:
        """The number that somebody who registers now would have on the waiting list."""
        return self.waiting + 1

    @property
    def has_begun(self) -> bool:
        return not self.days or self.days[0].starts_at <= now()

    @property
    def line_closes_at(self) -> dt.datetime | None:
        """Until when seats that become free are offered on."""
        return self.days[0].starts_at - CLOSES_BEFORE if self.days else None

    @property
    def door(self) -> Door:
        if self.cohort.state == CohortState.CANCELLED:
            return Door.CANCELLED
        if self.has_begun:
            return Door.BEGUN
        if today() < self.cohort.opens_on:
            return Door.NOT_YET
        if today() > self.cohort.closes_on:
            return Door.CLOSED
        return Door.FULL if self.waiting or not self.seats.free else Door.OPEN

    @property
    def takes_registrations(self) -> bool:
        """Whether there is a form: for a seat or for the waiting list."""
        return self.door in (Door.OPEN, Door.FULL)


@dataclass(frozen=True)
class Place:
    """A registration as the person sees it by the link: the `number` in line of somebody who
    waits, and the offer that was made."""

    registration: Registration
    course: OpenCourse
    number: int = 0
    offer: SeatOffer | None = None

    @property
    def line(self) -> list[str]:
        """The waiting list as marks: oneself filled."""
        places = range(1, self.course.waiting + 1)
        return ["day" if place == self.number else "planned" for place in places]

    @property
    def behind(self) -> int:
        """How many wait after oneself."""
        return self.course.waiting - self.number

    @property
    def ahead(self) -> int:
        """How many wait before oneself."""
        return self.number - 1

    @property
    def may_cancel(self) -> bool:
        """Whether there is something left to cancel."""
        standing = (RegistrationState.SEATED, RegistrationState.WAITING, RegistrationState.OFFERED)
        is_given = self.course.cohort.state == CohortState.PLANNED
        return self.registration.state in standing and is_given and not self.course.has_begun

    @property
    def may_take(self) -> bool:
        """Whether a seat is offered that can still be taken."""
        is_open = self.offer is not None and self.offer.state == OfferState.OPEN
        return is_open and self.may_cancel and self.offer.answer_by > now()

    @property
    def has_lapsed(self) -> bool:
        """Whether an offered seat went on because it was not answered in time."""
        return self.offer is not None and self.offer.state == OfferState.LAPSED


def courses_to_come() -> list[OpenCourse]:
    """What anyone can register to now or later, or could, until it begins; next first. Five
    queries."""
    starts_at = Min(
        "days__parts__starts_at",
        filter=Q(days__state=DayState.PLANNED, days__parts__called_off_at__isnull=True),
    )
    cohorts = _open_to_all().active().annotate(starts_at=starts_at)
    return _describe(cohorts.filter(starts_at__gt=now()).order_by("starts_at", "name"))


def by_programme(courses: Iterable[OpenCourse]) -> list[tuple[Programme, list[OpenCourse]]]:
    """The courses under their programmes, in the order of the programmes. No query."""
    found: dict[Programme, list[OpenCourse]] = defaultdict(list)
    for course in courses:
        found[course.cohort.version.programme].append(course)
    return sorted(found.items(), key=lambda group: group[0].position)


def heading_for(groups: Sequence[tuple[Programme, object]]) -> str:
    """What stands above them: introduction days, unless there is something else as well."""
    if all(programme.code == INTRODUCTION for programme, _courses in groups):
        return _("Introduction days")
    return _("Open days")


def open_course(slug: str) -> OpenCourse | None:
    """One of them by its address, also when it is over or cancelled; None for another. Five
    queries."""
    found = _describe(_open_to_all().filter(slug=slug))
    return found[0] if found else None


def another_course(course: OpenCourse) -> OpenCourse | None:
    """The next one of the same programme with a seat left, for those who can't come that day.
    Five queries."""

    def is_instead(other: OpenCourse) -> bool:
        is_other = other.cohort.pk != course.cohort.pk and other.door == Door.OPEN
        return is_other and other.cohort.version.programme_id == programme

    programme = course.cohort.version.programme_id
    return next(filter(is_instead, courses_to_come()), None)


def registration_by_link(token: str) -> Place | None:
    """The registration that a link leads to, with all its page shows; None if the link is not
    genuine. At most eight queries."""
    match read_token(LINK, token):
        case int(pk), str(nonce):
            rows = Registration.objects.select_related("person", "profession")
            registration = rows.filter(pk=pk, unit=None).first()
            if registration and compare_digest(registration.nonce, nonce):
                return _place_of(registration)
    return None


def _place_of(registration: Registration) -> Place:
    [course] = _describe(_open_to_all().filter(pk=registration.cohort_id))
    registration.cohort = course.cohort
    is_waiting = registration.state == RegistrationState.WAITING
    return Place(
        registration,
        course,
        number=place_in_line(registration) if is_waiting else 0,
        offer=registration.offers.order_by("-pk").first(),
    )


def _open_to_all():
    return Cohort.objects.filter(version__way_in=WayIn.OPEN).with_programme()


def _describe(cohorts: Iterable[Cohort]) -> list[OpenCourse]:
    """Four queries besides the cohorts' own."""
    cohorts = list(cohorts)
    seats = seats_left(cohorts)
    keys = [cohort.pk for cohort in cohorts]
    waiting = dict(_waiting(cohorts=keys))
    by_cohort: dict[int, list[CourseDay]] = defaultdict(list)
    for day in _days(cohorts=keys):
        by_cohort[day.cohort_id].append(day)
    for cohort in cohorts:
        for day in by_cohort[cohort.pk]:
            day.cohort = cohort
    return [
        OpenCourse(cohort, tuple(by_cohort[cohort.pk]), seats[cohort.pk], waiting.get(cohort.pk, 0))
        for cohort in cohorts
    ]


@prepared(cohorts=KEYS)
def _waiting(cohorts) -> QuerySet:
    """(cohort, how many)"""
    rows = Registration.objects.filter(cohort__in=cohorts, state=RegistrationState.WAITING)
    return rows.values_list("cohort").annotate(Count("pk"))


@prepared(cohorts=KEYS)
def _days(cohorts) -> QuerySet[CourseDay]:
    return CourseDay.objects.filter(cohort__in=cohorts, state=DayState.PLANNED).in_order()
