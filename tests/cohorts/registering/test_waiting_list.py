"""The waiting list moves by rule: cancel, offer, take, decline, lapse, next."""

import datetime as dt

import pytest
import time_machine

from cohorts.enums import OfferState, RegistrationState
from cohorts.models import CourseDay, Enrolment, Registration, Seat, SeatOffer
from cohorts.services.planning import cancel_cohort, change_cohort
from cohorts.services.registrations.leaving import cancel_own
from cohorts.services.registrations.offers import move_waiting_lists, take_offer
from cohorts.tasks import move_waiting_lists as move_by_task
from common.clock import now
from common.invariants import broken_invariants
from messaging.models import Message
from tests.cohorts.registering.people import join
from tests.factories.cohorts import STOCKHOLM
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_holds_in_the_end(db):
    yield
    assert broken_invariants() == []


@pytest.fixture
def line(open_cohort):
    """Two with a seat, then three who wait."""
    return [join(open_cohort) for _ in range(5)]


def states(line):
    return [Registration.objects.get(pk=row.pk).state for row in line]


def cancel(registration):
    return cancel_own(by=None, registration=registration)


def offer_to(registration):
    return SeatOffer.objects.filter(registration=registration).latest("pk")


def told(registration):
    rows = Message.objects.filter(subject_id=str(registration.pk)).order_by("pk")
    return list(rows.values_list("event", flat=True))


def later(**delta):
    return time_machine.travel(now() + dt.timedelta(**delta), tick=False)


def starts_in(cohort, **delta):
    """Let the only day begin that long from now."""
    day = CourseDay.objects.get(cohort=cohort)
    starts_at = now() + dt.timedelta(**delta)
    day.date = starts_at.astimezone(STOCKHOLM).date()
    day.save()
    for part, shift in zip(day.parts.all(), (0, 4), strict=True):
        part.starts_at = starts_at + dt.timedelta(hours=shift)
        part.ends_at = part.starts_at + dt.timedelta(hours=3)
        part.save()
    return starts_at


def test_a_seat_that_becomes_free_is_held_for_the_first_in_line(line):
    cancel(line[0])
    assert states(line) == ["cancelled", "seated", "offered", "waiting", "waiting"]
    offer = offer_to(line[2])
    assert offer.seat == Seat.objects.get(registration=line[2])
    assert dt.timedelta(days=2) <= offer.answer_by - now() <= dt.timedelta(days=2, hours=1)
    assert offer.answer_by.minute == 0
    assert told(line[0]) == ["registration_seated", "registration_cancelled"]
    assert told(line[2]) == ["registration_waiting", "registration_offered"]
    assert Enrolment.objects.active().count() == 1
    assert Message.objects.get(event="registration_cancelled").calendar["method"] == "CANCEL"
    assert not Message.objects.filter(event="course_left").exists()


def test_taking_the_seat_enrols_and_sends_the_day(line):
    cancel(line[0])
    take_offer(by=None, registration=line[2])
    assert states(line)[2] == RegistrationState.SEATED
    assert Enrolment.objects.active().get(registration=line[2]).seat.number == 1
    assert offer_to(line[2]).state == OfferState.ACCEPTED
    assert told(line[2])[-1] == "registration_seated"


def test_declining_offers_it_to_the_next(line):
    cancel(line[0])
    cancel(line[2])
    assert states(line)[2:] == ["cancelled", "offered", "waiting"]
    assert offer_to(line[2]).state == OfferState.DECLINED


def test_an_offer_that_nobody_answers_lapses_and_goes_on(line):
    cancel(line[0])
    with later(days=2, hours=1):
        assert move_waiting_lists() == 1
        assert states(line)[2:] == ["cancelled", "offered", "waiting"]
        assert offer_to(line[2]).state == OfferState.LAPSED
        assert told(line[2])[-1] == "registration_lapsed"
        assert move_waiting_lists() == 0


def test_a_lapsed_offer_can_not_be_taken_even_before_the_timetable_looked(line):
    cancel(line[0])
    with later(days=2, hours=1), refused("too_late"):
        take_offer(by=None, registration=line[2])


