"""What the README promises of the demo is there, also when the platform is started on a Sunday."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from cohorts.enums import MakeUpState, MakeUpWay, NominationState
from cohorts.models import AbsenceNotice, CourseDay, Enrolment, MakeUp, Nomination
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.chairs import chairs
from cohorts.selectors.trainers_day import trainers_day
from common.clock import today
from lms.demo.cast import NOMINATOR, PARTICIPANT, TRAINER
from organisations.models import Person

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

SUNDAY = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture
def demo(db):
    with time_machine.travel(SUNDAY, tick=True):
        call_command("load_reference_data", verbosity=0)
        call_command("play_demo", verbosity=0)
        yield


def test_there_is_something_to_do_at_every_step_of_the_path(demo):
    the_nominator_can_remind_somebody()
    the_participant_has_not_announced_absence()
    the_trainer_has_an_afternoon_to_mark()
    the_trainer_can_say_yes_even_when_the_next_course_is_full()
    a_written_task_waits_and_one_counts()


def a_written_task_waits_and_one_counts():
    """The version that the office made lets it."""
    tasks = MakeUp.objects.filter(way=MakeUpWay.WRITTEN_TASK).select_related(
        "enrolment__cohort__version", "enrolment__person"
    )
    assert set(tasks.values_list("state", flat=True)) == {
        MakeUpState.PLANNED,
        MakeUpState.APPROVED,
    }
    assert all(row.enrolment.cohort.version.allows_written_make_up for row in tasks)
    approved = [row.enrolment for row in tasks if row.state == MakeUpState.APPROVED]
    halves = load_attendance(approved[:1]).halves(approved[0])
    assert [half.why for half in halves].count("made_up") == len(approved)


def the_nominator_can_remind_somebody():
    nominations = Nomination.objects.filter(
        nominated_by__email=NOMINATOR[1], state=NominationState.AWAITING
    ).select_related("confirmation")
    assert [row.confirmation.sent_at.date() < today() for row in nominations] == [True]


def the_participant_has_not_announced_absence():
    enrolments = Enrolment.objects.active().filter(person__email=PARTICIPANT[1])
    assert enrolments.exists()
    assert not AbsenceNotice.objects.filter(enrolment__in=enrolments).exists()


def the_trainer_has_an_afternoon_to_mark():
    (day,) = trainers_day(Person.objects.get(email=TRAINER[1])).unclosed
    marked = {part.half: part.attendance.exists() for part in day.parts.all()}
    assert marked == {"am": True, "pm": False}


def the_trainer_can_say_yes_even_when_the_next_course_is_full():
    (wish,) = trainers_day(Person.objects.get(email=TRAINER[1])).wishes
    host = CourseDay.objects.annotate(free=chairs()).get(
        parts=MakeUp.objects.get(pk=wish.pk).host_part_id
    )
    assert host.cohort.name != "Bas Västra Sundmark 3"
    assert host.free > 0
