"""The manager's page: figures, units, cohorts, and the list of people that was asked for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property

from common.numbers import number
from organisations.models import Organisation
from organisations.selectors.organisations import alphabetically
from reports.selectors.staff.courses import STAGE_LABELS, SeenCourse, Stage, courses_seen_by
from reports.selectors.staff.people import StaffRow, nominated, rows_of
from reports.selectors.staff.reach import Reach, reach_of

BEHIND = "behind"  # those in training who need to make something up, or can't miss any more
YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Narrowing:
    """What the list was asked for: a stage (or `BEHIND`), a unit with those below, words."""

    stage: str = ""
    unit: str = ""
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.stage or self.unit or self.words)


@dataclass(frozen=True)
class UnitLine:
    """How many people of one unit are at each stage."""

    unit: Organisation
    counts: dict[Stage, int]

    @property
    def numbers(self) -> list[tuple[object, int]]:
        """Each with its label, in the order of the columns."""
        return [(STAGE_LABELS[stage], self.counts[stage]) for stage in COLUMNS]


COLUMNS = (Stage.TRAINED, Stage.IN_TRAINING, Stage.NOMINATED, Stage.GONE)


@dataclass(frozen=True)
class CohortLine:
    """The own people in one cohort: a mark for each, and how many have come how far."""

    name: str
    slug: str
    first_date: dt.date | None
    courses: Sequence[SeenCourse]

    def number(self, *stages: Stage) -> int:
        return sum(course.stage in stages for course in self.courses)

    @property
    def trained(self) -> int:
        """Also those who have left since."""
        return sum(course.is_certified for course in self.courses)

    @property
    def in_training(self) -> int:
        return self.number(Stage.IN_TRAINING)

    @property
    def ended(self) -> int:
        return len(self.courses) - self.trained - self.in_training

    @property
    def marks(self) -> str:
        """For the row of pips: done, on the way, and ended without a certificate."""
        return f"done*{self.trained} now*{self.in_training} absent*{self.ended}"


@dataclass(frozen=True)
class StaffOverview:
    """Everything the page shows. `rows` is everybody, `shown` those that were asked for."""

    reach: Reach
    courses: Sequence[SeenCourse]
    rows: Sequence[StaffRow]
    shown: Sequence[StaffRow]
    today: dt.date

    @cached_property
    def units(self) -> list[UnitLine]:
        """The units that have anybody, in the order of the tree."""
        people = defaultdict(lambda: defaultdict(set))
        for row in self.rows:
            people[row.unit.pk][row.stage].add(_who(row))
        return [
            UnitLine(unit, {stage: len(people[pk][stage]) for stage in Stage})
            for pk, unit in self.reach.units.items()
            if pk in people
        ]

    @cached_property
    def totals(self) -> dict[Stage, int]:
        """How many people there are at each stage; somebody in two units counts in both."""
        return {stage: sum(line.counts[stage] for line in self.units) for stage in Stage}

    @property
    def total_numbers(self) -> list[tuple[object, int]]:
        return [(STAGE_LABELS[stage], self.totals[stage]) for stage in COLUMNS]

    @property
    def trained(self) -> int:
        return self.totals[Stage.TRAINED]

    @property
    def in_training(self) -> int:
        return self.totals[Stage.IN_TRAINING]

    @property
    def nominated(self) -> int:
        return self.totals[Stage.NOMINATED]

    @cached_property
    def gone_after(self) -> int:
        """How many have left after their certificate."""
        return len({_who_where(course) for course in self._gone})

    @cached_property
    def gone_lately(self) -> int:
        """Those of them who left in the last year."""
        since = self.today - YEAR
        return len({_who_where(c) for c in self._gone if c.window.last >= since})

    @property
    def _gone(self) -> list[SeenCourse]:
        return [c for c in self.courses if c.stage == Stage.GONE and c.is_certified]

    @cached_property
    def behind(self) -> list[StaffRow]:
        """Those who need to make something up, or can't miss any more."""
        return [row for row in self.rows if row.level]

    @cached_property
    def cohorts(self) -> list[CohortLine]:
        """The courses that own people take or have taken, the latest first."""
        return cohort_lines(self.courses)


def cohort_lines(courses: Sequence[SeenCourse]) -> list[CohortLine]:
    """The own people cohort by cohort, the latest first. No query."""
    found = defaultdict(list)
    for course in courses:
        found[course.cohort].append(course)
    lines = [
        CohortLine(cohort.name, cohort.slug, cohort.first_on, courses)
        for cohort, courses in found.items()
    ]
    return sorted(lines, key=lambda line: line.first_date or dt.date.max, reverse=True)


def _who(row: StaffRow) -> tuple:
    """One person is counted once, also in two courses."""
    return (row.person_id,) if row.person_id else (row.name, row.slug)


def _who_where(course: SeenCourse) -> tuple:
    return course.enrolment.person_id, course.window.unit_id


def staff_overview(person, narrowing: Narrowing, *, today: dt.date) -> StaffOverview:
    """The own organisation's people. A fixed number of queries, however many: five, and those of
    the completion."""
    reach = reach_of(person)
    courses = courses_seen_by(person, today=today, reach=reach)
    rows = [*rows_of(courses, reach), *nominated(reach, on=today)]
    place = {pk: at for at, pk in enumerate(reach.units)}
    rows.sort(key=lambda row: (place[row.unit.pk], alphabetically(row.name), row.course))
    return StaffOverview(reach, courses, rows, list(_narrowed(rows, narrowing, reach)), today)


def _narrowed(rows: Sequence[StaffRow], narrowing: Narrowing, reach: Reach):
    unit = reach.units.get(number(narrowing.unit))
    words = narrowing.words.casefold().split()
    for row in rows:
        if narrowing.stage == BEHIND:
            fits = row.level is not None
        else:
            fits = narrowing.stage in ("", row.stage)
        if unit and not row.unit.path.startswith(unit.path):
            continue
        said = f"{row.name} {row.course}".casefold()
        if fits and all(word in said for word in words):
            yield row