def test_nobody_takes_an_offer_twice_or_one_that_was_never_made(line):
    with refused("not_now"):
        take_offer(by=None, registration=line[3])
    cancel(line[0])
    take_offer(by=None, registration=line[2])
    with refused("not_now"):
        take_offer(by=None, registration=line[2])


def test_leaving_the_waiting_list_moves_nobody_but_those_behind(line):
    cancel(line[3])
    assert states(line) == ["seated", "seated", "waiting", "cancelled", "waiting"]
    assert not SeatOffer.objects.exists()


def test_two_who_cancel_free_two_seats_for_two_in_line(line):
    cancel(line[0])
    cancel(line[1])
    assert states(line) == ["cancelled", "cancelled", "offered", "offered", "waiting"]
    assert Seat.objects.count() == 2


def test_what_is_cancelled_can_not_be_cancelled_again(line):
    cancel(line[0])
    with refused("not_now"):
        cancel(line[0])
    assert states(line).count("offered") == 1


def test_who_has_cancelled_can_register_again_and_comes_last(open_cohort, line):
    cancel(line[0])
    again = join(open_cohort, line[0].email)
    assert (again.state, again.pk == line[0].pk) == (RegistrationState.WAITING, False)


def test_an_offer_never_lasts_into_the_course(open_cohort, line):
    starts_at = starts_in(open_cohort, hours=20)
    cancel(line[0])
    assert starts_at - dt.timedelta(hours=1, minutes=1) < offer_to(line[2]).answer_by
    assert offer_to(line[2]).answer_by <= starts_at - dt.timedelta(hours=1)


def test_nothing_is_offered_in_the_last_hour(open_cohort, line):
    starts_in(open_cohort, minutes=50)
    cancel(line[0])
    assert not SeatOffer.objects.exists()
    assert move_waiting_lists() == 0


def test_nothing_is_cancelled_once_the_course_has_begun(open_cohort, line):
    starts_in(open_cohort, hours=-1)
    with refused("begun"):
        cancel(line[0])


def test_more_seats_reach_the_waiting_list_at_once(cast, open_cohort, line):
    change_cohort(
        by=cast.board,
        cohort=open_cohort,
        name=open_cohort.name,
        seats=4,
        venue=open_cohort.venue,
        opens_on=open_cohort.opens_on,
        closes_on=open_cohort.closes_on,
    )
    assert states(line)[2:] == ["offered", "offered", "waiting"]


def test_the_timetable_offers_what_is_free_for_whatever_reason(open_cohort, line):
    open_cohort.seats = 3
    open_cohort.save()
    assert move_waiting_lists() == 1
    assert states(line)[2:] == ["offered", "waiting", "waiting"]


def test_the_timetable_asks_two_things_when_there_is_nothing_to_do(line, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert move_waiting_lists() == 0


def test_the_timetable_knows_the_task(line, settings):
    cancel(line[0])
    with later(days=2, hours=1):
        move_by_task()
    assert states(line)[2] == "cancelled"
    assert move_by_task.name in {row["task"] for row in settings.CELERY_BEAT_SCHEDULE.values()}


def test_in_a_cancelled_course_nothing_moves_and_nobody_gets_another_mail(cast, open_cohort, line):
    cancel(line[0])
    cancel_cohort(by=cast.board, cohort=open_cohort, reason="Lokalen brann.")
    before = Message.objects.count()
    with refused("cancelled"):
        take_offer(by=None, registration=line[2])
    with later(days=3):
        assert move_waiting_lists() == 0
    assert Message.objects.count() == before


def test_somebody_who_leaves_the_course_in_another_way_frees_the_seat_too(cast, line):
    from cohorts.services.enrolments import leave
    from common.clock import today

    enrolment = Enrolment.objects.get(registration=line[0])
    leave(by=cast.board, enrolment=enrolment, on=today(), reason="Ringde och sa återbud.")
    assert states(line)[:3] == ["cancelled", "seated", "offered"]
    assert Registration.objects.get(pk=line[0].pk).reason == "Ringde och sa återbud."
