"""Pausing, coming back and changing cohort: the seat is given on, and what was done counts."""

import datetime as dt

import pytest

from cohorts.enums import (
    EnrolmentState,
    HomeworkState,
    InterruptionCause,
    MakeUpState,
    Mark,
    RegistrationState,
)
from cohorts.models import Attendance, Seat, Submission
from cohorts.selectors.completion import completion_of
from cohorts.selectors.invariants import (
    continued_enrolments_have_ended,
    continuing_enrolments_have_their_seat,
    enrolments_have_seats,
    seats_are_in_the_holders_cohort,
)
from cohorts.selectors.participation import courses_of
from cohorts.services.following import coming_back, make_ups
from cohorts.services.registrations.joining import Registrant, register
from common.clock import now, today
from courses.enums import RequirementKind
from messaging.models import Message
from organisations.models import Affiliation
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.organisations import employ
from tests.refusals import refused

DAYS = RequirementKind.DAYS_ATTENDED
HOMEWORK = RequirementKind.HOMEWORK_APPROVED


def item(enrolment, kind=DAYS):
    return completion_of([enrolment])[enrolment.pk].item(kind)


def pause(cast, enrolment, **fields):
    fields = {"on": today(), "cause": InterruptionCause.WORK, **fields}
    return coming_back.interrupt(by=cast.board, enrolment=enrolment, **fields)


def nothing_is_wrong():
    return not any(
        list(check())
        for check in (
            enrolments_have_seats,
            seats_are_in_the_holders_cohort,
            continuing_enrolments_have_their_seat,
            continued_enrolments_have_ended,
        )
    )


def test_a_pause_frees_the_seat_keeps_what_was_done_and_is_told(cast, person, mark):
    mark(person, 1)
    paused = pause(cast, person)
    assert (paused.state, paused.left_on, paused.left_cause) == (
        EnrolmentState.INTERRUPTED,
        today(),
        InterruptionCause.WORK,
    )
    assert not Seat.objects.filter(cohort=person.cohort).exists()
    assert item(paused).done == 1
    [told] = Message.objects.all()
    assert (told.event, told.calendar["method"]) == ("course_paused", "CANCEL")


def test_who_comes_back_in_a_later_cohort_goes_on_where_they_stopped(cast, person, later, mark):
    mark(person, 1)
    mark(person, 2, Mark.ABSENT)
    first = person.cohort.version.assignments.get(number=1)
    Submission.objects.create(
        enrolment=person,
        assignment=first,
        state=HomeworkState.APPROVED,
        marked_by=cast.trainer,
        marked_at=now(),
    )
    resumed = coming_back.resume(by=cast.board, enrolment=pause(cast, person), cohort=later)
    assert resumed.continues_id == person.pk
    assert (item(resumed).done, item(resumed).held, item(resumed).planned) == (1, 1, 4)
    assert item(resumed, HOMEWORK).done == 1
    assert resumed.seat.number == 1
    assert nothing_is_wrong()
    assert Message.objects.filter(event="course_invitation", recipient=cast.participant).exists()
    mark(resumed, 2)
    mark(resumed, 1)  # there again: counts once
    assert item(resumed).done == 2


def test_a_day_that_was_given_before_one_came_back_can_be_made_up(cast, person, version, mark):
    mark(person, 1)
    half_way = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=13))
    again = make_cohort(version, cast.area, first_day=today() + dt.timedelta(weeks=2))
    resumed = coming_back.resume(by=cast.board, enrolment=pause(cast, person), cohort=half_way)
    assert (item(resumed).done, item(resumed).held) == (1, 2)  # day 2 was before
    host = again.days.get(plan__number=2)
    make_ups.plan_as_guest(by=cast.trainer, enrolment=resumed, number=2, host=host)
    assert item(resumed).pending == 1


def test_coming_back_to_the_same_cohort_undoes_the_pause(cast, person, mark):
    mark(person, 1)
    resumed = coming_back.resume(by=cast.board, enrolment=pause(cast, person), cohort=person.cohort)
    assert resumed.cohort == person.cohort
    assert item(resumed).done == 1
    assert nothing_is_wrong()


def test_nobody_comes_back_twice_or_without_a_pause(cast, person, later):
    with refused("not_paused"):
        coming_back.resume(by=cast.board, enrolment=person, cohort=later)
    paused = pause(cast, person)
    coming_back.resume(by=cast.board, enrolment=paused, cohort=later)
    with refused("not_paused"):
        coming_back.resume(by=cast.board, enrolment=paused, cohort=person.cohort)


