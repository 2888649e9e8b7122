"""Early warning: at which point, to whom, and never twice."""

import pytest

from cohorts.enums import Mark, WarningLevel
from cohorts.models import EarlyWarning
from cohorts.selectors.early_warnings import level_of
from cohorts.selectors.requirements import Progress
from cohorts.services.attendance import close_day
from cohorts.services.following.make_ups import plan_written
from cohorts.services.following.warnings import warn_everybody
from common.clock import today
from courses.enums import RequirementKind
from messaging.models import Message

DAYS = RequirementKind.DAYS_ATTENDED


@pytest.mark.parametrize(
    ("done", "held", "planned", "needed", "pending", "level"),
    [
        (2, 2, 8, 8, 0, None),  # every day is needed, but nothing has been missed
        (2, 3, 8, 6, 0, None),  # one more can be missed
        (1, 3, 8, 6, 0, WarningLevel.NOTHING_TO_SPARE),
        (1, 3, 8, 7, 1, WarningLevel.NOTHING_TO_SPARE),
        (1, 3, 8, 7, 0, WarningLevel.TO_MAKE_UP),
        (0, 8, 8, 7, 0, WarningLevel.TO_MAKE_UP),
        (7, 8, 8, 7, 0, None),
    ],
)
def test_when_somebody_is_warned(done, held, planned, needed, pending, level):
    assert level_of(Progress(DAYS, done, needed, held, planned, pending)) == level


def test_the_participant_the_trainer_and_the_nominator_are_told_once(cast, person, mark):
    mark(person, 1, Mark.ABSENT)
    assert warn_everybody() == 1
    assert warn_everybody() == 0
    told = dict(Message.objects.values_list("event", "recipient_email"))
    assert told == {
        "early_warning": cast.participant.email,
        "early_warning_trainer": cast.trainer.email,
        "early_warning_nominator": person.nomination.nominated_by.email,
    }


def test_the_nominator_learns_the_status_only(person, mark):
    mark(person, 1, Mark.ABSENT)
    mark(person, 2, Mark.ABSENT)
    warn_everybody()
    context = Message.objects.get(event="early_warning_nominator").context
    assert context == {"enrolment": person.pk, "level": "behind"}


def test_it_gets_worse_and_is_told_again(cast, person, mark):
    mark(person, 1, Mark.ABSENT)
    warn_everybody()
    mark(person, 2, Mark.ABSENT)
    assert warn_everybody() == 1
    assert set(EarlyWarning.objects.values_list("level", flat=True)) == {"last", "behind"}
    plan_written(by=cast.trainer, enrolment=person, number=1, task="Läs och skriv.", due_on=today())
    assert warn_everybody() == 0


def test_a_day_that_is_closed_warns_at_once(cast, person, mark):
    mark(person, 1, Mark.ABSENT)
    close_day(by=cast.trainer, day=person.cohort.days.get(plan__number=1))
    assert EarlyWarning.objects.get().enrolment == person


@pytest.mark.parametrize(
    ("absent", "subject"),
    [
        ([1], "Du kan inte missa fler dagar: {}"),
        ([1, 2], "Du behöver ta igen något: {}"),
    ],
)
def test_what_the_participant_reads(
    cast, person, mark, absent, subject, mailoutbox, django_capture_on_commit_callbacks
):
    from messaging.services import relay

    for number in absent:
        mark(person, number, Mark.ABSENT)
    with django_capture_on_commit_callbacks(execute=True):
        warn_everybody()
    relay.drain()
    [mail] = [mail for mail in mailoutbox if cast.participant.email in mail.to[0]]
    assert mail.subject == subject.format(person.cohort.name)


def test_the_queries_do_not_grow(cast, running, mark, django_assert_max_num_queries):
    from tests.factories.cohorts import make_enrolment

    for _ in range(12):
        mark(make_enrolment(running, unit=cast.south), 1, Mark.ABSENT)
    with django_assert_max_num_queries(22):
        assert warn_everybody() == 12
