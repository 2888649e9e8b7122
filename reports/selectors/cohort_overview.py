"""A whole cohort on one page: figures, who needs support, and the grid of people and days."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Cohort, Enrolment
from cohorts.selectors.attendance import attendance_in
from cohorts.selectors.completion import Completion, evaluate
from cohorts.selectors.homework import homework_in
from cohorts.selectors.participants import cohort_with_participants
from cohorts.selectors.requirements import Evaluation, Standing
from cohorts.selectors.wording import amount
from courses.enums import RequirementKind
from organisations.roles import Permission
from organisations.selectors.organisations import alphabetically
from reports.selectors.concerns import Concern, Facts, concerns_of
from reports.selectors.days import Column, Days, columns_of, count, days_of
from supervision.selectors.attempts import attempts_in

NAME, MISSING = "name", "missing"  # how the grid is sorted
SUPPORT = "support"  # those who need it


def cohort_followed_by(person, slug: str) -> tuple[Cohort, list[Enrolment]] | None:
    """The cohort and who takes part, for those who follow its participants; None for strangers.
    One query, two where nobody takes part."""
    return cohort_with_participants(person, Permission.FOLLOW_PARTICIPANTS, slug=slug)


@dataclass(frozen=True)
class Line:
    """One person: the days, what is left, and what needs support."""

    enrolment: Enrolment
    completion: Completion
    days: Days
    concerns: Sequence[Concern]

    @property
    def name(self) -> str:
        return self.enrolment.person.name

    @property
    def workplace(self) -> str:
        """The employer then; for those who registered themselves what they wrote."""
        return self.enrolment.employer_name or self.enrolment.unit_name

    @property
    def total(self) -> str:
        """13 of 14: days that count, of those that are decided."""
        return count(self.days.attended, self.days.held)

    @property
    def missing(self) -> tuple:
        """What the list is sorted by: the urgent first, then by days missed and things left."""
        urgent = sum(concern.is_urgent for concern in self.concerns)
        missed = self.days.held - self.days.attended
        return -urgent, -len(self.concerns), -missed, -len(self.completion.left)


@dataclass(frozen=True)
class Figure:
    """One of the figures on top: counts that can be checked, never a bare percentage."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class Narrowing:
    """What the page was asked for."""

    employer: str = ""
    show: str = ""
    sort: str = NAME

    @property
    def is_narrow(self) -> bool:
        return bool(self.employer or self.show)


@dataclass(frozen=True)
class Overview:
    """Everything the page shows. `everybody` are all, `lines` those that were asked for."""

    cohort: Cohort
    columns: Sequence[Column]
    everybody: Sequence[Line]
    lines: Sequence[Line]
    today: dt.date

    @cached_property
    def supported(self) -> list[Line]:
        """Those shown who need support, the urgent first."""
        found = [line for line in self.lines if line.concerns]
        return sorted(found, key=lambda line: line.missing)

    @cached_property
    def employers(self) -> list[str]:
        """What one can narrow the page by."""
        return sorted({line.workplace for line in self.everybody} - {""}, key=alphabetically)

    @cached_property
    def held(self) -> int:
        """How many days have been, by the calendar."""
        return sum(column.date < self.today for column in self.columns)

    @cached_property
    def sums(self) -> list[str]:
        """How many of those shown were there, day by day; empty for days that nobody has yet."""
        totals = [sum(line.days.counted[at] for line in self.lines) for at in range(self.width)]
        return [
            amount(total) if total or column.date < self.today else ""
            for column, total in zip(self.columns, totals, strict=True)
        ]

    @property
    def width(self) -> int:
        return len(self.columns)

    @cached_property
    def bands(self) -> list[tuple[str, int]]:
        """The terms with how many columns each has; none for a course without."""
        spans = Counter(column.term for column in self.columns)
        return [] if set(spans) <= {""} else list(spans.items())

    @cached_property
    def figures(self) -> list[Figure]:
        """Attendance, homework, examination, and who needs support: of everybody."""
        found = [self._attendance, *(make(self) for make in _FIGURES), self._support]
        return [figure for figure in found if figure]

    @property
    def _attendance(self) -> Figure:
        attended = sum(line.days.attended for line in self.everybody)
        held = sum(line.days.held for line in self.everybody)
        note = _("{held} of {planned} course days given").format(held=self.held, planned=self.width)
        if not held:
            return Figure(_("Days attended so far"), _("None yet"), note)
        return Figure(_("Days attended so far"), count(attended, held), note)

    @property
    def _support(self) -> Figure:
        people = sum(bool(line.concerns) for line in self.everybody)
        value = count(people, len(self.everybody))
        return Figure(_("Needs support"), value, _("See the list below") if people else "")

    def of_kind(self, kind: RequirementKind) -> list:
        """Everybody's progress with one kind of requirement."""
        items = (line.completion.item(kind) for line in self.everybody)
        return [item for item in items if item]


def _homework(overview: Overview) -> Figure | None:
    items = overview.of_kind(RequirementKind.HOMEWORK_APPROVED)
    if not items:
        return None
    value = count(sum(item.done for item in items), sum(item.planned for item in items))
    done = sum(item.standing == Standing.FULFILLED for item in items)
    note = _("Nobody has all that is needed yet")
    if done:
        note = ngettext(
            "One person has all that is needed", "{people} people have all that is needed", done
        ).format(people=done)
    return Figure(_("Homework approved"), value, note)


def _examination(overview: Overview) -> Figure | None:
    items = overview.of_kind(RequirementKind.EXAMINATION_PASSED)
    if not items:
        return None
    passed = sum(item.standing == Standing.FULFILLED for item in items)
    days = [column for column in overview.columns if column.is_examination]
    note = ""
    if days and days[-1].date >= overview.today:
        note = _("Examination day {number} is to come").format(number=days[-1].number)
    return Figure(_("Examination passed"), count(passed, len(items)), note)


_FIGURES: list[Callable[[Overview], Figure | None]] = [_homework, _examination]


def cohort_overview(
    cohort: Cohort, enrolments: Sequence[Enrolment], narrowing: Narrowing, *, today: dt.date
) -> Overview:
    """The page of one cohort and of those who take part in it. The queries of the completion,
    however many people and days."""
    evaluation = Evaluation(enrolments)
    completions = evaluate(evaluation)
    attendance = evaluation.fact(attendance_in)
    parts = attendance.parts[cohort.pk]
    columns = columns_of(parts, today=today, terms=evaluation.terms)
    dates = {column.number: column.date for column in columns}
    facts = Facts(
        attendance,
        evaluation.fact(homework_in),
        partial(evaluation.fact, attempts_in),
        dates,
        today,
    )
    everybody = [
        Line(
            enrolment,
            completions[enrolment.pk],
            days_of(attendance, enrolment, columns, today=today),
            concerns_of(completions[enrolment.pk], facts),
        )
        for enrolment in enrolments
    ]
    everybody.sort(key=lambda line: alphabetically(line.name))
    return Overview(cohort, columns, everybody, _narrowed(everybody, narrowing), today)


def _narrowed(lines: Sequence[Line], narrowing: Narrowing) -> list[Line]:
    found = [
        line
        for line in lines
        if (not narrowing.employer or line.workplace == narrowing.employer)
        and (narrowing.show != SUPPORT or line.concerns)
    ]
    if narrowing.sort == MISSING:
        found.sort(key=lambda line: line.missing)
    return found
