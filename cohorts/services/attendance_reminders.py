"""Reminding trainers of days that are not closed."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from cohorts.enums import CohortState, DayState
from cohorts.models import CourseDay, Enrolment
from cohorts.selectors.trainers import trainers_of
from common.clock import today
from messaging.services.ledger import Letter, enqueue_many

OPEN_DAY = "attendance_open"
REMIND_AGAIN_AFTER = dt.timedelta(days=7)
FORGET_AFTER = dt.timedelta(days=60)  # longer ago a person has to look, not a mail


@transaction.atomic
def remind_of_open_days() -> int:
    """Write to the trainers of each day that has been and is not closed: the morning after, and
    once more after a week. Safe to run any number of times; returns how many letters were due.
    Four queries."""
    since, until = today() - FORGET_AFTER, today()
    takes_part = Enrolment.objects.active().filter(cohort=OuterRef("cohort"))
    days = list(
        CourseDay.objects.filter(
            Exists(takes_part),
            state=DayState.PLANNED,
            cohort__state=CohortState.PLANNED,
            attendance_closed_at__isnull=True,
            date__gte=since,
            date__lt=until,
        ).select_related("cohort__version")
    )
    trainers = trainers_of({day.cohort for day in days})
    letters = [
        Letter(
            to=trainer,
            dedupe_key=f"{OPEN_DAY}:{day.pk}:{trainer.pk}:{_time(day)}",
            cause=day,
            context={"day": day.pk},
        )
        for day in days
        for trainer in trainers[day.cohort_id]
    ]
    enqueue_many(by=None, event=OPEN_DAY, letters=letters)
    return len(letters)


def _time(day: CourseDay) -> int:
    """The first or the second time that it is told."""
    return 2 if today() - day.date > REMIND_AGAIN_AFTER else 1