def test_a_change_of_cohort_takes_the_new_seat_first(cast, person, later):
    later.seats = 1
    later.save()
    make_enrolment(later, unit=cast.south)
    with refused("full"):
        coming_back.transfer(by=cast.board, enrolment=person, cohort=later, reason="Flyttar.")
    person.refresh_from_db()
    assert person.state == EnrolmentState.ENROLLED
    assert person.seat


def test_who_changes_cohort_and_back_again_has_lost_nothing(cast, person, later, mark):
    mark(person, 1)
    there = coming_back.transfer(by=cast.board, enrolment=person, cohort=later, reason="Flyttar.")
    person.refresh_from_db()
    assert person.state == EnrolmentState.TRANSFERRED
    back = coming_back.transfer(
        by=cast.board, enrolment=there, cohort=person.cohort, reason="Flyttar inte."
    )
    assert item(back).done == 1
    assert nothing_is_wrong()
    [shown] = courses_of(cast.participant, today())
    assert shown.enrolment.pk == back.pk


def test_a_mark_corrected_in_the_earlier_cohort_counts_in_the_new_one(cast, person, later, mark):
    mark(person, 1, Mark.ABSENT)
    there = coming_back.transfer(by=cast.board, enrolment=person, cohort=later, reason="Flyttar.")
    assert item(there).done == 0
    Attendance.objects.filter(enrolment=person).update(mark=Mark.PRESENT)
    assert item(there).done == 1


def test_days_are_matched_by_their_number_between_versions(cast, person, mark):
    mark(person, 1)
    newer = make_cohort(make_version(days=6), cast.area)
    there = coming_back.transfer(by=cast.board, enrolment=person, cohort=newer, reason="Flyttar.")
    assert (item(there).done, item(there).planned) == (1, 6)


def test_only_another_cohort_of_the_same_programme_with_days_to_come(cast, person, version):
    other = make_cohort(make_version("doctors"), cast.area)
    over = make_cohort(version, cast.area, first_day=today() - dt.timedelta(weeks=30))
    for cohort in (other, over, person.cohort):
        with refused("wrong_cohort"):
            coming_back.transfer(by=cast.board, enrolment=person, cohort=cohort, reason="Så.")


def test_a_pause_takes_back_what_was_going_to_be_made_up(cast, person, later, mark):
    mark(person, 1, Mark.ABSENT)
    host = later.days.get(plan__number=1)
    make_ups.plan_as_guest(by=cast.trainer, enrolment=person, number=1, host=host)
    pause(cast, person)
    assert set(person.make_ups.values_list("state", flat=True)) == {MakeUpState.CANCELLED}


def test_a_pause_says_since_when_and_nobodys_health(cast, person):
    with refused("date"):
        pause(cast, person, on=today() + dt.timedelta(days=1))
    with refused("not_now"):
        pause(cast, pause(cast, person))


def test_the_seat_goes_to_the_next_on_the_waiting_list(cast):
    version = make_version("introduction", way_in="open", days=1, examination=False, assignments=0)
    cohort = make_cohort(version, cast.area, seats=1)
    first, second = (
        register(
            by=None,
            cohort=cohort,
            registrant=Registrant(name=name, email=f"{name.lower()}@lunda.example"),
        )
        for name in ("Anna", "Berit")
    )
    pause(cast, first.enrolment)
    second.refresh_from_db()
    assert second.state == RegistrationState.OFFERED


def test_who_has_moved_to_another_unit_comes_back_from_there(cast, person, later):
    employ(cast.participant, cast.south)
    paused = pause(cast, person)
    Affiliation.objects.filter(person=cast.participant).update(
        starts_on=today() - dt.timedelta(days=90), ends_on=today() - dt.timedelta(days=1)
    )
    employ(cast.participant, cast.north)
    resumed = coming_back.resume(by=cast.board, enrolment=paused, cohort=later)
    assert (resumed.unit_name, person.unit_name) == (cast.north.name, cast.south.name)


@pytest.mark.parametrize("people", [1, 5])
def test_the_queries_do_not_grow_with_those_who_came_back(
    cast, running, later, mark, django_assert_num_queries, people
):
    rows = []
    for _ in range(people):
        one = make_enrolment(running, unit=cast.south)
        mark(one, 1)
        rows.append(
            coming_back.transfer(by=cast.board, enrolment=one, cohort=later, reason="Flyttar.")
        )
    with django_assert_num_queries(5):  # four, and one that looks back
        completion_of(rows)
