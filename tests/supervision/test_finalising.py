"""Making a list final, what is told, and amendments afterwards."""

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import Certificate
from common.clock import now
from common.models import AuditEvent
from messaging.models import Message
from messaging.services.relay import drain
from supervision.models import Amendment, Attempt
from supervision.services.bookings import book
from supervision.services.settling import amend
from supervision.services.sittings import finalise
from tests.factories.cohorts import make_enrolment
from tests.factories.examinations import examination_day
from tests.factories.organisations import employ
from tests.refusals import refused
from tests.supervision.results import FAILED, MISSED, PASSED, broken_examinations

pytestmark = pytest.mark.django_db


def the_attempt(enrolment):
    return Attempt.objects.select_related("sitting__day__cohort", "enrolment__person").get(
        enrolment=enrolment
    )


def test_everybody_needs_a_result_first(cast, cohort, day, assess):
    one, _other = make_enrolment(cohort), make_enrolment(cohort)
    assess({one: PASSED})
    with refused("unmarked"):
        finalise(by=cast.examiner, day=day)


def test_everybody_on_the_list_is_told_once(cast, cohort, day, conclude, mailoutbox):
    one, other = make_enrolment(cohort, cast.participant), make_enrolment(cohort)
    conclude({one: PASSED, other: FAILED})
    with refused("not_now"):
        finalise(by=cast.examiner, day=day)
    assert Message.objects.filter(event="examination_result").count() == 2
    drain()
    bodies = {mail.to[0].split("<")[-1].rstrip(">"): mail.body for mail in mailoutbox}
    assert "Godkänd" in bodies[one.person.email]
    assert "Underkänd" in bodies[other.person.email]
    assert "Du kan försöka igen" in bodies[other.person.email]


def test_a_final_result_is_not_marked_again(cohort, conclude, assess):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: FAILED})
    with refused("final"):
        assess({enrolment: PASSED}, revision=1)


def test_an_amendment_keeps_who_when_before_after_and_why(cast, cohort, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: FAILED})
    attempt = the_attempt(enrolment)
    with refused("reason_needed"):
        amend(by=cast.examiner, attempt=attempt, outcome=PASSED, reason="")
    amend(by=cast.examiner, attempt=attempt, outcome=PASSED, reason="Fel rad")
    row = Amendment.objects.get()
    assert (row.before, row.after, row.reason, row.amended_by) == (
        FAILED,
        PASSED,
        "Fel rad",
        cast.examiner,
    )
    event = AuditEvent.objects.get(action="examination.amend")
    assert (event.before["outcome"], event.after["outcome"]) == (FAILED, PASSED)
    assert Message.objects.filter(event="examination_amended").count() == 1
    with refused("nothing_changed"):
        amend(by=cast.examiner, attempt=attempt, outcome=PASSED, reason="Igen")


def test_what_was_amended_cannot_be_rewritten_in_the_database(cast, cohort, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: FAILED})
    amend(by=cast.examiner, attempt=the_attempt(enrolment), outcome=PASSED, reason="Fel rad")
    for write in (lambda rows: rows.update(reason="Annat"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            write(Amendment.objects.all())


def test_a_draft_is_marked_not_amended(cast, cohort, assess):
    enrolment = make_enrolment(cohort)
    assess({enrolment: FAILED})
    with refused("not_final"):
        amend(by=cast.examiner, attempt=the_attempt(enrolment), outcome=PASSED, reason="x")


def test_a_result_under_a_certificate_is_not_amended(cast, cohort, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: PASSED})
    Certificate.objects.create(
        enrolment=enrolment,
        serial="2026-000001",
        content={},
        pdf=b"%PDF-",
        issued_at=now(),
        issued_by=cast.examiner,
    )
    with refused("certificate_stands"):
        amend(by=cast.examiner, attempt=the_attempt(enrolment), outcome=FAILED, reason="x")


def test_a_colleague_does_not_amend_either(cast, cohort, conclude):
    enrolment = make_enrolment(cohort, unit=cast.south)
    conclude({enrolment: PASSED})
    employ(cast.examiner, cast.south)
    with refused("colleague"):
        amend(by=cast.examiner, attempt=the_attempt(enrolment), outcome=FAILED, reason="x")


def test_a_pass_takes_the_booked_attempt_away(cast, cohort, later, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: FAILED})
    book(by=cast.examiner, enrolment=enrolment, day=examination_day(later))
    first = Attempt.objects.select_related("sitting__day__cohort", "enrolment__person").get(
        previous=None
    )
    amend(by=cast.examiner, attempt=first, outcome=PASSED, reason="Fel rad")
    assert Attempt.objects.count() == 1
    assert Message.objects.filter(event="examination_unbooked").count() == 1


def test_a_missed_day_that_becomes_a_failure_uses_up_an_attempt(cast, cohort, later, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: MISSED})
    second = book(by=cast.examiner, enrolment=enrolment, day=examination_day(later))
    assert second.number == 1
    first = Attempt.objects.select_related("sitting__day__cohort", "enrolment__person").get(
        previous=None
    )
    amend(by=cast.examiner, attempt=first, outcome=FAILED, reason="Hon var där")
    second.refresh_from_db()
    assert second.number == 2
    assert broken_examinations() == []
