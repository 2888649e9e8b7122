"""One line for each person and course, in words: what the manager's list shows and the file holds.

The words say where somebody stands and what is left, never why, nor how homework or examination
went.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cohorts.enums import EnrolmentState, NominationState, WarningLevel
from cohorts.models import Nomination
from cohorts.selectors.attendance import Part, attendance_in
from cohorts.selectors.completion import Completion, evaluate
from cohorts.selectors.early_warnings import level_of
from cohorts.selectors.requirements import Evaluation, Progress
from cohorts.selectors.wording import amount
from common.clock import today
from common.prepared import KEYS, prepared
from common.presentation.dates import date_words
from courses.enums import RequirementKind
from organisations.models import Organisation
from reports.selectors.days import Column, Days, columns_of, days_of
from reports.selectors.staff.courses import SeenCourse, Stage
from reports.selectors.staff.reach import Reach

SHOWN_NOMINATIONS = (
    NominationState.AWAITING,
    NominationState.COMPLETE,
    NominationState.RESERVE,
)
TONES = {WarningLevel.TO_MAKE_UP: "stop", WarningLevel.NOTHING_TO_SPARE: "warn"}


@dataclass(frozen=True)
class State:
    """Where somebody stands, as the tone of a mark and its words."""

    tone: str
    words: str


class Judge:
    """The facts of some courses, loaded once: the queries of the completion, however many."""

    def __init__(self, courses: Sequence[SeenCourse]):
        evaluation = Evaluation([course.enrolment for course in courses])
        self._completions = evaluate(evaluation) if courses else {}
        self._facts = evaluation.fact(attendance_in) if courses else None
        self.terms = evaluation.terms if courses else {}
        self._columns: dict[int, list[Column]] = {}

    def completion(self, course: SeenCourse) -> Completion | None:
        """What is left, of a course that goes on."""
        if course.stage != Stage.IN_TRAINING:
            return None
        return self._completions[course.enrolment.pk]

    def columns(self, course: SeenCourse) -> list[Column]:
        pk = course.cohort.pk
        if pk not in self._columns:
            self._columns[pk] = columns_of(self.parts(pk), today=course.today, terms={})
        return self._columns[pk]

    def parts(self, cohort: int) -> list[Part]:
        return self._facts.parts[cohort]

    def days(self, course: SeenCourse) -> Days:
        columns = self.columns(course)
        return days_of(self._facts, course.enrolment, columns, today=course.today, sees=course.sees)

    def next_date(self, course: SeenCourse) -> dt.date | None:
        """When the person is away next."""
        if course.enrolment.state != EnrolmentState.ENROLLED:
            return None
        days = (column.date for column in self.columns(course))
        return next((day for day in days if day >= course.today and course.sees(day)), None)


@dataclass(frozen=True)
class StaffRow:
    """One person in one course, or nominated to one. `affiliation_id` leads to the person's page;
    0 for somebody whom the platform does not know yet. The words are made when they are read: a
    page shows a few of the hundreds."""

    name: str
    profession: str
    person_id: int | None
    affiliation_id: int
    unit: Organisation
    course: str
    slug: str
    stage: Stage
    seen: SeenCourse | None = None
    judge: Judge | None = None
    nomination: str = ""

    @cached_property
    def completion(self) -> Completion | None:
        return self.judge.completion(self.seen) if self.judge else None

    @cached_property
    def level(self) -> WarningLevel | None:
        """How near somebody in training is to missing too much."""
        if self.completion is None or not self.seen.has_begun:
            return None
        levels = {level_of(item) for item in self.completion.items}
        return next((level for level in TONES if level in levels), None)

    @cached_property
    def state(self) -> State:
        """Where somebody stands, in words."""
        if self.seen is None:
            return State("", str(NominationState(self.nomination).label))
        return state_of(self)

    @cached_property
    def days(self) -> str:
        """How many days count of how many; nothing where the certificate says it."""
        return days_in_words(self.judge.days(self.seen)) if self.judge else ""

    @cached_property
    def left(self) -> str:
        return left_in_words(self.completion) if self.completion else ""

    @property
    def next_words(self) -> str:
        """When the person is away next: 2 Dec."""
        day = self.judge.next_date(self.seen) if self.completion else None
        return date_words(day, "short") if day else ""

    @property
    def cells(self) -> list[str]:
        """The row as it is read, in the order of the columns."""
        return [
            self.name,
            self.unit.name,
            self.course,
            self.days,
            self.state.words,
            self.left,
            self.next_words,
        ]


def is_judged(course: SeenCourse) -> bool:
    """Whether the days are told: of courses that go on, and of those who left during one. The
    others are told by their certificate."""
    return course.stage == Stage.IN_TRAINING or (
        course.stage == Stage.GONE and not course.is_certified
    )


def rows_of(
    courses: Sequence[SeenCourse], reach: Reach, *, judge: Judge | None = None
) -> list[StaffRow]:
    """The lines of those who take part, or have. The queries of the completion, unless somebody
    has judged the courses already."""
    judge = judge or Judge([course for course in courses if is_judged(course)])
    return [_row(course, judge, reach) for course in courses]


def _row(course: SeenCourse, judge: Judge, reach: Reach) -> StaffRow:
    window = course.window
    return StaffRow(
        name=course.name,
        profession=course.enrolment.profession_name,
        person_id=course.enrolment.person_id,
        affiliation_id=window.affiliation_id,
        unit=reach.units[window.unit_id],
        course=course.cohort.name,
        slug=course.cohort.slug,
        stage=course.stage,
        seen=course,
        judge=judge if is_judged(course) else None,
    )


@prepared(units=KEYS)
def _nominations(units) -> QuerySet:
    return (
        Nomination.objects.filter(unit__in=units, state__in=SHOWN_NOMINATIONS)
        .order_by("name")
        .values_list(
            "name", "profession__name", "person_id", "unit_id", "cohort__name", "cohort__slug",
            "state",
        )
    )  # fmt: skip


def nominated(reach: Reach, *, on: dt.date) -> list[StaffRow]:
    """Those whom the own organisation has nominated and who wait for a course. One query."""
    return [
        StaffRow(
            name=name,
            profession=profession,
            person_id=person,
            affiliation_id=0,
            unit=reach.units[unit],
            course=course,
            slug=slug,
            stage=Stage.NOMINATED,
            nomination=state,
        )
        for name, profession, person, unit, course, slug, state in _nominations(units=reach.units)
        if reach.is_here(person, unit, on)
    ]


def state_of(row: StaffRow) -> State:
    """Where somebody stands: on track, needs to make up, done, has left."""
    course = row.seen
    match course.stage:
        case Stage.TRAINED:
            return State("done", _("Certificate {day}").format(day=_day(course.certified_on)))
        case Stage.GONE:
            return State("", _gone(course))
        case Stage.OVER:
            is_over = course.enrolment.state == EnrolmentState.ENROLLED
            return State("", _("The course is over") if is_over else _("Has left the course"))
    if course.enrolment.state == EnrolmentState.INTERRUPTED:
        return State("info", pgettext("enrolment", "Paused"))
    return _under_way(row) if course.has_begun else State("info", _begins(course))


def _under_way(row: StaffRow) -> State:
    if row.completion.is_complete:
        return State("done", pgettext("standing", "Done"))
    if row.level:
        return State(TONES[row.level], str(row.level.label))
    return State("done", pgettext("standing", "On track"))


def _begins(course: SeenCourse) -> str:
    if course.cohort.first_on is None:
        return _("Not begun")
    return _("Begins {day}").format(day=_day(course.first_date))


def _gone(course: SeenCourse) -> str:
    day = _day(course.window.last)
    if course.is_certified:
        return _("Left after the course, {day}").format(day=day)
    return _("Left during the course, {day}").format(day=day)


def _day(day: dt.date) -> str:
    """2 Dec, with the year where it is another: a mark has little room."""
    short = date_words(day, "short")
    return short if day.year == today().year else f"{short} {day.year}"


def days_in_words(days: Days) -> str:
    """13 of 14, 24 in all"""
    words = {name: amount(getattr(days, name)) for name in ("attended", "held", "planned")}
    if not days.held:
        return _("{planned} to come").format(**words)
    return _("{attended} of {held}, {planned} in all").format(**words)


def left_in_words(completion: Completion) -> str:
    """What is left, without how it goes: 3 course days, homework, examination."""
    words = dict.fromkeys(LEFT.get(item.kind, _kind)(item) for item in completion.left)
    return ", ".join(words)


def _days_left(item: Progress) -> str:
    return ngettext("one course day", "{days} course days", 1 if item.left == 1 else 2).format(
        days=amount(item.left)
    )


def _kind(item: Progress) -> str:
    label = str(item.kind.label)
    return label[:1].lower() + label[1:]


LEFT: dict[str, Callable[[Progress], str]] = {
    RequirementKind.DAYS_ATTENDED: _days_left,
    RequirementKind.DAYS_ATTENDED_PER_TERM: lambda item: _("course days in a term"),
    RequirementKind.EXAMINATION_DAY_ATTENDED: lambda item: _("examination day"),
    RequirementKind.HOMEWORK_APPROVED: lambda item: pgettext("what is left", "homework"),
    RequirementKind.EXAMINATION_PASSED: lambda item: _("examination"),
    RequirementKind.SUPERVISION_SESSIONS: lambda item: _("supervision"),
    RequirementKind.TRAINING_CLIENT: lambda item: _("training client"),
    RequirementKind.WRITTEN_WORK_APPROVED: lambda item: _("written work"),
}
