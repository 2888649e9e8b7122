"""The question to the nominee: sent, sent again, to another address, withdrawn."""

import datetime as dt

import pytest
import time_machine

from cohorts.enums import NominationState, Outcome
from cohorts.models import Decision, Nomination, Seat
from cohorts.selectors.nominations import LINK_CLOSED, nomination_by_link
from cohorts.selectors.planning import people_waiting_for
from cohorts.services.nominations.answering import report_wrong_person
from cohorts.services.nominations.drafting import nominate
from cohorts.services.nominations.sending import correct_address, remind, send, withdraw
from cohorts.services.selection.drafting import Choice, decide
from common.links import make_token
from common.models import AuditEvent
from messaging.enums import MessageState
from messaging.models import Message
from messaging.rendering import render
from messaging.services.relay import drain
from tests.cohorts.nominating.answers import NUMBER
from tests.factories.cohorts import make_nomination
from tests.refusals import refused

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def sent(cast, cohort, nominee) -> Nomination:
    return nominate(by=cast.nominator, cohort=cohort, nominee=nominee(), send_it=True).nomination


def link_of(nomination) -> str:
    nomination.confirmation.refresh_from_db()
    return make_token("nomination", nomination.pk, nomination.confirmation.nonce)


def noon(day: dt.date) -> time_machine.travel:
    return time_machine.travel(f"{day} 12:00 +01:00", tick=False)


# ── sending ─────────────────────────────────────────────────────────────────────────────────


def test_the_question_names_who_asks_what_is_asked_and_by_when(cast, cohort, sent):
    letter = render(Message.objects.get())
    assert "basutbildning" in letter.subject
    for words in ("Nadja Nord", "Lunda kommun", "Bas, grupp 5", "/svara/"):
        assert words in letter.text
        assert words in letter.html
    assert Message.objects.get().context == {"nomination": sent.pk, "is_reminder": False}


def test_the_link_in_the_mail_opens_the_question_and_is_stored_nowhere(
    client, cast, sent, mailoutbox
):
    drain()
    link = next(word for word in mailoutbox[0].body.split() if "/svara/" in word)
    assert client.get(link).status_code == 200
    assert link.rsplit("/", 2)[1] not in str(Message.objects.values())


def test_a_nominee_has_until_the_cohorts_day_for_answers(cast, cohort, nominee):
    cohort.answer_by = cohort.closes_on + 5 * DAY
    cohort.save()
    written = nominate(by=cast.nominator, cohort=cohort, nominee=nominee(), send_it=True)
    assert written.nomination.confirmation.answer_by == cohort.closes_on + 5 * DAY


def test_without_such_a_day_it_is_the_last_day_to_nominate(cast, cohort, nominee):
    cohort.answer_by = None
    cohort.save()
    written = nominate(by=cast.nominator, cohort=cohort, nominee=nominee(), send_it=True)
    assert written.nomination.confirmation.answer_by == cohort.closes_on


def test_what_is_sent_is_not_sent_again(cast, sent):
    with refused("not_now"):
        send(by=cast.nominator, nominations=[sent])


def test_drafts_are_not_sent_after_the_last_day(cast, cohort, nominee):
    draft = nominate(by=cast.nominator, cohort=cohort, nominee=nominee()).nomination
    with noon(cohort.closes_on + DAY), refused("closed"):
        send(by=cast.nominator, nominations=[draft])


# ── a reminder ──────────────────────────────────────────────────────────────────────────────


def test_a_reminder_keeps_the_link(cast, sent):
    link = link_of(sent)
    with time_machine.travel(sent.confirmation.sent_at + DAY, tick=False):
        remind(by=cast.nominator, nomination=sent)
    assert link_of(sent).split(":")[0] == link.split(":")[0]
    assert sent.confirmation.sent_count == 2
    assert Message.objects.count() == 2
    assert "Påminnelse" in render(Message.objects.latest("pk")).subject


def test_nobody_is_asked_twice_on_a_day(cast, sent):
    with refused("asked_today"):
        remind(by=cast.nominator, nomination=sent)


def test_who_has_answered_is_not_reminded(cast, cohort):
    answered = make_nomination(cohort, cast.south, by=cast.nominator)
    with refused("not_awaiting"):
        remind(by=cast.nominator, nomination=answered)


def test_nobody_is_reminded_after_the_last_day(cast, cohort, sent):
    with noon(cohort.answer_by + DAY), refused("too_late"):
        remind(by=cast.nominator, nomination=sent)


def test_a_reminder_tells_a_last_day_that_was_moved(cast, cohort, sent):
    cohort.answer_by += 7 * DAY
    cohort.save()
    with time_machine.travel(sent.confirmation.sent_at + DAY, tick=False):
        remind(by=cast.nominator, nomination=sent)
    sent.confirmation.refresh_from_db()
    assert sent.confirmation.answer_by == cohort.answer_by


# ── another address ─────────────────────────────────────────────────────────────────────────


