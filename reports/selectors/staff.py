"""The manager's view: the own organisation's people, unit by unit, and who is away when.

Status only: no grounds, notes, homework or results (domain.md §6, "manager").
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from cohorts.enums import COUNTS_AS_ATTENDED, DayState, NominationState
from cohorts.models import Certificate, CourseDay, Enrolment, Nomination
from cohorts.selectors.attendance import AttendanceFacts, load_attendance
from organisations.models import Organisation
from organisations.roles import Permission


class Stage(StrEnum):
    """Where somebody is on the way; `ALL` is the filter's first choice."""

    ALL = "all"
    NOMINATED = "nominated"
    IN_TRAINING = "training"
    TRAINED = "trained"


STAGE_LABELS = {
    Stage.ALL: _("Everybody"),
    Stage.NOMINATED: _("Nominated"),
    Stage.IN_TRAINING: _("In training"),
    Stage.TRAINED: _("Trained"),
}


@dataclass(frozen=True)
class StaffRow:
    """One person in one course: `marks` are the pips day by day, `detail` the words beside."""

    name: str
    profession: str
    unit_id: int
    course: str
    stage: Stage
    state: object
    marks: Sequence[str] = ()
    attended: int = 0
    held: int = 0


@dataclass(frozen=True)
class UnitStaff:
    """The people of one unit, by name."""

    unit: Organisation
    rows: Sequence[StaffRow]


@dataclass(frozen=True)
class StaffOverview:
    """The whole page: units with people, and how many are at each stage."""

    units: Sequence[UnitStaff]
    counts: dict[Stage, int]


@dataclass(frozen=True)
class AwayDay:
    """One course day, and who of the staff is away on it."""

    date: dt.date
    course: str
    people: Sequence[tuple[str, str]]  # name, unit


@dataclass(frozen=True)
class AwayWeek:
    """The course days of one week, by ISO number."""

    number: int
    days: Sequence[AwayDay]

    @property
    def people(self) -> int:
        return len({person for day in self.days for person in day.people})


def staff_overview(person, stage: Stage = Stage.ALL) -> StaffOverview:
    """Everybody whom `person` may see as a manager, by unit. Seven queries, however many."""
    units = {
        unit.pk: unit
        for unit in Organisation.objects.reachable_for(person, Permission.SEE_STAFF).order_by(
            "path"
        )
    }
    rows = [*_enrolled(person), *_nominated(units)]
    counts = {wanted: sum(row.stage == wanted for row in rows) for wanted in Stage}
    counts[Stage.ALL] = len(rows)
    by_unit = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.name, row.course)):
        if stage in (Stage.ALL, row.stage):
            by_unit[row.unit_id].append(row)
    return StaffOverview(
        [UnitStaff(unit, by_unit[pk]) for pk, unit in units.items() if by_unit[pk]], counts
    )


def _enrolled(person) -> Iterable[StaffRow]:
    enrolments = list(
        Enrolment.objects.active()
        .of_staff_seen_by(person)
        .values_list(
            "pk", "cohort_id", "unit_id", "profession_name", "person__name", "cohort__name",
            named=True,
        )
    )  # fmt: skip
    certified = set(
        Certificate.objects.standing()
        .filter(enrolment__in={enrolment.pk for enrolment in enrolments})
        .values_list("enrolment_id", flat=True)
    )
    attendance = load_attendance(enrolments)
    for enrolment in enrolments:
        marks = _day_marks(attendance, enrolment)
        trained = enrolment.pk in certified
        yield StaffRow(
            name=enrolment.person__name,
            profession=enrolment.profession_name,
            unit_id=enrolment.unit_id,
            course=enrolment.cohort__name,
            stage=Stage.TRAINED if trained else Stage.IN_TRAINING,
            state=_("Has the certificate") if trained else STAGE_LABELS[Stage.IN_TRAINING],
            marks=marks,
            attended=sum(mark in {"done", "part"} for mark in marks),
            held=sum(mark != "planned" for mark in marks),
        )


def _day_marks(attendance: AttendanceFacts, enrolment: Enrolment) -> list[str]:
    """A pip for each course day: there, part of it, away, or still to come."""
    marks = attendance.marks[enrolment.pk]
    days = defaultdict(list)
    for part in attendance.parts[enrolment.cohort_id]:
        days[part.day_id].append(marks.get(part.id, ""))
    shapes = []
    for day in days.values():
        attended = [mark in COUNTS_AS_ATTENDED for mark in day]
        if not any(day):
            shapes.append("planned")
        elif all(attended):
            shapes.append("done")
        else:
            shapes.append("part" if any(attended) else "absent")
    return shapes


def _nominated(units: dict[int, Organisation]) -> Iterable[StaffRow]:
    nominations = Nomination.objects.filter(
        unit__in=units,
        state__in=[NominationState.AWAITING, NominationState.COMPLETE, NominationState.RESERVE],
    ).values_list("name", "profession__name", "unit_id", "cohort__name", "state")
    for name, profession, unit_id, course, state in nominations:
        yield StaffRow(
            name=name,
            profession=profession,
            unit_id=unit_id,
            course=course,
            stage=Stage.NOMINATED,
            state=NominationState(state).label,
        )


def away_weeks(person, *, since: dt.date, weeks: int) -> list[AwayWeek]:
    """Who is away on course days, week by week from the week of `since`. Two queries."""
    first = since - dt.timedelta(days=since.weekday())
    enrolments = Enrolment.objects.active().of_staff_seen_by(person).order_by("person__name")
    people = defaultdict(list)
    for cohort, *who in enrolments.values_list("cohort_id", "person__name", "unit_name"):
        people[cohort].append(tuple(who))
    days = CourseDay.objects.filter(
        cohort__in=people,
        state=DayState.PLANNED,
        date__gte=first,
        date__lt=first + dt.timedelta(weeks=weeks),
    ).order_by("date", "cohort__name")
    by_week = defaultdict(list)
    for date, cohort, course in days.values_list("date", "cohort_id", "cohort__name"):
        by_week[date.isocalendar()[:2]].append(AwayDay(date, course, people[cohort]))
    return [AwayWeek(week, days) for (_year, week), days in by_week.items()]
