"""The set-wise selectors, to be compared with their own SQL through a bare cursor."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction

from benchmarks.crowd import enrol_crowd, fill_long_course
from cohorts.models import Cohort, Enrolment
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.attending import day_of, roll_of
from cohorts.selectors.completion import completion_of
from common.clock import today
from lms.demo import cast
from organisations.models import Person
from reports.selectors.staff.away import away_weeks
from reports.selectors.staff.overview import Narrowing, staff_overview


def selectors_by_scale() -> Iterator[tuple[str, dict[str, Callable[[], object]]]]:
    """(scale, the questions that whole pages are made of): the demo, then thirty people in the
    course that asks for most, then with 300 people more; all of them are gone again afterwards."""
    cohort = Cohort.objects.with_programme().get(name="Bas Västra Sundmark 2")
    enrolments = Enrolment.objects.active().select_related("cohort")
    trainer = Person.objects.get(email=cast.TRAINER[1])
    yield "demo", _selectors(cohort, list(enrolments.filter(cohort=cohort)))
    with transaction.atomic():
        long = Cohort.objects.get(name="Case manager Västra Sundmark 1")
        fill_long_course(long, marked_by=trainer, people=cohort)
        people = list(enrolments.filter(cohort=long))
        yield "30 x 26", {"completion": partial(completion_of, people)}
        transaction.set_rollback(True)
    with transaction.atomic():
        crowd = enrol_crowd(cohort, marked_by=trainer)
        people = list(enrolments.filter(pk__in=[one.pk for one in crowd]))
        yield f"{len(people)} people", _selectors(people[0].cohort, people)
        transaction.set_rollback(True)


def _selectors(cohort: Cohort, people: list[Enrolment]) -> dict[str, Callable[[], object]]:
    day = day_of(cohort, 4)
    day.cohort = cohort
    manager = Person.objects.get(email=cast.MANAGER[1])
    len(manager.grants)
    return {
        "completion": lambda: completion_of(people),
        "attendance": lambda: load_attendance(people),
        "roll": lambda: roll_of(day, "am"),
        "staff overview": lambda: staff_overview(manager, Narrowing(), today=today()),
        "who is away": lambda: away_weeks(manager, since=day.date, weeks=26),
    }
