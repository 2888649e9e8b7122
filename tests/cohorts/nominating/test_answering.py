"""The nominee's answer by link: yes, no, another mind, wrong person."""

import datetime as dt

import pytest
import time_machine
from django.db import connection

from cohorts.enums import GivenBy, NominationState, Outcome
from cohorts.models import Certificate, CriterionAnswer, Nomination, Seat
from cohorts.selectors.nominations import nomination_by_link
from cohorts.services.nominations.answering import answer_question, report_wrong_person
from cohorts.services.nominations.drafting import nominate
from cohorts.services.nominations.sending import withdraw
from cohorts.services.selection.drafting import Choice, decide
from common.clock import now
from common.links import make_token
from common.models import AuditEvent
from messaging.models import Message
from messaging.rendering import render
from organisations.enums import AffiliationKind
from organisations.models import Affiliation, Person
from tests.cohorts.nominating.answers import ALL_YES_CASE_MANAGER, NUMBER
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def asked(cast, cohort, nominee) -> Nomination:
    return nominate(by=cast.nominator, cohort=cohort, nominee=nominee(), send_it=True).nomination


@pytest.fixture
def asked_case_manager(cast, case_managers, nominee) -> Nomination:
    answered = nominee(answers=ALL_YES_CASE_MANAGER)
    return nominate(
        by=cast.nominator, cohort=case_managers, nominee=answered, send_it=True
    ).nomination


def say(nomination, accepts: bool, answers=None, comment=""):
    return answer_question(
        by=None, nomination=nomination, accepts=accepts, answers=answers or {}, comment=comment
    )


def told(event="nomination_answered") -> list[Message]:
    return list(Message.objects.filter(event=event).order_by("pk"))


# ── yes ─────────────────────────────────────────────────────────────────────────────────────


def test_a_yes_makes_the_nominee_a_person_with_a_workplace(cast, cohort, asked):
    say(asked, True)
    asked.refresh_from_db()
    assert asked.state == NominationState.COMPLETE
    person = Person.objects.get(email="jasmin@lunda.example")
    assert asked.person == person
    assert not person.has_usable_password()
    affiliation = Affiliation.objects.get(person=person)
    assert (affiliation.unit, affiliation.kind) == (cast.south, AffiliationKind.EMPLOYED)
    assert affiliation.profession == asked.profession
    event = AuditEvent.objects.get(action="nomination.confirm")
    assert (event.actor, event.system) == (None, "nominee link")


def test_before_the_yes_nobody_is_known(cast, asked):
    assert not Person.objects.filter(email="jasmin@lunda.example").exists()


def test_somebody_known_already_is_the_same_person_with_the_same_name(cast, cohort, nominee):
    typed = nominee("Alva Annorlunda", email="alva.ask@lunda.example")
    asked = nominate(by=cast.nominator, cohort=cohort, nominee=typed, send_it=True).nomination
    say(asked, True)
    asked.refresh_from_db()
    assert asked.person == cast.participant
    assert asked.person.name == "Alva Ask"


def test_a_workplace_that_is_known_is_not_noted_twice(cast, cohort, case_managers, nominee):
    for course, answers in [(cohort, None), (case_managers, ALL_YES_CASE_MANAGER)]:
        given = nominee(answers=answers) if answers else nominee()
        asked = nominate(by=cast.nominator, cohort=course, nominee=given, send_it=True).nomination
        say(asked, True, answers={"C9": True})
    assert Affiliation.objects.filter(person__email="jasmin@lunda.example").count() == 1


def test_the_nominator_is_told_but_not_the_comment(cast, cohort, asked):
    say(asked, True, comment="Jag behöver hörslinga.")
    [message] = told()
    assert message.recipient == cast.nominator
    letter = render(message)
    assert "Jasmin Örn" in letter.subject
    assert "hörslinga" not in letter.text + letter.html
    asked.confirmation.refresh_from_db()
    assert asked.confirmation.comment == "Jag behöver hörslinga."


def test_two_employers_may_get_a_yes_from_the_same_person(cast, cohort, asked, nominee):
    typed = nominee(unit=cast.psychosis)
    other = nominate(by=cast.nominator_region, cohort=cohort, nominee=typed, send_it=True)
    say(asked, True)
    say(other.nomination, True)
    assert Nomination.objects.filter(person__email="jasmin@lunda.example").count() == 2
    for message in told():
        words = render(message).text
        assert ("Lunda" in words) != ("Sunda" in words) or "Bas, grupp 5" in words


# ── criteria ────────────────────────────────────────────────────────────────────────────────


def test_a_yes_to_the_case_manager_course_answers_c9_too(cast, asked_case_manager):
    with refused("answer_missing") as caught:
        say(asked_case_manager, True)
    assert caught.value.field == "c9_is_met"
    say(asked_case_manager, True, {"C9": False})
    own = CriterionAnswer.objects.get(given_by=GivenBy.NOMINEE)
    assert (own.criterion.code, own.is_met) == ("C9", False)


def test_a_no_answers_nothing_else(asked_case_manager):
    say(asked_case_manager, False)
    assert not CriterionAnswer.objects.filter(given_by=GivenBy.NOMINEE).exists()


def passed_basic(cast, programmes) -> None:
    """Jasmin has a certificate of an earlier basic course."""
    person = Person.objects.create(email="jasmin@lunda.example", name="Jasmin Örn")
    earlier = make_cohort(programmes["basic"], cast.area)
    Certificate.objects.create(
        enrolment=make_enrolment(earlier, person),
        serial="2026-000001",
        content={},
        pdf=b"",
        issued_at=now(),
        issued_by=cast.examiner,
    )


