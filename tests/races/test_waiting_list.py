"""Many cancel, take and register at once: nobody is passed over and no seat is held twice."""

from collections import Counter

import pytest

from cohorts.enums import RegistrationState
from cohorts.models import Registration, Seat, SeatOffer
from cohorts.services import seats
from cohorts.services.registrations.leaving import cancel_own
from cohorts.services.registrations.offers import move_waiting_lists, take_offer
from common.invariants import broken_invariants
from courses.enums import WayIn
from tests.cohorts.registering.people import join
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_version
from tests.races.crowd import PATIENCE, crowd

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SEATS = 8


@pytest.fixture
def cohort(monkeypatch):
    monkeypatch.setattr(seats, "LOCK_TIMEOUT", f"{PATIENCE}s")
    version = make_version(
        "introduction", way_in=WayIn.OPEN, days=1, examination=False, assignments=0
    )
    return make_cohort(version, seats=SEATS)


def states() -> Counter:
    return Counter(Registration.objects.values_list("state", flat=True))


def test_twenty_who_register_at_once_fill_the_seats_and_line_up(cohort):
    answers = crowd(20, lambda index: join(cohort, f"person{index}@exempel.example"))
    assert Counter(answers) == {"done": 20}
    assert states() == {"seated": SEATS, "waiting": 20 - SEATS}
    assert broken_invariants() == []


def test_one_address_sent_twenty_times_at_once_is_registered_once(cohort):
    answers = crowd(20, lambda index: join(cohort, "sivert@exempel.example"))
    assert Counter(answers) == {"done": 20}
    assert states() == {"seated": 1}


def test_those_who_cancel_at_once_give_their_seats_to_the_first_in_line(cohort):
    people = [join(cohort) for _ in range(SEATS * 2)]
    assert Counter(crowd(SEATS, lambda i: cancel_own(by=None, registration=people[i]))) == {
        "done": SEATS
    }
    assert states() == {"cancelled": SEATS, "offered": SEATS}
    assert SeatOffer.objects.count() == Seat.objects.count() == SEATS
    assert broken_invariants() == []


def test_one_offer_answered_by_many_hands_at_once_is_answered_once(cohort):
    """Yes, no and the timetable's "too late" meet: one of them wins."""
    people = [join(cohort) for _ in range(SEATS + 2)]
    cancel_own(by=None, registration=people[0])
    first_in_line = people[SEATS]

    def answer(index: int) -> None:
        if index % 3 == 0:
            take_offer(by=None, registration=first_in_line)
        elif index % 3 == 1:
            cancel_own(by=None, registration=first_in_line)
        else:
            move_waiting_lists()

    answers = Counter(crowd(12, answer))
    assert set(answers) <= {"done", "not_now"}
    first_in_line.refresh_from_db()
    assert first_in_line.state in (RegistrationState.SEATED, RegistrationState.CANCELLED)
    assert Seat.objects.count() == SEATS
    assert broken_invariants() == []
