"""One's own attendance in a course: what is marked, announced and objected to."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.enums import HALF_CALLED_OFF, DayState, ObjectionState
from cohorts.models import AbsenceNotice, Attendance, CourseDay, DayPart, Enrolment, Objection
from cohorts.selectors.objections import last_day_to_object
from common.clock import now, today


def enrolments_in(person, slug: str):
    """One's own place in the cohort of that address, while one takes part. One query."""
    return (
        Enrolment.objects.active()
        .filter(person=person, cohort__slug=slug)
        .select_related("cohort__version__programme", "person")
    )


@dataclass(frozen=True)
class OwnHalf:
    """One half day: its mark, announced absence, and the objection that counts."""

    part: DayPart
    mark: Attendance | None
    notice: AbsenceNotice | None
    objection: Objection | None


@dataclass(frozen=True)
class OwnCourseDay:
    """One day with its halves."""

    day: CourseDay
    halves: Sequence[OwnHalf]

    @property
    def is_cancelled(self) -> bool:
        return self.day.state == DayState.CANCELLED

    @property
    def called_off(self) -> str:
        """Which half is called off, in words; "" where both are given."""
        return HALF_CALLED_OFF.get(self.day.called_off, "")

    @property
    def can_announce(self) -> bool:
        """Whether some half has not begun."""
        return not self.is_cancelled and any(half.part.starts_at > now() for half in self.halves)

    @property
    def is_announced(self) -> bool:
        return any(half.notice for half in self.halves)

    @property
    def object_until(self) -> dt.date | None:
        """The last day to object, if it has not passed."""
        last = last_day_to_object(self.day)
        return last if last and last >= today() and not self.is_cancelled else None


def own_days(enrolment: Enrolment) -> list[OwnCourseDay]:
    """All days of one's course by date. Five queries."""
    days = list(enrolment.cohort.days.in_order().with_called_off())
    marks = {row.part_id: row for row in Attendance.objects.filter(enrolment=enrolment)}
    notices = {
        row.part_id: row
        for row in AbsenceNotice.objects.filter(enrolment=enrolment, withdrawn_at__isnull=True)
    }
    objections = {
        row.attendance_id: row
        for row in Objection.objects.filter(attendance__enrolment=enrolment)
        .exclude(state=ObjectionState.WITHDRAWN)
        .order_by("made_at")
    }
    return [
        OwnCourseDay(day, [_half(part, marks, notices, objections) for part in day.parts.all()])
        for day in days
    ]


def _half(part, marks, notices, objections) -> OwnHalf:
    mark = marks.get(part.pk)
    return OwnHalf(part, mark, notices.get(part.pk), mark and objections.get(mark.pk))


def notices_of(enrolment: Enrolment, day: CourseDay) -> list[AbsenceNotice]:
    """What somebody has announced about one day. One query."""
    found = AbsenceNotice.objects.filter(
        enrolment=enrolment, part__day=day, withdrawn_at__isnull=True
    )
    return list(found.select_related("part"))


def marks_of(enrolment: Enrolment):
    """One's own marks, with day and half."""
    return Attendance.objects.filter(enrolment=enrolment).select_related(
        "part__day__plan", "part__day__cohort"
    )


def own_objections(person):
    """What somebody has objected to."""
    return Objection.objects.filter(attendance__enrolment__person=person)
