"""Seats are numbered, given lowest first, and never more than the cohort has."""

import pytest
from django.db import IntegrityError, connection, transaction

from cohorts.enums import NominationState, RegistrationState
from cohorts.models import Registration, Seat
from cohorts.selectors.seats import SeatCount, seats_left
from cohorts.services import seats
from tests.factories.cohorts import make_cohort, make_nomination
from tests.factories.organisations import make_employer
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_employer()


def make_registration(cohort, state=RegistrationState.SEATED):
    number = cohort.registrations.count()
    return Registration.objects.create(
        cohort=cohort, email=f"anmald{number}@exempel.example", name="Anmäld", state=state
    )


def test_seats_are_given_from_the_lowest_free_number(unit):
    cohort = make_cohort(seats=3)
    first, second, third = (make_nomination(cohort, unit) for _ in range(3))
    assert seats.take_seat(cohort.pk, nomination=first).number == 1
    taken = seats.take_seat(cohort.pk, nomination=second)
    assert taken.number == 2
    seats.free_seat(first.seat)
    assert seats.take_seat(cohort.pk, nomination=third).number == 1


def test_a_registration_takes_a_seat_as_a_nomination_does():
    cohort = make_cohort(seats=1)
    registration = make_registration(cohort)
    assert seats.take_seat(cohort.pk, registration=registration).registration == registration


def test_a_full_cohort_refuses_the_next(unit):
    cohort = make_cohort(seats=1)
    seats.take_seat(cohort.pk, nomination=make_nomination(cohort, unit))
    with refused("full") as caught:
        seats.take_seat(cohort.pk, nomination=make_nomination(cohort, unit))
    assert caught.value.params == {"seats": 1}


def test_many_get_seats_or_nobody_does(unit):
    cohort = make_cohort(seats=2)
    with refused("full"):
        seats.take_seats(cohort.pk, holders=[make_nomination(cohort, unit) for _ in range(3)])
    assert not Seat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_seats_are_refused_outside_a_transaction(unit):
    cohort = make_cohort()
    with pytest.raises(transaction.TransactionManagementError):
        seats.take_seat(cohort.pk, nomination=make_nomination(cohort, unit))


def insert(cohort, nomination, number):
    """Go around the service, as an import or a psql session would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cohorts_seat (cohort_id, nomination_id, number) VALUES (%s, %s, %s)",
            [cohort.pk, nomination.pk, number],
        )


def test_the_database_refuses_the_seat_after_the_last_whoever_writes_it(unit):
    cohort = make_cohort(seats=30)
    insert(cohort, make_nomination(cohort, unit), 30)
    with pytest.raises(IntegrityError):
        insert(cohort, make_nomination(cohort, unit), 31)


def test_the_database_refuses_a_number_that_is_taken(unit):
    cohort = make_cohort()
    insert(cohort, make_nomination(cohort, unit), 7)
    with pytest.raises(IntegrityError):
        insert(cohort, make_nomination(cohort, unit), 7)


def test_the_database_refuses_to_move_a_seat_above_the_cap(unit):
    cohort = make_cohort(seats=2)
    seat = seats.take_seat(cohort.pk, nomination=make_nomination(cohort, unit))
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(number=3)


def test_the_board_knows_of_drafted_seats_and_nobody_else(unit):
    cohort, other = make_cohort(seats=5), make_cohort(seats=3)
    holders = [
        make_nomination(cohort, unit, state=NominationState.ACCEPTED),
        make_nomination(cohort, unit, state=NominationState.COMPLETE),
        make_registration(cohort, RegistrationState.OFFERED),
    ]
    seats.take_seats(cohort.pk, holders=holders)
    counts = seats_left([cohort, other])
    assert counts[cohort.pk] == SeatCount(total=5, taken=3, drafted=1, offered=1)
    assert (counts[cohort.pk].given, counts[cohort.pk].free, counts[cohort.pk].left) == (1, 2, 3)
    assert counts[other.pk] == SeatCount(total=3)


def test_seats_of_many_cohorts_are_counted_in_one_query(unit, django_assert_num_queries):
    cohorts = [make_cohort() for _ in range(5)]
    with django_assert_num_queries(1):
        assert len(seats_left(cohorts)) == 5
