"""Employers register staff, the joint board confirms or declines."""

import datetime as dt
import random

import pytest

from cohorts.enums import RegistrationState
from cohorts.models import Enrolment, Registration, Seat
from cohorts.services.planning import cancel_cohort
from cohorts.services.registrations.confirming import confirm, confirm_all_that_fit, reject
from cohorts.services.registrations.leaving import cancel_staff
from cohorts.services.registrations.staff import register_staff
from common.clock import today
from common.guard.measuring.numbers import drawn
from messaging.models import Message
from messaging.rendering import render
from organisations.enums import Principal
from organisations.models import Person
from tests.cohorts.registering.people import send_in, staff
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def told():
    rows = Message.objects.order_by("event", "pk").values_list("event", "recipient_email")
    return list(rows)


# ── registering ─────────────────────────────────────────────────────────────────────────────


def test_what_an_employer_sends_in_waits_for_the_board_and_nobody_is_told(cast, staff_cohort):
    rows = send_in(cast.nominator, staff_cohort, cast.south, 2)
    assert {row.state for row in rows} == {RegistrationState.SUBMITTED}
    assert {row.registered_by for row in rows} == {cast.nominator}
    assert not Person.objects.filter(email=rows[0].email).exists()
    assert told() == []
    assert not Seat.objects.exists()


def test_all_are_registered_or_none_and_the_row_is_named(cast, staff_cohort):
    _century, day, number = drawn(random.Random(7))
    people = [staff(cast.south), staff(cast.south, name=f"Läkare {day}-{number}")]
    with refused("identity_number") as refusal:
        register_staff(by=cast.nominator, cohort=staff_cohort, staff=people)
    assert (refusal.value.field, refusal.value.params["row"]) == ("name", 1)
    assert not Registration.objects.exists()


def test_an_address_is_registered_once_by_an_employer_whatever_the_unit(cast, staff_cohort):
    person = staff(cast.south, "lo@lunda.example")
    register_staff(by=cast.nominator, cohort=staff_cohort, staff=[person])
    for unit in (cast.south, cast.north):
        with refused("registered_already"):
            register_staff(
                by=cast.nominator, cohort=staff_cohort, staff=[staff(unit, "LO@lunda.example")]
            )
    with refused("registered_already") as refusal:
        register_staff(
            by=cast.nominator,
            cohort=staff_cohort,
            staff=[staff(cast.south, "ny@lunda.example"), staff(cast.north, "ny@lunda.example")],
        )
    assert refusal.value.params["row"] == 1


def test_no_employer_learns_that_another_has_registered_the_same_person(cast, staff_cohort):
    register_staff(
        by=cast.nominator, cohort=staff_cohort, staff=[staff(cast.south, "lo@lunda.example")]
    )
    register_staff(
        by=cast.nominator_region,
        cohort=staff_cohort,
        staff=[staff(cast.psychosis, "lo@lunda.example")],
    )
    assert Registration.objects.filter(email="lo@lunda.example").count() == 2


def test_a_unit_outside_the_area_is_refused(cast, staff_cohort):
    with refused("not_invited"):
        send_in(cast.nominator_outsider, staff_cohort, cast.faraway)


def test_nobody_is_registered_outside_the_window_or_to_another_kind_of_course(
    cast, staff_cohort, open_cohort
):
    with refused("other_way_in"):
        send_in(cast.nominator, open_cohort, cast.south)
    with refused("nobody"):
        register_staff(by=cast.nominator, cohort=staff_cohort, staff=[])
    staff_cohort.opens_on = staff_cohort.closes_on = today() - dt.timedelta(days=1)
    staff_cohort.save()
    with refused("closed"):
        send_in(cast.nominator, staff_cohort, cast.south)


# ── confirming ──────────────────────────────────────────────────────────────────────────────


def test_confirming_gives_a_seat_enrols_and_tells_both(cast, staff_cohort):
    rows = send_in(cast.nominator, staff_cohort, cast.south, 2)
    confirm(by=cast.board, cohort=staff_cohort, chosen=[row.pk for row in rows])
    enrolments = Enrolment.objects.active().filter(cohort=staff_cohort)
    assert {row.seat.number for row in enrolments} == {1, 2}
    assert {(row.unit_name, row.employer_name) for row in enrolments} == {
        ("Boendestöd Söder", "Lunda kommun")
    }
    assert {row.principal for row in enrolments} == {Principal.MUNICIPALITY}
    assert told() == [
        ("course_invitation", rows[0].email),
        ("course_invitation", rows[1].email),
        ("registration_confirmed", cast.nominator.email),
    ]
    letter = render(Message.objects.get(event="registration_confirmed"))
    assert rows[0].name in letter.text
    assert rows[1].name in letter.html


