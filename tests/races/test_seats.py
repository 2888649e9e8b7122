"""Sixty processes want thirty seats (domain.md §7.5).

The first tests show that exactly thirty get one. They would prove nothing if the race never
happened, so their twin switches the lock off: then the same crowd oversells, and it is the
unique number alone that refuses (which keeps the promise, but fills one seat of thirty).
"""

import time
from collections import Counter

import pytest
from django.db import connection, transaction

from cohorts.enums import RegistrationState
from cohorts.models import Cohort, Decision, Registration, Seat
from cohorts.services import seats
from cohorts.services.selection.drafting import decide
from common.invariants import broken_invariants
from tests.cast import make_cast
from tests.cohorts.selecting.story import accept, nominee
from tests.factories.cohorts import make_cohort, make_nomination
from tests.processes import fork, forked
from tests.races.crowd import PATIENCE, crowd
from tests.refusals import refused

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PEOPLE, SEATS = 60, 30


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def cohort(cast):
    return make_cohort(area=cast.area, seats=SEATS)


@pytest.fixture
def patient(monkeypatch):
    """On a busy machine the last of sixty may wait longer than three seconds."""
    monkeypatch.setattr(seats, "LOCK_TIMEOUT", f"{PATIENCE}s")


def numbers_taken() -> list[int]:
    return sorted(Seat.objects.values_list("number", flat=True))


def test_sixty_acceptances_at_once_fill_thirty_seats(cast, cohort, patient):
    nominations = [nominee(cohort, cast.south) for _ in range(PEOPLE)]

    def press_accept(index: int) -> None:
        decide(by=cast.board, cohort=cohort, choices=[accept(nominations[index])])

    assert Counter(crowd(PEOPLE, press_accept)) == {"done": SEATS, "full": PEOPLE - SEATS}
    assert numbers_taken() == list(range(1, SEATS + 1))
    assert Decision.objects.count() == SEATS
    assert broken_invariants() == []


def test_sixty_from_two_entrances_fill_thirty_seats(cast, cohort, patient):
    people = [make_nomination(cohort, cast.south) for _ in range(PEOPLE // 2)]
    people += Registration.objects.bulk_create(
        Registration(
            cohort=cohort,
            email=f"anmald{number}@exempel.example",
            name="Anmäld",
            state=RegistrationState.SEATED,
        )
        for number in range(PEOPLE // 2)
    )

    def take(index: int) -> None:
        with transaction.atomic():
            seats.take_seats(cohort.pk, holders=[people[index]])

    assert Counter(crowd(PEOPLE, take)) == {"done": SEATS, "full": PEOPLE - SEATS}
    assert numbers_taken() == list(range(1, SEATS + 1))


def test_seats_given_back_at_once_are_taken_once(cast, cohort, patient):
    """Half of the crowd gives a seat back, the other half takes one: as many as before."""
    holders = [nominee(cohort, cast.south) for _ in range(SEATS)]
    waiting = [nominee(cohort, cast.north) for _ in range(SEATS)]
    decide(by=cast.board, cohort=cohort, choices=[accept(row) for row in holders])

    def swap(index: int) -> None:
        if index % 2:
            seat = Seat.objects.get(nomination=holders[index // 2])
            with transaction.atomic():
                seats.free_seat(seat)
        else:
            with transaction.atomic():
                seats.take_seat(cohort.pk, nomination=waiting[index // 2])

    answers = Counter(crowd(PEOPLE, swap))
    assert set(answers) <= {"done", "full"}
    taken = numbers_taken()
    assert len(taken) == len(set(taken)) == SEATS - answers["full"]
    assert max(taken) <= SEATS


# ── the twin: the same crowd with the lock off ──────────────────────────────────────────────


@pytest.fixture
def without_lock(monkeypatch):
    """No lock, no transaction around check and write, and everybody looks before anybody writes."""
    all_have_looked = fork.Barrier(PEOPLE, timeout=PATIENCE)
    look = seats.free_numbers

    def look_and_wait(cohort: Cohort) -> list[int]:
        numbers = look(cohort)
        all_have_looked.wait()
        return numbers

    monkeypatch.setattr(seats, "lock_cohort", lambda pk: Cohort.objects.get(pk=pk))
    monkeypatch.setattr(seats, "free_numbers", look_and_wait)


def take_without_lock(cast, cohort) -> Counter:
    people = [make_nomination(cohort, cast.south) for _ in range(PEOPLE)]
    return Counter(
        crowd(PEOPLE, lambda index: seats.take_seat(cohort.pk, nomination=people[index]))
    )


def test_without_the_lock_the_database_refuses_what_would_be_oversold(cast, cohort, without_lock):
    answers = take_without_lock(cast, cohort)
    assert answers == {"done": 1, "IntegrityError": PEOPLE - 1}
    assert numbers_taken() == [1]


@pytest.fixture
def without_constraint(db, monkeypatch):
    """No unique number in the database; the migrated state comes back after the test."""
    name = "seat_number_is_taken_once_in_a_cohort"
    all_of_them = Seat._meta.constraints
    [unique_number] = [row for row in all_of_them if row.name == name]
    monkeypatch.setattr(Seat._meta, "constraints", [r for r in all_of_them if r.name != name])
    with connection.schema_editor() as editor:
        editor.remove_constraint(Seat, unique_number)


def test_without_lock_and_constraint_the_same_crowd_oversells(
    cast, cohort, without_lock, without_constraint
):
    assert take_without_lock(cast, cohort) == {"done": PEOPLE}
    assert Seat.objects.count() == PEOPLE > SEATS
    assert any("more seats than it has" in broken for broken in broken_invariants())


# ── somebody who hangs ──────────────────────────────────────────────────────────────────────


def test_nobody_waits_long_for_somebody_who_hangs(cast, cohort, postgres):
    nomination = nominee(cohort, cast.south)
    holds, may_go = fork.Event(), fork.Event()

    def hang() -> None:
        with transaction.atomic():
            seats.lock_cohort(cohort.pk)
            holds.set()
            may_go.wait(PATIENCE)

    holder = forked(hang)
    try:
        assert holds.wait(PATIENCE)
        began = time.monotonic()
        with refused("busy"):
            decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])
        assert 2.5 < time.monotonic() - began < 10
    finally:
        may_go.set()
        holder.join(10)
        holder.kill()
    decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])
    assert numbers_taken() == [1]