def test_the_records_are_looked_up_when_the_nominee_has_confirmed(
    cast, programmes, asked_case_manager
):
    passed_basic(cast, programmes)
    checked = CriterionAnswer.objects.filter(given_by=GivenBy.PLATFORM)
    assert not checked.exists()
    say(asked_case_manager, True, {"C9": True})
    assert [(row.criterion.code, row.is_met) for row in checked] == [("C1", True)]


def test_without_a_certificate_c1_is_not_met(asked_case_manager):
    say(asked_case_manager, True, {"C9": True})
    assert CriterionAnswer.objects.get(given_by=GivenBy.PLATFORM).is_met is False


def test_a_revoked_certificate_does_not_count(cast, programmes, asked_case_manager):
    passed_basic(cast, programmes)
    Certificate.objects.update(revoked_at=now(), revoked_reason="Fel person.")
    say(asked_case_manager, True, {"C9": True})
    assert CriterionAnswer.objects.get(given_by=GivenBy.PLATFORM).is_met is False


# ── no, and another mind ────────────────────────────────────────────────────────────────────


def test_a_no_ends_the_nomination_and_knows_nobody(cast, asked):
    say(asked, False)
    asked.refresh_from_db()
    assert asked.state == NominationState.DECLINED
    assert not Person.objects.filter(email="jasmin@lunda.example").exists()
    assert "nej" in render(told()[0]).text


def test_the_answer_can_be_changed_both_ways_and_each_change_is_told(asked):
    for accepts in (True, False, True):
        say(asked, accepts)
    asked.refresh_from_db()
    assert asked.state == NominationState.COMPLETE
    assert [message.context["accepts"] for message in told()] == [True, False, True]


def test_the_same_answer_again_keeps_the_new_comment_and_tells_nobody(asked):
    say(asked, True)
    say(asked, True, comment="En sak till.")
    asked.confirmation.refresh_from_db()
    assert asked.confirmation.comment == "En sak till."
    assert len(told()) == 1


def test_a_no_frees_the_seat_that_the_board_held(cast, cohort, asked):
    say(asked, True)
    decide(by=cast.board, cohort=cohort, choices=[Choice(asked.pk, Outcome.ACCEPT)])
    assert Seat.objects.count() == 1
    say(asked, False)
    assert not Seat.objects.exists()


def test_the_answer_can_be_changed_until_the_last_day(cohort, asked):
    with time_machine.travel(f"{cohort.answer_by} 23:30 +01:00", tick=False):
        say(asked, True)
    with (
        time_machine.travel(f"{cohort.answer_by + DAY} 00:30 +01:00", tick=False),
        refused("too_late"),
    ):
        say(asked, False)


@pytest.mark.parametrize("state", ["accepted", "reserve", "rejected", "withdrawn"])
@pytest.mark.parametrize("accepts", [True, False])
def test_what_is_decided_or_withdrawn_is_not_answered(asked, state, accepts):
    say(asked, True)
    Nomination.objects.update(state=state)
    with refused("not_now"):
        say(asked, accepts)


def test_a_newer_nomination_of_the_same_address_is_the_one_to_answer(cast, cohort, asked, nominee):
    say(asked, False)
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee(), send_it=True)
    with refused("nominated_already"):
        say(asked, True)
    asked.refresh_from_db()
    assert asked.state == NominationState.DECLINED


def test_a_comment_holds_no_identity_number(asked):
    with refused("identity_number") as caught:
        say(asked, True, comment=NUMBER)
    assert caught.value.field == "comment"
    asked.refresh_from_db()
    assert asked.state == NominationState.AWAITING


# ── the wrong person ────────────────────────────────────────────────────────────────────────


def link_of(nomination) -> str:
    return make_token("nomination", nomination.pk, nomination.confirmation.nonce)


def test_the_wrong_person_closes_the_link_and_the_nominator_is_told(cast, asked):
    link = link_of(asked)
    report_wrong_person(by=None, nomination=asked)
    assert nomination_by_link(link) is None
    [message] = told("nomination_wrong_person")
    assert message.recipient == cast.nominator
    asked.refresh_from_db()
    assert asked.state == NominationState.AWAITING


def test_who_has_answered_is_the_right_person(asked):
    say(asked, True)
    with refused("not_now"):
        report_wrong_person(by=None, nomination=asked)


@pytest.mark.parametrize("nonce", ["", "annan"])
def test_a_link_with_another_nonce_leads_nowhere(asked, nonce):
    assert nomination_by_link(make_token("nomination", asked.pk, nonce)) is None


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "WzEsIHRydWVd:x:y"])
def test_what_is_no_link_leads_nowhere(db, token):
    assert nomination_by_link(token) is None


def test_a_link_of_another_kind_leads_nowhere(asked):
    assert (
        nomination_by_link(make_token("registration", asked.pk, asked.confirmation.nonce)) is None
    )


def test_a_withdrawn_nomination_still_opens_to_say_so(cast, asked):
    withdraw(by=cast.nominator, nomination=asked, reason="Slutar.")
    assert nomination_by_link(link_of(asked)).state == NominationState.WITHDRAWN


def test_answering_takes_a_fixed_number_of_queries(asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(40, connection=connection):
        say(asked, True)
