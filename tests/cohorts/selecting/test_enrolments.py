"""Enrolment copies what is true now; leaving frees the seat and keeps what was done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts import signals
from cohorts.enums import EnrolmentState, NominationState, RegistrationState
from cohorts.models import Enrolment, Registration, Seat
from cohorts.services.enrolments import enrol, leave
from cohorts.services.seats import take_seat, take_seats
from common.models import AuditEvent
from organisations.enums import Principal
from organisations.models import Affiliation, Organisation, Person
from tests.factories.cohorts import make_cohort, make_enrolment, make_nomination
from tests.factories.organisations import make_person, make_profession, make_unit
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    """What this room told while the test ran."""
    heard = []

    def hear(signal, **facts):
        heard.append((signal, facts))

    for signal in (signals.people_enrolled, signals.enrolment_ended):
        signal.connect(hear)
    yield heard
    for signal in (signals.people_enrolled, signals.enrolment_ended):
        signal.disconnect(hear)


def seated(cohort, unit, **fields):
    nomination = make_nomination(cohort, unit, state=NominationState.ACCEPTED, **fields)
    take_seat(cohort.pk, nomination=nomination)
    return nomination


def test_an_enrolment_keeps_what_was_true_of_the_person(cast, cohort):
    profession = make_profession("Sjuksköterska")
    ward = make_unit(cast.psychosis, "Avdelning 51")
    nomination = seated(cohort, ward, name="Berit Falk", profession=profession)
    [enrolment] = enrol(by=cast.board, cohort=cohort, holders=[nomination])
    Organisation.objects.filter(pk=ward.pk).update(name="Avdelning 52", principal=Principal.OTHER)
    profession.name = "Specialistsjuksköterska"
    profession.save()
    enrolment.refresh_from_db()
    assert enrolment.person == nomination.person
    assert enrolment.seat == nomination.seat
    assert enrolment.unit_name == "Avdelning 51"
    assert enrolment.employer_name == "Region Sunda"
    assert enrolment.profession_name == "Sjuksköterska"
    assert enrolment.principal == Principal.REGION


def test_the_nearest_unit_that_says_who_is_responsible_decides(cast, cohort):
    leased = make_unit(cast.lunda, "Gemensamma teamet")
    Organisation.objects.filter(pk=leased.pk).update(principal=Principal.REGION)
    team = make_unit(leased, "Mobila teamet")
    holders = [seated(cohort, team), seated(cohort, cast.south)]
    first, second = enrol(by=cast.board, cohort=cohort, holders=holders)
    assert first.principal == Principal.REGION
    assert second.principal == Principal.MUNICIPALITY


def test_higher_education_is_that_of_the_affiliation_to_the_unit(cast, cohort):
    here, elsewhere, unknown = (seated(cohort, cast.south) for _ in range(3))
    for nomination, unit, answer in [
        (here, cast.north, False),
        (here, cast.south, True),
        (elsewhere, cast.north, False),
    ]:
        Affiliation.objects.create(person=nomination.person, unit=unit, has_higher_education=answer)
    found = enrol(by=cast.board, cohort=cohort, holders=[here, elsewhere, unknown])
    assert [row.has_higher_education for row in found] == [True, False, None]


def test_somebody_who_registered_without_an_account_becomes_a_person(cohort):
    registration = Registration.objects.create(
        cohort=cohort,
        email="ny.person@exempel.example",
        name="Ny Person",
        organisation_name="Bokens förening",
        state=RegistrationState.SEATED,
    )
    take_seat(cohort.pk, registration=registration)
    [enrolment] = enrol(by=None, cohort=cohort, holders=[registration])
    person = Person.objects.get(email="ny.person@exempel.example")
    registration.refresh_from_db()
    assert enrolment.person == registration.person == person
    assert not person.has_usable_password()
    assert (enrolment.employer_name, enrolment.unit_name) == ("Bokens förening", "")
    assert enrolment.principal == Principal.OTHER
    assert not AuditEvent.objects.filter(actor=None, system="").exists()


def test_staff_registered_by_a_unit_get_the_name_of_the_employer(cast, cohort):
    registration = Registration.objects.create(
        cohort=cohort,
        email="lars@exempel.example",
        name="Lars",
        unit=cast.south,
        state=RegistrationState.SEATED,
    )
    take_seat(cohort.pk, registration=registration)
    [enrolment] = enrol(by=cast.board, cohort=cohort, holders=[registration])
    assert (enrolment.employer_name, enrolment.unit_name) == ("Lunda kommun", "Boendestöd Söder")


def test_nobody_is_enrolled_without_a_seat(cast, cohort):
    without = make_nomination(cohort, cast.south)
    with refused("no_seat"):
        enrol(by=cast.board, cohort=cohort, holders=[seated(cohort, cast.south), without])
    assert not Enrolment.objects.exists()


def test_nobody_takes_part_twice_in_a_cohort(cast, cohort):
    enrolled = make_enrolment(cohort, unit=cast.south)
    again = seated(cohort, cast.psychosis, name="Dubbel Person")
    again.person = enrolled.person
    with refused("enrolled") as caught:
        enrol(by=cast.board, cohort=cohort, holders=[again])
    assert "Dubbel Person" in str(caught.value)


def test_the_rooms_above_hear_once_of_all_who_are_enrolled(cast, cohort, news):
    holders = [seated(cohort, cast.south) for _ in range(3)]
    enrolments = enrol(by=cast.board, cohort=cohort, holders=holders)
    assert news == [
        (
            signals.people_enrolled,
            {"sender": type(cohort), "cohort": cohort, "enrolments": enrolments, "by": cast.board},
        )
    ]
    entries = AuditEvent.objects.filter(action="enrolment.enrol", actor=cast.board)
    assert entries.count() == 3


def test_thirty_are_enrolled_in_as_many_queries_as_three(cast):
    counts = []
    for number in (3, 30):
        cohort = make_cohort(area=cast.area)
        holders = [
            make_nomination(cohort, cast.south, state=NominationState.ACCEPTED)
            for _ in range(number)
        ]
        take_seats(cohort.pk, holders=holders)
        with CaptureQueriesContext(connection) as captured:
            enrol(by=cast.board, cohort=cohort, holders=holders)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


def test_who_leaves_gives_the_seat_back_and_keeps_the_record(cast, cohort, news):
    [enrolment] = enrol(by=cast.board, cohort=cohort, holders=[seated(cohort, cast.south)])
    news.clear()
    left = leave(
        by=cast.board, enrolment=enrolment, on=dt.date(2027, 3, 1), reason=" Byter arbete "
    )
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.LEFT
    assert (enrolment.left_on, enrolment.left_reason) == (dt.date(2027, 3, 1), "Byter arbete")
    assert enrolment.seat is None
    assert not Seat.objects.exists()
    assert news == [
        (signals.enrolment_ended, {"sender": type(cohort), "enrolment": left, "by": cast.board})
    ]
    entry = AuditEvent.objects.get(action="enrolment.leave")
    assert (entry.actor, entry.reason) == (cast.board, "Byter arbete")


def test_nobody_leaves_without_a_reason_or_twice(cast, cohort):
    [enrolment] = enrol(by=cast.board, cohort=cohort, holders=[seated(cohort, cast.south)])
    with refused("reason"):
        leave(by=cast.board, enrolment=enrolment, on=dt.date(2027, 3, 1), reason=" ")
    leave(by=cast.board, enrolment=enrolment, on=dt.date(2027, 3, 1), reason="Flyttar")
    with refused("not_now"):
        leave(by=cast.board, enrolment=enrolment, on=dt.date(2027, 3, 1), reason="Flyttar")


def test_a_person_who_is_known_keeps_the_name_the_platform_knows(cast, cohort):
    known = make_person("Alva Ask", "alva@exempel.example")
    registration = Registration.objects.create(
        cohort=cohort,
        email="Alva@Exempel.example",
        name="Någon Annan",
        state=RegistrationState.SEATED,
    )
    take_seat(cohort.pk, registration=registration)
    [enrolment] = enrol(by=None, cohort=cohort, holders=[registration])
    assert enrolment.person == known
    assert enrolment.person.name == "Alva Ask"
