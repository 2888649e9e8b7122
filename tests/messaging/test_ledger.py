import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from common.errors import RuleViolation
from common.models import AuditEvent
from messaging.enums import MessageState
from messaging.models import Message
from messaging.services import ledger
from messaging.services.ledger import Letter, Recipient
from tests.messaging.greeting import greet

pytestmark = pytest.mark.django_db


@pytest.fixture
def hints(monkeypatch):
    sent = []
    monkeypatch.setattr(
        ledger.current_app, "send_task", lambda name, **options: sent.append(name), raising=False
    )
    return sent


def test_a_message_is_written_with_its_cause_and_who_caused_it(alva, kim):
    message = greet(alva, by=kim)

    assert message.state == MessageState.QUEUED
    assert (message.recipient, message.recipient_email) == (alva, "alva.ask@lunda.example")
    assert message.caused_by == kim
    assert (message.subject_type, message.subject_id) == ("organisations.Person", str(alva.pk))
    assert message.language == "sv"


def test_the_same_thing_is_told_once(alva):
    first = greet(alva, "greeting:7")
    again = greet(alva, "greeting:7", context={"topic": "Something else"})

    assert Message.objects.count() == 1
    assert again == first
    assert again.context == {"topic": "Välkommen"}


def test_the_same_thing_is_told_once_even_when_it_is_written_twice_at_once(alva):
    twice = [Letter(alva, "greeting:7", alva, {}), Letter(alva, "greeting:7", alva, {})]

    ledger.enqueue_many(by=None, event="greeting", letters=twice)
    assert Message.objects.count() == 1


def test_a_message_that_the_ledger_can_not_hold_is_an_error_and_not_lost_in_silence(alva):
    with pytest.raises(IntegrityError), transaction.atomic():
        greet(Recipient(email=None), cause=alva)


def test_somebody_who_is_not_a_person_here_can_be_told(alva):
    guest = Recipient("gast@exempel.example", "Gun Gäst", language="en")
    with transaction.atomic():
        ledger.enqueue(
            by=None, event="greeting", to=guest, context={}, dedupe_key="guest", cause=alva
        )

    message = Message.objects.get()
    assert (message.recipient, message.recipient_name) == (None, "Gun Gäst")
    assert message.language == "en"


@pytest.mark.django_db(transaction=True)
def test_a_message_without_a_transaction_is_refused():
    someone = Recipient("nagon@exempel.example")

    with pytest.raises(transaction.TransactionManagementError):
        ledger.enqueue_many(by=None, event="greeting", letters=[Letter(someone, "x", someone, {})])


def test_an_event_that_nobody_registered_is_refused_with_what_to_do(alva):
    with pytest.raises(LookupError, match="messaging.events.register"):
        ledger.enqueue(by=None, event="gone", to=alva, context={}, dedupe_key="x", cause=alva)


def test_only_plain_values_are_written_down(alva):
    with pytest.raises(TypeError):
        greet(alva, context={"day": dt.date(2027, 1, 15)})


def test_sixty_messages_cost_as_many_queries_as_the_database_needs(
    alva, django_assert_max_num_queries
):
    letters = [Letter(alva, f"many:{number}", alva, {"topic": "Hej"}) for number in range(60)]

    with django_assert_max_num_queries(1 if connection.vendor == "postgresql" else 2):
        ledger.enqueue_many(by=None, event="greeting", letters=letters)
    assert Message.objects.count() == 60


def test_the_relay_gets_one_hint_after_the_commit_however_much_was_written(
    alva, hints, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        greet(alva, "a")
        greet(alva, "b")
        assert hints == []
    assert hints == ["messaging.tasks.relay"]


@pytest.mark.django_db(transaction=True)
def test_a_cause_that_is_rolled_back_takes_its_message_and_hint_along(hints, alva):
    with transaction.atomic():
        greet(alva)
        transaction.set_rollback(True)

    assert not Message.objects.exists()
    assert hints == []


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_never_fails_the_request(alva, monkeypatch, caplog):
    def broken(*args, **options):
        raise ConnectionRefusedError

    monkeypatch.setattr(ledger.current_app, "send_task", broken, raising=False)

    assert greet(alva).state == MessageState.QUEUED
    assert "will look by itself" in caplog.text


def stuck(person, state=MessageState.FAILED, **fields) -> Message:
    message = greet(person, context=fields.pop("context", None))
    values = {"state": state, "last_error": "550 no such box", "attempts": 5, **fields}
    Message.objects.filter(pk=message.pk).update(**values)
    return Message.objects.get(pk=message.pk)


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.UNCERTAIN])
def test_a_stuck_message_is_sent_again_with_all_its_tries_and_it_is_on_record(state, alva, kim):
    message = ledger.retry(by=kim, message=stuck(alva, state))

    message.refresh_from_db()
    assert (message.state, message.attempts, message.claim_token) == (MessageState.QUEUED, 0, None)
    entry = AuditEvent.objects.get(action="message.retry")
    assert (entry.actor, entry.before) == (kim, {"state": state})
    assert entry.after == {"state": "queued", "error": "550 no such box"}


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.UNCERTAIN])
def test_a_stuck_message_can_be_stopped_for_good(state, alva, kim):
    message = ledger.cancel(by=kim, message=stuck(alva, state, context={"code": "1234"}))

    assert message.state == MessageState.CANCELLED
    assert message.context == {"code": None}


def test_what_has_gone_is_neither_sent_again_nor_stopped(alva, kim):
    message = greet(alva)
    Message.objects.update(state=MessageState.SENT, sent_at=message.created_at)

    for service in (ledger.retry, ledger.cancel):
        with pytest.raises(RuleViolation) as refused:
            service(by=kim, message=message)
        assert refused.value.code == "not_now"


def test_a_code_that_is_no_longer_kept_can_not_be_sent_again(alva, kim):
    message = stuck(alva, context={"code": None})

    with pytest.raises(RuleViolation) as refused:
        ledger.retry(by=kim, message=message)
    assert refused.value.code == "content_is_wiped"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "message_state_is_known"),
        ({"state": "claimed"}, "message_is_held_with_token_and_lease"),
        ({"claimed_until": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}, "message_is_held"),
        ({"state": "sent"}, "message_is_sent_at_a_moment"),
        ({"sent_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}, "message_is_sent_at_a_moment"),
        ({"state": "failed"}, "message_that_went_wrong_says_why"),
    ],
)
def test_the_database_refuses_a_state_without_its_moment(fields, constraint, alva):
    greet(alva)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.update(**fields)
