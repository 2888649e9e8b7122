"""More people than the demo has: ten running courses of thirty, written in bulk."""

import datetime as dt
import uuid
from itertools import product

from cohorts.enums import HomeworkState, Mark
from cohorts.models import Attendance, Cohort, CourseDay, DayPart, Enrolment, Submission
from courses.models import AssignmentPlan
from organisations.models import Person

COURSES, PEOPLE = 10, 30


def enrol_crowd(model: Cohort, *, marked_by: Person) -> list[Enrolment]:
    """Copy `model` ten times, a week apart, with thirty people each from the same units, half of
    the days marked and half of the homework approved. Returns the new enrolments."""
    return [
        enrolment
        for number in range(1, COURSES + 1)
        for enrolment in _copy(model, number, marked_by)
    ]


def _copy(model: Cohort, number: int, marked_by: Person) -> list[Enrolment]:
    cohort = Cohort.objects.get(pk=model.pk)
    cohort.pk, cohort.name, cohort.slug = None, f"{model.name}, {number}", f"{model.slug}-{number}"
    cohort.save(force_insert=True)
    enrolments = _enrol(model, cohort)
    parts = _days(model, cohort, weeks=number)
    moment = parts[0].starts_at
    Attendance.objects.bulk_create(
        Attendance(
            enrolment=enrolment,
            part=part,
            mark=Mark.ABSENT if (enrolment.pk + part.pk) % 29 == 0 else Mark.PRESENT,
            marked_by=marked_by,
            marked_at=moment,
        )
        for enrolment, part in product(enrolments, parts[: len(parts) // 2])
    )
    assignments = list(AssignmentPlan.objects.filter(version=model.version_id))
    Submission.objects.bulk_create(
        Submission(
            enrolment=enrolment,
            assignment=assignment,
            state=HomeworkState.APPROVED,
            marked_by=marked_by,
            marked_at=moment,
        )
        for enrolment, assignment in product(enrolments, assignments[: len(assignments) // 2])
    )
    return enrolments


def _enrol(model: Cohort, cohort: Cohort) -> list[Enrolment]:
    models = list(Enrolment.objects.active().filter(cohort=model).order_by("pk"))[:PEOPLE]
    people = Person.objects.bulk_create(
        Person(name=f"Namn {at:02} Namnsson", email=f"{at}.{cohort.slug}@folket.example")
        for at in range(len(models))
    )
    for enrolment, person in zip(models, people, strict=True):
        enrolment.pk = enrolment.seat = enrolment.nomination = None
        enrolment.cohort, enrolment.person = cohort, person
    return Enrolment.objects.bulk_create(models)


def _days(model: Cohort, cohort: Cohort, *, weeks: int) -> list[DayPart]:
    later = dt.timedelta(weeks=weeks)
    parts = []
    for day in CourseDay.objects.in_order().filter(cohort=model):
        halves = list(day.parts.all())
        day.pk, day.uid, day.cohort, day.date = None, uuid.uuid4(), cohort, day.date + later
        day.save(force_insert=True)
        for half in halves:
            half.pk, half.day = None, day
            half.starts_at += later
            half.ends_at += later
        parts += DayPart.objects.bulk_create(halves)
    return parts
