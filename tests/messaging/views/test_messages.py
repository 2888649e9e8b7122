import pytest
from django.urls import reverse

from common.models import AuditEvent
from messaging.enums import MessageState
from messaging.models import Message
from messaging.services import relay
from tests.factories.organisations import make_person
from tests.messaging.greeting import greet

pytestmark = pytest.mark.django_db

LIST = "/meddelanden/"


@pytest.fixture
def sten(db):
    return make_person("Sten Storm", "sten.storm@exempel.example")


def failed(person, state=MessageState.FAILED) -> Message:
    message = greet(person, f"greeting:{state}:{person.pk}")
    Message.objects.filter(pk=message.pk).update(state=state, last_error="550 no such box")
    return message


def page(client, person, path=LIST):
    client.force_login(person)
    return client.get(path)


def test_the_office_sees_every_message_and_to_whom(client, alva, kim):
    greet(alva)
    failed(kim)

    html = page(client, kim).content.decode()
    assert "alva.ask@lunda.example" in html
    assert "kim.kronvall@kansliet.example" in html


def test_others_see_what_reached_them_and_nothing_else(client, alva, sten, kim):
    reached = greet(alva, "a")
    greet(sten, "b")
    relay.drain()
    waiting = greet(alva, "c")

    rows = page(client, alva).context["page"].object_list
    assert [row.pk for row in rows] == [reached.pk]
    for pk in (waiting.pk, Message.objects.get(dedupe_key="b").pk):
        assert page(client, alva, f"{LIST}{pk}/").status_code == 404


def test_a_visitor_is_led_to_log_in(client, alva):
    greet(alva)

    for path in (LIST, f"{LIST}{Message.objects.get().pk}/"):
        assert client.get(path).url.startswith("/logga-in/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("?show=attention", 1),
        ("?show=waiting", 1),
        ("?show=sent", 1),
        ("?show=nonsense", 0),
        ("?q=ÅSA", 1),
        ("?q=ask+alva", 1),
        ("?q=sten.storm@", 1),
        ("?q=nobody", 0),
        ("?q=(", 0),
    ],
)
def test_the_office_finds_messages_by_state_and_recipient(query, found, client, alva, sten, kim):
    asa = make_person("Åsa Öst", "asa.ost@lunda.example")
    greet(asa, "a")
    relay.drain()
    greet(sten, "b")
    failed(alva)

    assert page(client, kim, LIST + query).context["page"].paginator.count == found


def test_the_mail_is_shown_with_its_secrets_masked(client, alva, kim):
    message = greet(alva, context={"topic": "Din kod", "code": "834 911"})

    html = page(client, kim, f"{LIST}{message.pk}/").content.decode()
    assert "Meddelanden: Din kod" in html
    assert "834 911" not in html
    assert "signerad" not in html


def test_what_people_wrote_into_a_mail_is_shown_as_text(client, alva, kim):
    message = greet(alva, context={"topic": "<script>alert(1)</script>"})

    html = page(client, kim, f"{LIST}{message.pk}/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_mail_that_can_not_be_made_any_more_does_not_break_its_page(client, alva, kim):
    message = greet(alva)
    Message.objects.update(event="unregistered")

    answer = page(client, kim, f"{LIST}{message.pk}/")
    assert answer.status_code == 200
    assert answer.context["mail"] is None


def test_the_office_sends_a_failed_message_again_after_being_asked(client, alva, kim, mailoutbox):
    message = failed(alva)
    client.force_login(kim)
    detail = client.get(f"{LIST}{message.pk}/")
    retry = reverse("messaging:retry", args=[message.pk])
    assert retry in detail.content.decode()
    assert "550 no such box" in detail.content.decode()

    assert client.get(retry).status_code == 200
    answer = client.post(retry, follow=True)
    assert "Meddelandet är på väg igen." in answer.content.decode()
    relay.drain()
    assert len(mailoutbox) == 1
    assert AuditEvent.objects.get(action="message.retry").actor == kim


def test_an_uncertain_message_warns_before_it_is_sent_again(client, alva, kim):
    message = failed(alva, MessageState.UNCERTAIN)

    asked = page(client, kim, reverse("messaging:retry", args=[message.pk]))
    assert "Det kan redan ha kommit fram" in asked.content.decode()


def test_the_office_stops_a_waiting_message(client, alva, kim, mailoutbox):
    message = greet(alva)
    client.force_login(kim)

    client.post(reverse("messaging:cancel", args=[message.pk]))
    relay.drain()
    assert mailoutbox == []
    message.refresh_from_db()
    assert message.state == MessageState.CANCELLED


def test_what_has_changed_since_the_page_was_opened_is_said(client, alva, kim):
    message = failed(alva)
    client.force_login(kim)
    retry = reverse("messaging:retry", args=[message.pk])
    client.post(retry)
    relay.drain()

    answer = client.post(retry, follow=True)
    assert "något har ändrats" in answer.content.decode()


@pytest.mark.parametrize("verb", ["retry", "cancel"])
def test_the_recipient_can_not_settle_the_message(verb, client, alva):
    message = greet(alva)
    relay.drain()
    client.force_login(alva)

    for send in (client.get, client.post):
        assert send(reverse(f"messaging:{verb}", args=[message.pk])).status_code == 404


def test_the_office_is_told_when_mail_does_not_go_out(client, alva, kim, time_machine):
    time_machine.move_to("2027-03-01 09:00 +01:00", tick=False)
    greet(alva)
    assert not page(client, kim).context["is_late"]

    time_machine.move_to("2027-03-01 09:06 +01:00", tick=False)
    assert page(client, kim).context["is_late"]


@pytest.mark.parametrize("path", [LIST, f"{LIST}?show=attention"])
def test_the_list_costs_the_same_queries_for_one_message_and_for_many(
    path, alva, kim, client, queries
):
    client.force_login(kim)
    failed(alva)
    one = queries(path)
    for number in range(30):
        failed(make_person(f"Person {number}"))

    assert queries(path) == one <= 15


def test_one_message_costs_few_queries(alva, kim, client, queries):
    client.force_login(kim)

    assert queries(f"{LIST}{failed(alva).pk}/") <= 8


@pytest.mark.parametrize("who", ["participant", "nominator", "stranger"])
def test_everybody_finds_their_own_messages_in_the_menu(client, cast, who):
    client.force_login(getattr(cast, who))
    page = client.get("/meddelanden/").content.decode()
    assert '<a href="/meddelanden/" aria-current="page">Meddelanden</a>' in page


def test_who_oversees_finds_all_messages_there(client, cast):
    client.force_login(cast.office)
    page = client.get("/meddelanden/").content.decode()
    assert '<a href="/meddelanden/" aria-current="page">Meddelanden</a>' in page
