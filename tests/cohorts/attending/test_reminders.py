"""Trainers are reminded of days that are not closed: the morning after, and after a week."""

import datetime as dt

import pytest

from cohorts.enums import Mark
from cohorts.services.attendance import Marking, close_day, mark_attendance
from cohorts.services.attendance_reminders import remind_of_open_days
from messaging.models import Message
from messaging.services.relay import drain
from tests.cohorts.attending.days import DATE, at
from tests.factories.cohorts import make_enrolment

pytestmark = pytest.mark.django_db


def sent() -> int:
    return Message.objects.filter(event="attendance_open").count()


def after(days: int):
    return at("07:05", DATE + dt.timedelta(days=days))


def test_each_trainer_is_written_to_the_morning_after_and_once_more_after_a_week(cohort):
    make_enrolment(cohort)
    written = []
    for days in (0, 1, 1, 3, 6):
        with after(days):
            remind_of_open_days()
            written.append(sent())
    assert written == [0, 2, 2, 2, 2]  # two trainers
    cohort.days.exclude(date=DATE).update(attendance_closed_at=dt.datetime.now(dt.UTC))
    with after(8):
        remind_of_open_days()
        remind_of_open_days()
    assert sent() == 4


def test_a_closed_day_a_cancelled_one_and_an_empty_course_are_left_in_peace(cast, cohort, day):
    with after(1):
        remind_of_open_days()
        assert sent() == 0  # nobody is enrolled
        enrolment = make_enrolment(cohort)
        marks = [Marking(enrolment.pk, part.pk, Mark.PRESENT) for part in day.parts.all()]
        mark_attendance(by=cast.trainer, day=day, markings=marks)
        close_day(by=cast.trainer, day=day)
        remind_of_open_days()
    assert sent() == 0
    type(day).objects.update(attendance_closed_at=None, state="cancelled")
    with after(1):
        remind_of_open_days()
    assert sent() == 0


def test_the_mail_says_which_day_and_leads_to_the_roll(cast, cohort, mailoutbox):
    make_enrolment(cohort)
    with after(1):
        remind_of_open_days()
        drain()
    mail = next(mail for mail in mailoutbox if cast.trainer.email in mail.to[0])
    assert mail.subject == f"Stäng dag 1 i {cohort.name}"
    assert f"/kurser/{cohort.slug}/dagar/1/narvaro/" in mail.body


def test_queries_do_not_grow_with_days(cohort, django_assert_max_num_queries):
    make_enrolment(cohort)
    with after(1), django_assert_max_num_queries(8):
        remind_of_open_days()
    cohort.days.update(date=DATE)
    with after(1), django_assert_max_num_queries(8):
        remind_of_open_days()
