"""Whoever makes a day up in another cohort is asked about the day that they were at."""

import datetime as dt

import pytest

from cohorts.enums import MakeUpState, MakeUpWay, Mark
from cohorts.models import Attendance, EvaluationTally, EvaluationTicket, MakeUp
from cohorts.selectors.evaluating.asking import (
    enrolment_for,
    evaluations_due,
    numbers_of,
    people_asked,
)
from cohorts.selectors.evaluating.results import results_in
from cohorts.services.evaluating.opening import run_evaluations
from common.clock import now
from common.invariants import broken_invariants
from messaging.models import Message
from tests.cohorts.evaluating.story import CLOSED, open_form, send
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db

AWAY, THERE = Mark.ABSENT, Mark.PRESENT


@pytest.fixture
def guest(cast, group):
    """Began earlier in another cohort, missed the first day, and comes to that of the group."""
    cohort, _people = group
    own = make_cohort(cohort.version, cast.area, first_day=dt.date(2027, 2, 3))
    enrolment = make_enrolment(own, cast.nominator_colleague)
    missed = own.days.get(plan__number=1).parts.all()
    hosts = cohort.days.get(plan__number=1).parts.all()
    for part, host in zip(missed, hosts, strict=True):
        take(cast, enrolment, part, AWAY)
        MakeUp.objects.create(
            enrolment=enrolment,
            part=part,
            way=MakeUpWay.OTHER_COHORT,
            host_part=host,
            state=MakeUpState.PLANNED,
            planned_by=cast.trainer,
            planned_at=now(),
        )
    return enrolment


def take(cast, enrolment, part, mark) -> None:
    Attendance.objects.create(
        enrolment=enrolment, part=part, mark=mark, marked_by=cast.trainer, marked_at=now()
    )


@pytest.mark.parametrize(
    ("marks", "is_asked"),
    [([], True), ([THERE, THERE], True), ([AWAY, Mark.LATE], True), ([AWAY, AWAY], False)],
)
def test_a_guest_who_was_there_is_asked_as_everybody_is(cast, group, guest, form, marks, is_asked):
    for part, mark in zip(form.day.parts.all(), marks, strict=False):
        take(cast, guest, part, mark)
    assert evaluations_due(guest.person) == ([form] if is_asked else [])
    assert (enrolment_for(guest.person, form) is not None) is is_asked
    asked = 7 if is_asked else 6
    assert people_asked(form).count() == asked
    assert numbers_of([form])[form.pk] == (0, asked)


def test_a_guest_of_half_a_day_is_counted_once(group, guest, form):
    guest.make_ups.filter(part__half="pm").update(state=MakeUpState.CANCELLED, reason="Arbete.")
    assert numbers_of([form])[form.pk] == (0, 7)


def test_a_wish_or_what_was_taken_back_asks_nobody(group, guest, form):
    for state, reason in ((MakeUpState.ASKED, ""), (MakeUpState.CANCELLED, "Kan inte.")):
        guest.make_ups.update(state=state, reason=reason)
        assert evaluations_due(guest.person) == []
        assert numbers_of([form])[form.pk] == (0, 6)


def test_a_guest_answers_once_and_nothing_leads_to_the_answer(group, guest, form):
    send(guest, form, scale=2)
    with refused("answered"):
        send(guest, form, scale=5)
    assert EvaluationTicket.objects.filter(evaluation=form).count() == 1
    assert EvaluationTally.objects.get(evaluation=form, question__position=1, value=2).count == 1
    assert [line for line in broken_invariants() if "question" in line] == []


def test_the_fifth_answer_may_be_a_guests_and_nothing_is_shown_before(group, guest, form, evening):
    cohort, people = group
    for enrolment in people[:4]:
        send(enrolment, form)
    send(guest, form)
    [result] = results_in(cohort)
    assert not result.is_shown, "not while the form is open"
    evening.move_to(CLOSED)
    [result] = results_in(cohort)
    assert (result.is_shown, result.answered, result.asked) == (True, 5, 7)


def test_with_four_answers_and_a_guest_who_did_not_answer_nothing_is_shown(
    group, guest, form, evening
):
    cohort, people = group
    for enrolment in people[:4]:
        send(enrolment, form)
    evening.move_to(CLOSED)
    [result] = results_in(cohort)
    assert not result.is_shown
    assert result.spreads == ()


def test_a_guest_is_reminded_once_and_not_of_the_whole_course(group, guest, form, evening):
    evening.move_to("2027-03-08 09:00 +01:00")
    run_evaluations()
    sent = Message.objects.filter(event="evaluation_reminder", recipient=guest.person)
    assert sent.count() == 1
    evening.move_to("2027-03-10 18:00 +01:00")
    whole = open_form(group[0], None)
    assert enrolment_for(guest.person, whole) is None
    assert whole not in evaluations_due(guest.person)


def test_the_page_is_the_guests_too(client, guest, form, cast):
    path = f"/min-sida/utvarderingar/{form.pk}/"
    client.force_login(guest.person)
    assert client.get(path).status_code == 200
    client.force_login(cast.stranger)
    assert client.get(path).status_code == 404