def test_a_corrected_address_gets_the_question_and_the_old_link_is_dead(cast, sent):
    old = link_of(sent)
    correct_address(by=cast.nominator, nomination=sent, email="Jasmin.Orn@lunda.example")
    assert nomination_by_link(old) is None
    assert nomination_by_link(link_of(sent)) == sent
    first, second = Message.objects.order_by("pk")
    assert first.state == MessageState.CANCELLED
    assert second.recipient_email == "jasmin.orn@lunda.example"
    event = AuditEvent.objects.get(action="nomination.correct_address")
    assert event.before == {"email": "jasmin@lunda.example"}


def test_a_question_that_was_just_being_sent_never_carries_the_new_link(cast, sent, mailoutbox):
    correct_address(by=cast.nominator, nomination=sent, email="jasmin.orn@lunda.example")
    Message.objects.filter(recipient_email="jasmin@lunda.example").update(state="queued")
    drain()
    assert len(mailoutbox) == 1
    assert "jasmin.orn@lunda.example" in mailoutbox[0].to[0]
    unsent = Message.objects.get(recipient_email="jasmin@lunda.example")
    assert unsent.state == MessageState.FAILED
    assert "corrected" in unsent.last_error


def test_the_same_address_is_no_correction(cast, sent):
    with refused("same_address"):
        correct_address(by=cast.nominator, nomination=sent, email="JASMIN@lunda.example ")


def test_an_address_that_is_nominated_already_is_refused(cast, cohort, sent, nominee):
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee("Ada Al"))
    with refused("nominated_already"):
        correct_address(by=cast.nominator, nomination=sent, email="ada@lunda.example")


def test_after_the_answer_the_address_stays(cast, cohort):
    answered = make_nomination(cohort, cast.south, by=cast.nominator)
    with refused("not_awaiting"):
        correct_address(by=cast.nominator, nomination=answered, email="ny@lunda.example")


def test_an_address_known_to_be_wrong_is_corrected_not_reminded(cast, sent):
    report_wrong_person(by=None, nomination=sent)
    with time_machine.travel(sent.confirmation.sent_at + DAY, tick=False):
        with refused("wrong_address"):
            remind(by=cast.nominator, nomination=sent)
        corrected = correct_address(by=cast.nominator, nomination=sent, email="ny@lunda.example")
    assert corrected.confirmation.nonce != LINK_CLOSED


# ── withdrawing ─────────────────────────────────────────────────────────────────────────────


def test_a_withdrawal_keeps_why_and_tells_the_nominee_only_that(cast, sent):
    withdraw(by=cast.nominator, nomination=sent, reason="Byter jobb i mars.")
    sent.refresh_from_db()
    assert sent.state == NominationState.WITHDRAWN
    assert AuditEvent.objects.get(action="nomination.withdraw").reason == "Byter jobb i mars."
    question, told = Message.objects.order_by("pk")
    assert question.state == MessageState.CANCELLED
    assert told.event == "nomination_withdrawn"
    assert "Byter jobb" not in render(told).text


def test_a_draft_is_thrown_away_without_a_reason_or_a_word(cast, cohort, nominee):
    draft = nominate(by=cast.nominator, cohort=cohort, nominee=nominee()).nomination
    withdraw(by=cast.nominator, nomination=draft, reason="")
    assert not Message.objects.exists()


def test_what_was_sent_is_withdrawn_with_a_reason(cast, sent):
    with refused("reason_needed"):
        withdraw(by=cast.nominator, nomination=sent, reason=" ")


def test_a_reason_holds_no_identity_number(cast, sent):
    with refused("identity_number"):
        withdraw(by=cast.nominator, nomination=sent, reason=NUMBER)


def test_a_withdrawal_frees_the_seat_that_the_board_held(cast, cohort):
    nomination = make_nomination(cohort, cast.south, by=cast.nominator)
    met = {"B1", "B2", "B3", "B4"}
    for criterion in cohort.version.criteria.filter(code__in=met):
        nomination.answers.create(criterion=criterion, is_met=True)
    decide(by=cast.board, cohort=cohort, choices=[Choice(nomination.pk, Outcome.ACCEPT)])
    assert Seat.objects.count() == 1
    withdraw(by=cast.nominator, nomination=nomination, reason="Slutar.")
    assert not Seat.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("state", ["accepted", "rejected", "declined", "withdrawn"])
def test_what_is_decided_or_ended_is_not_withdrawn(cast, cohort, state):
    nomination = make_nomination(cohort, cast.south, state=state)
    with refused("not_now"):
        withdraw(by=cast.nominator, nomination=nomination, reason="Ändå.")


def test_a_reserve_may_be_withdrawn(cast, cohort):
    reserve = make_nomination(cohort, cast.south, state=NominationState.RESERVE)
    withdraw(by=cast.nominator, nomination=reserve, reason="Slutar.")
    reserve.refresh_from_db()
    assert reserve.state == NominationState.WITHDRAWN


def test_whoever_said_that_it_was_meant_for_somebody_else_hears_no_more_of_it(cast, cohort, sent):
    report_wrong_person(by=None, nomination=sent)
    assert sent.email not in dict(people_waiting_for(cohort))
    withdraw(by=cast.nominator, nomination=sent, reason="Fel adress.")
    assert not Message.objects.filter(event="nomination_withdrawn").exists()
