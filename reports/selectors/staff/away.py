"""Who is away on course days, week by week: so that wards can release them (domain.md §2)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from cohorts.enums import DayState, EnrolmentState, MakeUpState, MakeUpWay
from cohorts.models import CourseDay, MakeUp
from common.numbers import number
from common.prepared import KEYS, prepared
from organisations.models import Organisation
from organisations.selectors.organisations import alphabetically
from reports.selectors.staff.courses import SeenCourse, courses_seen_by
from reports.selectors.staff.reach import reach_of


@dataclass(frozen=True)
class Absentee:
    """Somebody who is away; `makes_up` when it is in another cohort than their own."""

    name: str
    unit: str
    makes_up: bool = False


@dataclass(frozen=True)
class AwayDay:
    """One course day, and who of the staff is away on it."""

    date: dt.date
    course: str
    people: Sequence[Absentee]


@dataclass(frozen=True)
class AwayWeek:
    """The course days of one week, by ISO number."""

    year: int
    number: int
    days: Sequence[AwayDay]

    @property
    def people(self) -> int:
        """How many different people are away."""
        return len({(who.name, who.unit) for day in self.days for who in day.people})


@dataclass(frozen=True)
class Away:
    """The weeks, and the units one can narrow them by."""

    weeks: Sequence[AwayWeek]
    units: Sequence[Organisation]

    @property
    def cells(self) -> list[list[str]]:
        """A line for each person and day: week, day, course, name, unit."""
        return [
            [str(week.number), day.date.isoformat(), day.course, who.name, who.unit]
            for week in self.weeks
            for day in week.days
            for who in day.people
        ]


def away_weeks(
    person, *, since: dt.date, weeks: int, today: dt.date | None = None, unit: str = ""
) -> Away:
    """Who is away on course days, week by week from the week of `since`, each while they work in
    the own organisation. A fixed number of queries, however many people: six."""
    first = since - dt.timedelta(days=since.weekday())
    last = first + dt.timedelta(weeks=weeks) - dt.timedelta(days=1)
    reach = reach_of(person)
    courses = [
        course
        for course in courses_seen_by(person, today=today or since, reach=reach)
        if course.enrolment.state == EnrolmentState.ENROLLED
    ]
    chosen = reach.units.get(number(unit))
    by_day: dict[tuple[dt.date, str], list[Absentee]] = defaultdict(list)
    for course, date, where, makes_up in (*_own_days(courses), *_guest_days(courses)):
        window = next((window for window in course.windows if window.holds(date)), None)
        if not window or not first <= date <= last:
            continue
        works_in = reach.units[window.unit_id]
        if chosen is None or works_in.path.startswith(chosen.path):
            by_day[date, where].append(Absentee(course.name, works_in.name, makes_up))
    return Away(_weeks(by_day), list(reach.units.values()))


def _own_days(courses: Sequence[SeenCourse]):
    """The days of their own cohorts. One query."""
    dates = defaultdict(list)
    cohorts = {course.cohort.pk for course in courses}
    for cohort, date in _planned(cohorts=cohorts):
        dates[cohort].append(date)
    for course in courses:
        for date in dates[course.cohort.pk]:
            yield course, date, course.cohort.name, False


@prepared(cohorts=KEYS)
def _planned(cohorts) -> QuerySet:
    days = CourseDay.objects.filter(cohort__in=cohorts, state=DayState.PLANNED)
    return days.values_list("cohort_id", "date")


def _guest_days(courses: Sequence[SeenCourse]):
    """Days that are made up in another cohort. One query."""
    by_enrolment = {course.enrolment.pk: course for course in courses}
    guests = {
        (pk, timezone.localtime(at).date(), where): None
        for pk, at, where in _guests(people=by_enrolment)
    }
    for pk, date, where in guests:
        yield by_enrolment[pk], date, where, True


@prepared(people=KEYS)
def _guests(people) -> QuerySet:
    return (
        MakeUp.objects.filter(
            enrolment__in=people, way=MakeUpWay.OTHER_COHORT, state=MakeUpState.PLANNED
        )
        .order_by("host_part__starts_at")
        .values_list("enrolment_id", "host_part__starts_at", "host_part__day__cohort__name")
    )


def _weeks(by_day: dict[tuple[dt.date, str], list[Absentee]]) -> list[AwayWeek]:
    found = defaultdict(list)
    for date, where in sorted(by_day):
        people = sorted(by_day[date, where], key=lambda who: (alphabetically(who.name), who.unit))
        found[date.isocalendar()[:2]].append(AwayDay(date, where, people))
    return [AwayWeek(year, week, days) for (year, week), days in found.items()]