def test_a_full_course_says_so_and_confirms_nobody(cast, staff_cohort):
    rows = send_in(cast.nominator, staff_cohort, cast.south, 5)
    with refused("too_many"):
        confirm(by=cast.board, cohort=staff_cohort, chosen=[row.pk for row in rows])
    assert not Seat.objects.exists()
    confirm(by=cast.board, cohort=staff_cohort, chosen=[row.pk for row in rows[:3]])
    with refused("full"):
        confirm(by=cast.board, cohort=staff_cohort, chosen=[rows[3].pk])
    with refused("full"):
        confirm_all_that_fit(by=cast.board, cohort=staff_cohort)


def test_all_that_fit_are_those_who_came_first(cast, staff_cohort):
    rows = send_in(cast.nominator, staff_cohort, cast.south, 5)
    found = confirm_all_that_fit(by=cast.board, cohort=staff_cohort)
    assert [row.pk for row in found] == [row.pk for row in rows[:3]]


def test_somebody_registered_by_two_employers_gets_one_seat(cast, staff_cohort):
    for by, unit in ((cast.nominator, cast.south), (cast.nominator_region, cast.psychosis)):
        register_staff(by=by, cohort=staff_cohort, staff=[staff(unit, "lo@lunda.example")])
    assert len(confirm_all_that_fit(by=cast.board, cohort=staff_cohort)) == 1
    with refused("nobody"):
        confirm_all_that_fit(by=cast.board, cohort=staff_cohort)
    second = Registration.objects.get(state=RegistrationState.SUBMITTED)
    with refused("enrolled"):
        confirm(by=cast.board, cohort=staff_cohort, chosen=[second.pk])
    assert Seat.objects.count() == 1


def test_what_a_colleague_has_dealt_with_is_not_confirmed_again(cast, staff_cohort):
    [row] = send_in(cast.nominator, staff_cohort, cast.south)
    reject(by=cast.board, registration=row, reason="Är inte läkare.")
    with refused("not_now"):
        confirm(by=cast.board_users, cohort=staff_cohort, chosen=[row.pk])
    with refused("nobody"):
        confirm(by=cast.board_users, cohort=staff_cohort, chosen=[])


def test_declining_wants_a_reason_which_the_employer_reads(cast, staff_cohort):
    [row] = send_in(cast.nominator, staff_cohort, cast.south)
    with refused("reason_needed"):
        reject(by=cast.board, registration=row, reason=" ")
    reject(by=cast.board, registration=row, reason="Är inte läkare.")
    assert Registration.objects.get().reason == "Är inte läkare."
    assert told() == [("registration_rejected", cast.nominator.email)]
    assert "Är inte läkare." in render(Message.objects.get()).text


def test_a_course_that_is_cancelled_is_told_to_the_employer_and_those_who_had_a_seat(
    cast, staff_cohort
):
    waiting, seated = send_in(cast.nominator, staff_cohort, cast.south, 2)
    confirm(by=cast.board, cohort=staff_cohort, chosen=[seated.pk])
    cancel_cohort(by=cast.board, cohort=staff_cohort, reason="Läraren är sjuk.")
    assert {to for event, to in told() if event == "course_cancelled"} == {
        cast.nominator.email,
        seated.email,
    }


# ── cancelling ──────────────────────────────────────────────────────────────────────────────


def test_cancelling_before_the_board_has_answered_tells_nobody(cast, staff_cohort):
    [row] = send_in(cast.nominator, staff_cohort, cast.south)
    with refused("reason_needed"):
        cancel_staff(by=cast.nominator, registration=row, reason="")
    cancel_staff(by=cast.nominator, registration=row, reason="Har fått förhinder.")
    assert Registration.objects.get().state == RegistrationState.CANCELLED
    assert told() == []


def test_cancelling_somebody_who_has_a_seat_takes_the_days_back_and_frees_it(cast, staff_cohort):
    [row] = send_in(cast.nominator, staff_cohort, cast.south)
    confirm(by=cast.board, cohort=staff_cohort, chosen=[row.pk])
    row.refresh_from_db()
    cancel_staff(by=cast.nominator, registration=row, reason="Har fått förhinder.")
    row.refresh_from_db()
    assert (row.state, row.reason) == (RegistrationState.CANCELLED, "Har fått förhinder.")
    assert not Seat.objects.exists()
    assert Enrolment.objects.get().left_reason == "Har fått förhinder."
    assert [event for event, _to in told()] == [
        "course_invitation",
        "course_left",
        "registration_confirmed",
    ]


def test_who_has_been_cancelled_can_be_registered_again(cast, staff_cohort):
    [row] = send_in(cast.nominator, staff_cohort, cast.south)
    confirm(by=cast.board, cohort=staff_cohort, chosen=[row.pk])
    cancel_staff(by=cast.nominator, registration=row, reason="Har fått förhinder.")
    [again] = register_staff(
        by=cast.nominator, cohort=staff_cohort, staff=[staff(cast.south, row.email)]
    )
    assert confirm(by=cast.board, cohort=staff_cohort, chosen=[again.pk])
