"""Anyone registers to an open course: a seat at once, or the waiting list."""

import datetime as dt
import random

import pytest

from cohorts.enums import RegistrationState
from cohorts.models import Enrolment, Registration, Seat
from cohorts.services.planning import cancel_cohort
from common.clock import today
from common.guard.measuring.numbers import drawn
from common.models import AuditEvent
from messaging.models import Message
from messaging.rendering import render
from organisations.enums import Principal
from organisations.models import Person
from tests.cohorts.registering.people import join
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def events():
    return list(Message.objects.order_by("pk").values_list("event", flat=True))


def test_somebody_gets_a_seat_an_enrolment_and_one_mail_with_the_day(open_cohort):
    registration = join(open_cohort, "Sivert@Exempel.example", organisation_name="Grannkommunen")
    assert registration.state == RegistrationState.SEATED
    enrolment = Enrolment.objects.get(registration=registration)
    assert (enrolment.seat.number, enrolment.employer_name) == (1, "Grannkommunen")
    assert enrolment.principal == Principal.OTHER
    assert Person.objects.get(email="sivert@exempel.example") == enrolment.person
    assert events() == ["registration_seated"]
    message = Message.objects.get()
    assert message.calendar["method"] == "REQUEST"
    assert "/anmalan/min/" in render(message).text


def test_the_log_keeps_that_somebody_without_an_account_did_it(open_cohort):
    registration = join(open_cohort)
    event = AuditEvent.objects.get(action="registration.create", subject_id=str(registration.pk))
    assert (event.actor, event.system) == (None, "registration form")


def test_somebody_with_an_account_is_noted_as_who_did_it(cast, open_cohort):
    from cohorts.services.registrations.joining import Registrant, register

    who = Registrant(email=cast.stranger.email, name="Någon Annan")
    registration = register(by=cast.stranger, cohort=open_cohort, registrant=who)
    assert registration.person == cast.stranger
    assert AuditEvent.objects.get(action="registration.create").actor == cast.stranger
    assert Person.objects.get(pk=cast.stranger.pk).name == "Sten Storm"


def test_when_all_seats_are_taken_the_next_wait_in_line(open_cohort):
    states = [join(open_cohort).state for _ in range(4)]
    assert states == ["seated", "seated", "waiting", "waiting"]
    assert Seat.objects.count() == Enrolment.objects.count() == 2
    last = Message.objects.order_by("pk").last()
    assert (last.event, last.context["place"], last.calendar) == ("registration_waiting", 2, None)
    assert "nummer 2" in render(last).subject + render(last).text


def test_who_registers_now_never_passes_those_who_wait(open_cohort):
    for _ in range(3):
        join(open_cohort)
    open_cohort.seats = 5
    open_cohort.save()  # around the service: a free seat that nobody has been offered yet
    assert join(open_cohort).state == RegistrationState.WAITING


def test_an_address_that_stands_registered_changes_nothing_and_gets_its_mail_again(open_cohort):
    first = join(open_cohort, "sivert@exempel.example")
    again = join(open_cohort, " SIVERT@exempel.example", name="Någon Annan", question="Ny fråga?")
    assert again == first
    assert Registration.objects.get().name == "Sivert Nordanfors"
    assert events() == ["registration_seated"] * 2
    assert "redan anmäld" in render(Message.objects.order_by("pk").last()).text


def test_the_mail_goes_again_once_a_day_however_often_somebody_tries(open_cohort):
    for _ in range(5):
        join(open_cohort, "sivert@exempel.example")
    assert Message.objects.count() == 2


def test_somebody_who_has_changed_address_is_recognised_by_the_new_one(open_cohort):
    first = join(open_cohort, "gammal@exempel.example")
    Person.objects.filter(pk=first.person_id).update(email="ny@exempel.example")
    assert join(open_cohort, "ny@exempel.example") == first


@pytest.mark.parametrize(("opens", "closes", "code"), [(1, 5, "not_open_yet"), (-9, -1, "closed")])
def test_nobody_registers_outside_the_window(open_cohort, opens, closes, code):
    open_cohort.opens_on = today() + dt.timedelta(days=opens)
    open_cohort.closes_on = today() + dt.timedelta(days=closes)
    open_cohort.save()
    with refused(code):
        join(open_cohort)


def test_nobody_registers_to_a_cancelled_course_or_one_with_another_way_in(
    cast, open_cohort, staff_cohort
):
    cancel_cohort(by=cast.board, cohort=open_cohort, reason="Lokalen brann.")
    with refused("cancelled"):
        join(open_cohort)
    with refused("other_way_in"):
        join(staff_cohort)


@pytest.mark.parametrize("field", ["name", "organisation_name", "question"])
def test_an_identity_number_is_refused_and_nothing_is_kept(open_cohort, field):
    _century, day, number = drawn(random.Random(7))
    with refused("identity_number") as refusal:
        join(open_cohort, **{field: f"Hej {day}-{number}"})
    assert refusal.value.field == field
    assert not Registration.objects.exists()
    assert not Message.objects.exists()
