"""The set-wise selectors, to be compared with their own SQL through a bare cursor."""

from collections.abc import Callable

from cohorts.models import Cohort, Enrolment
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.attending import day_of, roll_of
from cohorts.selectors.completion import completion_of
from lms.demo import cast
from organisations.models import Person
from reports.selectors.staff import away_weeks, staff_overview


def selectors() -> dict[str, Callable[[], object]]:
    """The questions that whole pages are made of, on the running course of 30 people."""
    cohort = Cohort.objects.with_programme().get(name="Bas Västra Sundmark 2")
    people = list(Enrolment.objects.active().filter(cohort=cohort).select_related("cohort"))
    day = day_of(cohort, 4)
    day.cohort = cohort
    manager = Person.objects.get(email=cast.MANAGER[1])
    len(manager.grants)
    return {
        "completion of 30": lambda: completion_of(people),
        "attendance of 30": lambda: load_attendance(people),
        "roll of 30": lambda: roll_of(day, "am"),
        "staff overview": lambda: staff_overview(manager),
        "who is away": lambda: away_weeks(manager, since=day.date, weeks=26),
    }
