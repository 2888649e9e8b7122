"""Making up a missed day: where it can be, that it counts once, and what becomes of it."""

import datetime as dt

import pytest

from cohorts.enums import MakeUpState, Mark
from cohorts.models import Attendance
from cohorts.selectors.calendars import days_of_person
from cohorts.selectors.completion import completion_of
from cohorts.selectors.make_ups import guests_of, host_days
from cohorts.selectors.wording import line_for
from cohorts.services.course_days import cancel_day, move_day
from cohorts.services.dates import DayTimes
from cohorts.services.enrolments import leave
from cohorts.services.following import make_ups
from cohorts.services.planning import cancel_cohort
from common.clock import today
from courses.enums import RequirementKind
from messaging.models import Message
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.refusals import refused

DAYS = RequirementKind.DAYS_ATTENDED


def item(enrolment):
    return completion_of([enrolment])[enrolment.pk].item(DAYS)


def day(cohort, number):
    return cohort.days.select_related("plan", "cohort").get(plan__number=number)


def events():
    return list(Message.objects.order_by("pk").values_list("event", "recipient_email"))


@pytest.fixture
def missed(person, mark):
    """Was there on day 1, missed day 2 and day 3."""
    mark(person, 1)
    mark(person, 2, Mark.ABSENT)
    mark(person, 3, Mark.EXCUSED)
    return person


@pytest.fixture
def planned(cast, missed, later):
    make_ups.plan_as_guest(by=cast.trainer, enrolment=missed, number=2, host=day(later, 2))
    return missed


def test_a_day_made_up_in_another_cohort_counts_when_the_guest_was_there(
    cast, planned, later, mark
):
    assert line_for(item(planned)).sentence == (
        "Du behöver vara med på alla dagar som är kvar, och ta igen det som är planerat."
    )
    assert (item(planned).done, item(planned).pending) == (1, 1)
    mark(planned, 2, cohort=later)
    assert (item(planned).done, item(planned).pending) == (2, 0)


def test_before_it_is_planned_one_reads_what_is_to_be_made_up(missed):
    assert line_for(item(missed)).sentence == "Du behöver ta igen en dag."


def test_a_guest_who_does_not_come_either_has_made_up_nothing(cast, planned, later, mark):
    mark(planned, 2, Mark.ABSENT, cohort=later)
    assert (item(planned).done, item(planned).pending) == (1, 0)
    again = make_cohort(later.version, cast.area, first_day=today() + dt.timedelta(weeks=9))
    make_ups.plan_as_guest(by=cast.trainer, enrolment=planned, number=2, host=day(again, 2))
    assert item(planned).pending == 1


def test_only_the_half_that_was_missed_is_made_up(cast, person, later, mark):
    mark(person, 1, halves=["am"])
    mark(person, 1, Mark.ABSENT, halves=["pm"])
    [row] = make_ups.plan_as_guest(by=cast.trainer, enrolment=person, number=1, host=day(later, 1))
    assert (row.part.half, row.host_part.half) == ("pm", "pm")
    mark(person, 1, halves=["pm"], cohort=later)
    assert item(person).done == 1


def test_a_day_counts_once_though_its_mark_is_corrected_afterwards(cast, planned, later, mark):
    mark(planned, 2, cohort=later)
    own = Attendance.objects.filter(enrolment=planned, part__day__cohort=planned.cohort)
    own.filter(part__day__plan__number=2).update(mark=Mark.PRESENT)
    assert (item(planned).done, item(planned).held) == (2, 3)


def test_the_host_trainer_sees_the_guest_and_everybody_is_told_once(cast, planned, later):
    [guest] = guests_of(day(later, 2))
    assert guest.enrolment == planned
    assert guest.cohort_name == planned.cohort.name
    assert len(guest.part_ids) == 2
    assert events() == [
        ("make_up_planned", cast.participant.email),
        ("make_up_guest", cast.examiner.email),
    ]
    assert Message.objects.get(event="make_up_planned").calendar["method"] == "REQUEST"


def test_the_day_stands_in_the_own_calendar(cast, planned, later):
    assert day(later, 2) in days_of_person(cast.participant)


