import datetime as dt
import uuid
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core.management import call_command

from common import clock
from messaging import events, rendering, tasks
from messaging.enums import MessageState
from messaging.models import Message
from messaging.services import relay
from tests.messaging.greeting import greet

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


def now_stands(message: Message) -> tuple[str, int, str]:
    message.refresh_from_db()
    return message.state, message.attempts, message.last_error


def test_a_due_message_is_sent_once(alva, mailoutbox):
    message = greet(alva)

    assert relay.drain() == 1
    assert relay.drain() == 0
    [mail] = mailoutbox
    assert mail.to == ["Alva Ask <alva.ask@lunda.example>"]
    assert mail.extra_headers["Message-ID"] == f"<message-{message.pk}@ract.example>"
    assert now_stands(message) == (MessageState.SENT, 1, "")
    assert message.sent_at is not None
    assert message.claim_token is None


def test_the_task_and_the_command_do_the_same(alva, mailoutbox):
    greet(alva, "task")
    assert tasks.relay() == 1
    greet(alva, "command")
    call_command("relay", "--once")
    assert len(mailoutbox) == 2


def test_more_than_a_batch_is_sent_in_the_order_it_was_written(alva, mailoutbox):
    for number in range(relay.BATCH + 3):
        greet(alva, f"greeting:{number}", context={"topic": f"Nummer {number}"})

    assert relay.drain() == relay.BATCH + 3
    assert [mail.subject.split()[-1] for mail in mailoutbox] == [
        str(number) for number in range(relay.BATCH + 3)
    ]


def test_nothing_goes_before_its_time(alva, mailoutbox):
    message = greet(alva, not_before=clock.now() + 60 * MINUTE)

    relay.drain()
    assert now_stands(message)[0] == MessageState.QUEUED
    with time_machine.travel(clock.now() + 61 * MINUTE):
        relay.drain()
    assert len(mailoutbox) == 1


def test_what_is_of_no_use_any_more_is_not_sent(alva, mailoutbox):
    message = greet(alva, context={"code": "1234"}, expires_at=clock.now() + 3 * MINUTE)

    with time_machine.travel(clock.now() + 4 * MINUTE):
        relay.drain()
    assert now_stands(message)[0] == MessageState.CANCELLED
    assert message.context == {"code": None}
    assert mailoutbox == []


def test_a_relay_with_nothing_to_do_asks_twice_and_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert relay.relay_once() == 0


def test_secrets_reach_the_recipient_and_are_then_wiped_from_the_ledger(alva, mailoutbox):
    message = greet(alva, context={"topic": "Din kod", "code": "834 911"})

    relay.drain()
    assert "834 911" in mailoutbox[0].body
    message.refresh_from_db()
    assert message.context == {"topic": "Din kod", "code": None}
    assert message.is_wiped


# ── what the mail server answers ────────────────────────────────────────────────────────────


def test_a_no_for_good_fails_at_once_in_the_servers_words(alva, mail_server):
    mail_server.answers["RCPT"] = "550 no such box here"
    message = greet(alva)

    relay.drain()
    assert now_stands(message) == (MessageState.FAILED, 1, "550 no such box here")


def test_a_no_for_now_is_tried_five_times_with_growing_pauses(alva, mail_server):
    mail_server.answers["RCPT"] = "451 come back later"
    message = greet(alva)

    pauses, moment = [], clock.now()
    for _ in range(relay.TRIES - 1):
        with time_machine.travel(moment, tick=False):
            relay.drain()
            assert now_stands(message)[0] == MessageState.QUEUED
            pauses.append(message.not_before - moment)
            moment = message.not_before
    assert pauses == list(relay.PAUSES)
    with time_machine.travel(moment, tick=False):
        relay.drain()
    assert now_stands(message) == (MessageState.FAILED, 5, "451 come back later")
    assert mail_server.heard.count("RCPT") == 5


def test_one_bad_address_stops_no_other(alva, mail_server):
    first, second = greet(alva, "a"), greet(alva, "b")
    mail_server.answers["RCPT"] = "550 no such box"
    relay.relay_once(limit=1)
    mail_server.answers.clear()

    relay.drain()
    assert now_stands(first)[0] == MessageState.FAILED
    assert now_stands(second)[0] == MessageState.SENT


@pytest.mark.parametrize("answer", ["", "hangs"])
def test_silence_after_the_letter_leaves_it_uncertain_and_it_is_not_sent_again(
    answer, alva, mail_server
):
    if answer == "hangs":
        mail_server.silent_at.add(".")
    else:
        mail_server.answers["."] = answer
    message = greet(alva)

    relay.drain()
    mail_server.speak()
    mail_server.answers.clear()
    relay.drain()
    state, attempts, error = now_stands(message)
    assert (state, attempts) == (MessageState.UNCERTAIN, 1)
    assert error
    assert mail_server.heard.count("DATA") == 1


