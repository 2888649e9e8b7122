"""A day that is moved or cancelled after something was marked or announced (ADR 31)."""

import datetime as dt

import pytest

from cohorts.enums import DayState, Mark
from cohorts.models import AbsenceNotice, Attendance
from cohorts.selectors.completion import completion_of
from cohorts.services.absences import announce_absence
from cohorts.services.attendance import Marking, mark_attendance
from cohorts.services.course_days import cancel_day, move_day
from cohorts.services.dates import DayTimes
from common.models import AuditEvent
from tests.cohorts.attending.days import DATE, at
from tests.factories.cohorts import make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db
TIMES = DayTimes(dt.time(9), dt.time(12), dt.time(13), dt.time(16))
LATER = DATE + dt.timedelta(days=1)


@pytest.fixture
def enrolment(cast, cohort):
    return make_enrolment(cohort, cast.participant)


@pytest.fixture
def mark(cast, day, morning, enrolment):
    def mark(mark):
        marking = Marking(enrolment.pk, morning.pk, mark)
        mark_attendance(by=cast.trainer, day=day, markings=[marking])

    return mark


def move(cast, day, date=LATER, times=TIMES):
    return move_day(by=cast.board, day=day, date=date, times=times, reason="Vattenläcka")


@pytest.mark.parametrize("attended", [Mark.PRESENT, Mark.LATE, Mark.LEFT_EARLY])
def test_a_day_that_somebody_attended_is_neither_moved_nor_cancelled(cast, day, mark, attended):
    with at("09:30"):
        mark(attended)
        with refused("day_is_held"):
            move(cast, day)
        with refused("day_is_held"):
            cancel_day(by=cast.board, day=day, reason="Vattenläcka")
    assert Attendance.objects.get().mark == attended


def test_absence_from_a_day_that_was_not_given_is_taken_back_when_it_moves(
    cast, day, mark, enrolment
):
    with at("07:00"):
        announce_absence(
            by=cast.participant, enrolment=enrolment, day=day, halves=["am", "pm"], reason="work"
        )
    with at("09:05"):
        mark(Mark.ABSENT)
        move(cast, day)
    assert not Attendance.objects.exists()
    assert not AbsenceNotice.objects.filter(withdrawn_at__isnull=True).exists()
    event = AuditEvent.objects.get(action="attendance.take_back")
    assert (event.actor, event.before, event.reason) == (
        cast.board,
        {"mark": "absent"},
        "Vattenläcka",
    )
    [completion] = completion_of([enrolment]).values()
    assert completion.items[0].held == 0


def test_another_time_on_the_same_date_leaves_everything(cast, day, mark):
    with at("09:05"):
        mark(Mark.EXCUSED)
        later = DayTimes(dt.time(10), dt.time(12), dt.time(13), dt.time(16))
        move(cast, day, DATE, later)
    assert Attendance.objects.get().mark == Mark.EXCUSED


def test_marks_of_a_cancelled_day_stay_and_count_nowhere(cast, day, mark, enrolment):
    with at("09:05"):
        mark(Mark.ABSENT)
        cancel_day(by=cast.board, day=day, reason="Vattenläcka")
    day.refresh_from_db()
    assert day.state == DayState.CANCELLED
    assert Attendance.objects.get().mark == Mark.ABSENT
    [completion] = completion_of([enrolment]).values()
    assert completion.items[0].held == 0