@pytest.mark.parametrize("what", ["cancelled", "moved", "cohort cancelled"])
def test_when_the_host_day_moves_or_falls_away_the_guest_is_told_and_free_to_choose(
    cast, planned, later, what
):
    host = day(later, 2)
    if what == "moved":
        move_day(
            by=cast.board,
            day=host,
            date=host.date + dt.timedelta(days=1),
            times=DayTimes(dt.time(9), dt.time(12), dt.time(13), dt.time(16)),
            reason="Lokalen är upptagen.",
            on_day_off=True,
        )
    elif what == "cancelled":
        cancel_day(by=cast.board, day=host, reason="Kursledaren är borta.")
    else:
        cancel_cohort(by=cast.board, cohort=later, reason="För få deltagare.")
    assert set(planned.make_ups.values_list("state", flat=True)) == {MakeUpState.CANCELLED}
    told = Message.objects.get(event="make_up_cancelled", recipient=cast.participant)
    assert told.calendar["method"] == "CANCEL"
    assert item(planned).pending == 0
    assert guests_of(host) == []


def test_other_times_are_only_told(cast, planned, later):
    host = day(later, 2)
    move_day(
        by=cast.board,
        day=host,
        date=host.date,
        times=DayTimes(dt.time(10), dt.time(12), dt.time(13), dt.time(17)),
        reason="Bussen.",
        on_day_off=True,
    )
    assert set(planned.make_ups.values_list("state", flat=True)) == {MakeUpState.PLANNED}
    assert Message.objects.filter(event="make_up_planned", recipient=cast.participant).count() == 2


def test_a_written_task_counts_when_it_is_approved_and_not_before(cast, missed):
    make_ups.plan_written(
        by=cast.trainer,
        enrolment=missed,
        number=2,
        task="Läs kapitel 2 och skriv en sida.",
        due_on=today() + dt.timedelta(days=14),
    )
    assert (item(missed).done, item(missed).pending) == (1, 1)
    with refused("reason"):
        make_ups.judge_task(by=cast.trainer, enrolment=missed, number=2, approved=False)
    make_ups.judge_task(by=cast.trainer, enrolment=missed, number=2, approved=True)
    assert (item(missed).done, item(missed).pending) == (2, 0)
    make_ups.judge_task(
        by=cast.trainer, enrolment=missed, number=2, approved=False, reason="Texten är en annans."
    )
    assert item(missed).done == 1


def test_a_written_task_counts_once_though_the_mark_is_corrected_afterwards(cast, missed):
    due_on = today() + dt.timedelta(days=14)
    make_ups.plan_written(by=cast.trainer, enrolment=missed, number=2, task="Skriv.", due_on=due_on)
    with refused("already"):
        make_ups.plan_written(
            by=cast.trainer, enrolment=missed, number=2, task="Skriv igen.", due_on=due_on
        )
    make_ups.judge_task(by=cast.trainer, enrolment=missed, number=2, approved=True)
    with refused("nothing_planned"):
        make_ups.judge_task(by=cast.trainer, enrolment=missed, number=2, approved=True)
    assert (item(missed).done, item(missed).held) == (2, 3)
    own = Attendance.objects.filter(enrolment=missed, part__day__plan__number=2)
    own.update(mark=Mark.PRESENT)
    assert (item(missed).done, item(missed).held) == (2, 3)


def test_what_the_participant_asks_for_holds_nothing_until_a_trainer_says_yes(cast, missed, later):
    make_ups.plan_as_guest(
        by=cast.participant, enrolment=missed, number=2, host=day(later, 2), asked=True
    )
    assert guests_of(day(later, 2)) == []
    assert item(missed).pending == 0
    assert events() == [("make_up_asked", cast.trainer.email)]
    make_ups.accept(by=cast.trainer, enrolment=missed, number=2)
    assert len(guests_of(day(later, 2))) == 1
    with refused("nothing_asked"):
        make_ups.accept(by=cast.trainer, enrolment=missed, number=2)


def test_a_task_that_is_asked_for_gets_its_words_with_the_yes(cast, missed):
    make_ups.ask_for_task(by=cast.participant, enrolment=missed, number=2)
    with refused("task"):
        make_ups.accept(by=cast.trainer, enrolment=missed, number=2)
    make_ups.accept(
        by=cast.trainer, enrolment=missed, number=2, task="Skriv en sida.", due_on=today()
    )
    assert item(missed).pending == 1


def test_a_taken_back_make_up_frees_the_chair(cast, planned, later):
    with refused("reason"):
        make_ups.cancel(by=cast.trainer, enrolment=planned, number=2, reason=" ")
    make_ups.cancel(by=cast.trainer, enrolment=planned, number=2, reason="Kan inte den dagen.")
    assert guests_of(day(later, 2)) == []
    with refused("nothing_planned"):
        make_ups.cancel(by=cast.trainer, enrolment=planned, number=2, reason="Igen.")


