"""The sentences about attendance find what breaks them."""

import datetime as dt

import pytest

from cohorts.enums import Mark
from cohorts.models import Attendance
from cohorts.selectors import attending_invariants as sentences
from cohorts.services.attendance import Marking, close_day, mark_attendance
from cohorts.services.check_in import open_check_in
from cohorts.services.objections import answer_objection, object_to_mark
from messaging.models import Message
from tests.cohorts.attending.days import at
from tests.factories.cohorts import make_cohort, make_enrolment

pytestmark = pytest.mark.django_db
CHECKS = [
    sentences.marks_are_of_the_own_cohort,
    sentences.no_marks_ahead,
    sentences.closed_days_have_no_open_check_in,
    sentences.absence_is_announced_once,
    sentences.objections_are_to_closed_days,
    sentences.answers_are_told,
    sentences.closed_days_are_logged,
]


@pytest.fixture
def lived(cast, cohort, day, morning):
    """A closed day with an answered objection."""
    enrolment = make_enrolment(cohort, cast.participant)
    with at("09:05"):
        open_check_in(by=cast.trainer, part=morning)
        marks = [Marking(enrolment.pk, part.pk, Mark.ABSENT) for part in day.parts.all()]
        mark_attendance(by=cast.trainer, day=day, markings=marks)
    with at("16:00"):
        close_day(by=cast.trainer, day=day)
        mark = Attendance.objects.get(part=morning)
        objection = object_to_mark(by=cast.participant, attendance=mark, grounds="Jag var där.")
        answer_objection(by=cast.trainer, objection=objection, mark="present", answer="Ja.")
    return enrolment


def test_a_day_lived_through_the_services_breaks_none(lived):
    with at("17:00"):
        assert [list(check()) for check in CHECKS] == [[]] * len(CHECKS)


def broken(check) -> bool:
    with at("17:00"):
        return bool(list(check()))


def test_each_sentence_finds_what_breaks_it(cast, lived, day, morning):
    other = make_enrolment(make_cohort(area=cast.area))
    stray = Attendance.objects.create(
        enrolment=other, part=morning, mark="absent", marked_by=cast.trainer, marked_at=day_at(day)
    )
    assert broken(sentences.marks_are_of_the_own_cohort)
    stray.delete()
    morning.check_in.closed_at = None
    morning.check_in.save()
    assert broken(sentences.closed_days_have_no_open_check_in)
    Message.objects.filter(event="objection_answered").delete()
    assert broken(sentences.answers_are_told)
    type(day).objects.filter(pk=day.pk).update(date=day.date + dt.timedelta(days=7))
    assert broken(sentences.no_marks_ahead)
    later = type(day).objects.filter(plan__number=2)
    later.update(attendance_closed_at=day_at(day))
    assert broken(sentences.closed_days_are_logged)
    type(day).objects.update(attendance_closed_at=None)
    assert broken(sentences.objections_are_to_closed_days)


def day_at(day) -> dt.datetime:
    return day.parts.all()[0].starts_at