def test_a_server_that_can_not_be_reached_costs_no_message_a_try(alva, mail_server, settings):
    message = greet(alva)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    for _ in range(10):
        relay.drain()
    assert now_stands(message) == (MessageState.QUEUED, 0, "")
    settings.EMAIL_PORT = port
    relay.drain()
    assert now_stands(message)[0] == MessageState.SENT
    assert len(mail_server.letters) == 1


def test_a_server_that_is_silent_from_the_start_costs_no_message_a_try(alva, mail_server):
    mail_server.silent_at.add("CONNECT")
    message = greet(alva)

    relay.drain()
    assert now_stands(message) == (MessageState.QUEUED, 0, "")


# ── faults of our own ───────────────────────────────────────────────────────────────────────


def test_a_message_that_can_not_be_composed_fails_alone(alva, mailoutbox):
    def builder(message):
        if message.dedupe_key == "broken":
            raise KeyError("its cohort is gone")
        return {}

    events.register("greeting", builder, label="Hälsning")
    broken, whole = greet(alva, "broken"), greet(alva, "whole")

    relay.drain()
    assert now_stands(broken) == (MessageState.FAILED, 1, "KeyError: 'its cohort is gone'")
    assert now_stands(whole)[0] == MessageState.SENT


def held(person, state, *, attempts=1) -> Message:
    """A message in the hands of a relay whose lease is out."""
    message = greet(person, context={"topic": "Hej", "code": "1234"})
    Message.objects.update(
        state=state,
        attempts=attempts,
        claim_token=uuid.uuid4(),
        claimed_until=clock.now() - MINUTE,
    )
    return message


def test_what_a_dead_relay_had_only_claimed_is_sent_by_the_next(alva, mailoutbox):
    message = held(alva, MessageState.CLAIMED)

    relay.drain()
    assert now_stands(message)[:2] == (MessageState.SENT, 2)
    assert len(mailoutbox) == 1


def test_what_a_dead_relay_was_handing_over_is_uncertain_and_left_to_people(alva, mailoutbox):
    message = held(alva, MessageState.SENDING)

    relay.drain()
    assert now_stands(message)[:2] == (MessageState.UNCERTAIN, 1)
    assert message.context["code"] is None
    assert mailoutbox == []


def test_a_message_that_kills_its_relay_each_time_comes_to_rest(alva, mailoutbox):
    message = held(alva, MessageState.CLAIMED, attempts=relay.TRIES)

    relay.drain()
    assert now_stands(message)[0] == MessageState.FAILED
    assert mailoutbox == []


def test_what_a_living_relay_holds_is_left_alone(alva, mailoutbox):
    message = held(alva, MessageState.CLAIMED)
    Message.objects.update(claimed_until=clock.now() + MINUTE)

    relay.drain()
    assert now_stands(message)[0] == MessageState.CLAIMED
    assert mailoutbox == []


def test_a_relay_whose_lease_ran_out_while_it_composed_does_not_send(alva, mailoutbox, monkeypatch):
    message = greet(alva)

    def slow(taken):
        Message.objects.update(claim_token=uuid.uuid4())  # another relay has it now
        return compose(taken)

    compose = rendering.compose
    monkeypatch.setattr(rendering, "compose", slow)
    relay.relay_once()
    assert now_stands(message)[0] == MessageState.CLAIMED
    assert mailoutbox == []


def test_a_slow_servers_late_yes_settles_the_doubt(alva, mailoutbox, monkeypatch):
    message = greet(alva)

    def slow(taken, verb, *args, **changes):
        if verb == "deliver":
            with time_machine.travel(clock.now() + 2 * relay.LEASE):
                relay.settle_abandoned()
            assert now_stands(message)[0] == MessageState.UNCERTAIN
        return settle(taken, verb, *args, **changes)

    settle = relay._settle
    monkeypatch.setattr(relay, "_settle", slow)
    relay.relay_once()
    assert now_stands(message) == (MessageState.SENT, 1, "")


def test_an_unexpected_fault_while_handing_over_is_a_doubt_too(alva, monkeypatch, settings):
    message = greet(alva)
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.send_messages",
        lambda *_: (_ for _ in ()).throw(SMTPServerDisconnected("gone")),
    )

    relay.drain()
    assert now_stands(message) == (MessageState.UNCERTAIN, 1, "SMTPServerDisconnected: gone")
