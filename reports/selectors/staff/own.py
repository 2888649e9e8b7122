"""The own people in one cohort, and one of the own people."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.models import Cohort
from organisations.models import Affiliation
from organisations.selectors.organisations import alphabetically
from organisations.services.affiliations import can_be_undone
from reports.selectors.days import Column, Days, columns_of, count
from reports.selectors.staff.courses import SeenCourse, courses_in
from reports.selectors.staff.people import Judge, StaffRow, rows_of
from reports.selectors.staff.reach import reach_of


@dataclass(frozen=True)
class OwnLine:
    """One of the own people in the cohort: the line of the list, and the days one by one."""

    row: StaffRow
    days: Days

    @property
    def total(self) -> str:
        """13 of 14: days that count, of those that are decided and seen."""
        return count(self.days.attended, self.days.held)


@dataclass(frozen=True)
class OwnCohort:
    """A cohort as the employer sees it."""

    cohort: Cohort
    columns: Sequence[Column]
    lines: Sequence[OwnLine]

    @property
    def bands(self) -> list[tuple[str, int]]:
        """The terms with how many columns each has; none for a course without."""
        spans: dict[str, int] = {}
        for column in self.columns:
            spans[column.term] = spans.get(column.term, 0) + 1
        return [] if set(spans) <= {""} else list(spans.items())


def own_cohort(person, slug: str, *, today: dt.date) -> OwnCohort | None:
    """The own people in a cohort, day by day and what is left; None where nobody is seen. A fixed
    number of queries."""
    reach = reach_of(person)
    courses = courses_in(reach, people=reach.stays, slug=slug, today=today)
    if not courses:
        return None
    courses.sort(key=lambda course: alphabetically(course.name))
    judge = Judge(courses)
    cohort = courses[0].cohort
    parts = judge.parts(cohort.pk)
    lines = [OwnLine(row, judge.days(row.seen)) for row in rows_of(courses, reach, judge=judge)]
    return OwnCohort(cohort, columns_of(parts, today=today, terms=judge.terms), lines)


@dataclass(frozen=True)
class Employee:
    """One of the own people, by where they work or have worked."""

    affiliation: Affiliation
    rows: Sequence[StaffRow]
    moved_to: Affiliation | None

    @property
    def has_left(self) -> bool:
        return self.affiliation.ends_on is not None

    @property
    def can_be_undone(self) -> bool:
        return can_be_undone(self.affiliation)


def employee(person, pk: int, *, today: dt.date) -> Employee | None:
    """Somebody's place in one of the own units, with the courses that are seen by it; None for
    strangers. A fixed number of queries."""
    affiliation = (
        Affiliation.objects.of_staff_seen_by(person)
        .select_related("person", "unit", "profession", "moved_to__unit")
        .filter(pk=pk, starts_on__lte=today)
        .first()
    )
    if affiliation is None:
        return None
    reach = reach_of(person)
    courses: list[SeenCourse] = [
        course
        for course in courses_in(reach, people=[affiliation.person_id], today=today)
        if course.window.affiliation_id == affiliation.pk
    ]
    moved_to = getattr(affiliation, "moved_to", None)
    if moved_to and moved_to.unit_id not in reach.units:
        moved_to = None
    return Employee(affiliation, rows_of(courses, reach), moved_to)
