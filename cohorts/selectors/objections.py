"""Objections: until when they can be made, and those that a trainer answers."""

import datetime as dt

from django.utils.timezone import localtime

from cohorts.enums import ObjectionState
from cohorts.models import Cohort, CourseDay, Objection
from organisations.roles import Permission

DAYS_TO_OBJECT = 10


def last_day_to_object(day: CourseDay) -> dt.date | None:
    """Ten days after the day was closed; None while it is open. No query."""
    if day.attendance_closed_at is None:
        return None
    return localtime(day.attendance_closed_at).date() + dt.timedelta(days=DAYS_TO_OBJECT)


def objections_for(person):
    """The objections in cohorts where somebody takes attendance, with person, day and half."""
    cohorts = Cohort.objects.reachable_for(person, Permission.TAKE_ATTENDANCE)
    return Objection.objects.filter(
        attendance__part__day__cohort__in=cohorts.values("pk")
    ).select_related(
        "attendance__enrolment__person",
        "attendance__part__day__plan",
        "attendance__part__day__cohort",
        "attendance__marked_by",
        "answered_by",
    )


def objections_to_answer(person):
    """Those that wait for an answer, oldest first."""
    return objections_for(person).filter(state=ObjectionState.OPEN).order_by("made_at", "pk")