def test_what_is_made_up_is_not_taken_back(cast, planned, later, mark):
    mark(planned, 2, cohort=later)
    with refused("made_up"):
        make_ups.cancel(by=cast.trainer, enrolment=planned, number=2, reason="Fel.")


def test_who_leaves_the_course_is_no_guest_any_more(cast, planned, later):
    leave(by=cast.board, enrolment=planned, on=today(), reason="Slutar.")
    assert guests_of(day(later, 2)) == []


def test_only_what_is_marked_as_missed_can_be_made_up(cast, missed, later):
    for number in (1, 4):
        with refused("not_missed"):
            make_ups.plan_as_guest(
                by=cast.trainer, enrolment=missed, number=number, host=day(later, number)
            )


def test_a_day_is_planned_once(cast, planned, later):
    with refused("already"):
        make_ups.plan_as_guest(by=cast.trainer, enrolment=planned, number=2, host=day(later, 2))


def test_no_more_days_than_the_version_allows(cast, planned, later, version):
    version.make_ups_at_most = 1
    version.save()
    with refused("too_many"):
        make_ups.plan_as_guest(by=cast.trainer, enrolment=planned, number=3, host=day(later, 3))


def test_the_version_decides_which_ways_there_are(cast, missed, later, version):
    version.allows_make_up = version.allows_written_make_up = False
    version.save()
    with refused("not_allowed"):
        make_ups.plan_as_guest(by=cast.trainer, enrolment=missed, number=2, host=day(later, 2))
    with refused("not_allowed"):
        make_ups.ask_for_task(by=cast.participant, enrolment=missed, number=2)
    assert line_for(item(missed)).sentence == (
        "Du har missat för många dagar. Fråga din utbildare vad som går att göra."
    )


def test_only_the_same_day_and_only_in_another_cohort(cast, missed, later):
    for host in (day(later, 3), day(missed.cohort, 2)):
        with refused("wrong_day"):
            make_ups.plan_as_guest(by=cast.trainer, enrolment=missed, number=2, host=host)


def test_a_full_room_takes_no_guests(cast, missed, later):
    later.seats = 1
    later.save()
    make_enrolment(later)
    assert host_days(missed, [2]) == {}
    with refused("full"):
        make_ups.plan_as_guest(by=cast.trainer, enrolment=missed, number=2, host=day(later, 2))


def test_guests_take_chairs_too(cast, planned, later, mark):
    later.seats = 1
    later.save()
    other = make_enrolment(planned.cohort)
    mark(other, 2, Mark.ABSENT)
    with refused("full"):
        make_ups.plan_as_guest(by=cast.trainer, enrolment=other, number=2, host=day(later, 2))


def test_where_a_day_is_given_again_the_own_area_comes_first(cast, missed, later):
    near = make_cohort(later.version, cast.area, first_day=today() + dt.timedelta(weeks=20))
    far = make_cohort(
        later.version,
        cast.other_area,
        first_day=today() + dt.timedelta(days=1),
        welcomes_guests=True,
    )
    closed = make_cohort(later.version, cast.other_area, first_day=today() + dt.timedelta(days=1))
    found = [host.day.cohort for host in host_days(missed, [2])[2]]
    assert found == [later, near, far]
    everywhere = [host.day.cohort for host in host_days(missed, [2], everywhere=True)[2]]
    assert set(everywhere) == {later, near, far, closed}


def test_a_newer_version_gives_the_same_day(cast, missed, version):
    newer = make_cohort(make_version(days=6), cast.area, first_day=today() + dt.timedelta(weeks=1))
    make_ups.plan_as_guest(by=cast.trainer, enrolment=missed, number=2, host=day(newer, 2))
    assert item(missed).pending == 1


def test_the_queries_do_not_grow_with_the_guests(
    cast, planned, later, mark, django_assert_num_queries
):
    host = day(later, 2)
    with django_assert_num_queries(1):
        assert len(guests_of(host)) == 1
    for _ in range(5):
        other = make_enrolment(planned.cohort)
        mark(other, 2, Mark.ABSENT)
        make_ups.plan_as_guest(by=cast.trainer, enrolment=other, number=2, host=day(later, 2))
    with django_assert_num_queries(1):
        assert len(guests_of(host)) == 6
