"""Cohorts with days, nominations, enrolments."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

from cohorts.enums import Half, NominationState
from cohorts.models import (
    Cohort,
    CourseDay,
    DayPart,
    Enrolment,
    Nomination,
    NomineeConfirmation,
    Seat,
)
from common.clock import now, today
from organisations.enums import Principal
from organisations.models import Affiliation
from tests.factories.courses import make_version
from tests.factories.organisations import make_person, make_profession

_numbers = itertools.count(1)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
HALVES = {Half.MORNING: (dt.time(9), dt.time(12)), Half.AFTERNOON: (dt.time(13), dt.time(16))}


def make_cohort(
    version=None, area=None, *, first_day: dt.date | None = None, seats=None, **fields
) -> Cohort:
    """A cohort whose nomination is open today; a day every week from `first_day` (in 60 days)."""
    number = next(_numbers)
    version = version or make_version()
    fields = {
        "name": f"Grupp {number}",
        "slug": f"grupp-{number}",
        "venue": "Folkets hus, Lunda",
        "opens_on": today() - dt.timedelta(days=10),
        "closes_on": today() + dt.timedelta(days=20),
        "answer_by": today() + dt.timedelta(days=20),
        **fields,
    }
    cohort = Cohort.objects.create(
        version=version, area=area, seats=seats or version.seats, **fields
    )
    first_day = first_day or today() + dt.timedelta(days=60)
    for week, plan in enumerate(version.days.all()):
        make_day(cohort, plan, first_day + dt.timedelta(weeks=week))
    return cohort


def make_day(cohort: Cohort, plan, date: dt.date) -> CourseDay:
    """A course day of two half days, 9–12 and 13–16."""
    day = CourseDay.objects.create(cohort=cohort, plan=plan, date=date, venue=cohort.venue)
    DayPart.objects.bulk_create(
        DayPart(
            day=day,
            half=half,
            starts_at=dt.datetime.combine(date, starts, STOCKHOLM),
            ends_at=dt.datetime.combine(date, ends, STOCKHOLM),
        )
        for half, (starts, ends) in HALVES.items()
    )
    return day


def make_nomination(
    cohort, unit, *, by=None, state=NominationState.COMPLETE, name="", **fields
) -> Nomination:
    """A nomination; complete ones have a person and a confirmation."""
    person = (
        make_person(name)
        if state not in {NominationState.DRAFT, NominationState.AWAITING}
        else None
    )
    name = name or (person.name if person else f"Nominerad Nummer{next(_numbers)}")
    fields = {
        "email": person.email if person else f"nominerad{next(_numbers)}@exempel.example",
        "profession": make_profession(),
        "nominated_by": by or make_person(),
        **fields,
    }
    nomination = Nomination.objects.create(
        cohort=cohort,
        employer=unit.get_root(),
        unit=unit,
        name=name,
        state=state,
        person=person,
        **fields,
    )
    if state != NominationState.DRAFT:
        NomineeConfirmation.objects.create(
            nomination=nomination,
            answer_by=cohort.answer_by or today(),
            sent_at=now(),
            answered_at=now() if person else None,
            accepts=True if person else None,
        )
    return nomination


def make_enrolment(cohort, person=None, *, unit=None, **fields) -> Enrolment:
    """An enrolment with the next seat; when there is a unit, by an accepted nomination of it, and
    the person works there, since a year if nothing else is known."""
    person = person or make_person()
    nomination = None
    if unit:
        if not Affiliation.objects.filter(person=person, unit=unit).exists():
            starts_on = today() - dt.timedelta(days=365)
            Affiliation.objects.create(person=person, unit=unit, starts_on=starts_on)
        nomination = make_nomination(cohort, unit, state=NominationState.ACCEPTED, name=person.name)
        Nomination.objects.filter(pk=nomination.pk).update(person=person, email=person.email)
    seat = None
    if nomination:
        seat = Seat.objects.create(
            cohort=cohort, number=cohort.taken_seats.count() + 1, nomination=nomination
        )
    fields = {
        "profession_name": "Boendestödjare",
        "principal": Principal.MUNICIPALITY,
        "enrolled_at": now(),
        **fields,
    }
    return Enrolment.objects.create(
        cohort=cohort,
        person=person,
        nomination=nomination,
        seat=seat,
        unit=unit,
        unit_name=unit.name if unit else "",
        employer_name=unit.get_root().name if unit else "",
        **fields,
    )
