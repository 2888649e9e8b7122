"""More people than the demo has: ten running courses of thirty, a course of thirty people and 24
days, and a manager with five hundred people in sixty courses; written in bulk."""

import datetime as dt
import uuid
from itertools import product

from cohorts.enums import HomeworkState, Mark
from cohorts.models import (
    Attendance,
    Certificate,
    Cohort,
    CourseDay,
    DayPart,
    Enrolment,
    Submission,
)
from common.clock import now
from courses.models import AssignmentPlan
from organisations.models import Affiliation, Organisation, Person

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
    _mark(enrolments, parts[: len(parts) // 2], marked_by)
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


def _mark(enrolments: list[Enrolment], parts: list[DayPart], marked_by: Person) -> None:
    """Nearly everybody is there."""
    Attendance.objects.bulk_create(
        Attendance(
            enrolment=enrolment,
            part=part,
            mark=Mark.ABSENT if (enrolment.pk + part.pk) % 29 == 0 else Mark.PRESENT,
            marked_by=marked_by,
            marked_at=part.starts_at,
        )
        for enrolment, part in product(enrolments, parts)
    )


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


MANAGER_COURSES, OWN = 60, 500


def lead_crowd(model: Cohort, *, unit: Organisation, marked_by: Person) -> None:
    """Sixty courses with five hundred people of one unit and those below it: two of five courses
    are over and certified."""
    units = list(Organisation.objects.filter(path__startswith=unit.path).order_by("path"))
    for number in range(1, MANAGER_COURSES + 1):
        enrolments = _copy(model, number, marked_by)
        own = enrolments[: -(-OWN // MANAGER_COURSES)]
        for at, enrolment in enumerate(own):
            enrolment.unit = units[(number + at) % len(units)]
        Enrolment.objects.bulk_update(own, ["unit"])
        Affiliation.objects.bulk_create(
            Affiliation(person=row.person, unit=row.unit, starts_on=row.enrolled_at.date())
            for row in own
        )
        Enrolment.objects.filter(pk__in=[row.pk for row in enrolments[len(own) :]]).delete()
        if number % 5 < 2:
            Certificate.objects.bulk_create(
                Certificate(
                    enrolment=row,
                    serial=f"crowd-{row.pk}",
                    content={},
                    pdf=b"%PDF-",
                    issued_at=now(),
                    issued_by=marked_by,
                )
                for row in own
            )


def fill_long_course(model: Cohort, *, marked_by: Person, people: Cohort) -> None:
    """Thirty people of another cohort in a course of three terms, half of it given."""
    Enrolment.objects.bulk_create(
        Enrolment(
            cohort=model,
            person=row.person,
            unit=row.unit,
            unit_name=row.unit_name,
            employer_name=row.employer_name,
            profession_name=row.profession_name,
            principal=row.principal,
            enrolled_at=now(),
        )
        for row in Enrolment.objects.active().filter(cohort=people).select_related("person")
    )
    enrolments = list(Enrolment.objects.active().filter(cohort=model))
    parts = list(DayPart.objects.filter(day__cohort=model).order_by("starts_at"))
    _mark(enrolments, parts[: len(parts) // 2], marked_by)
