import pytest

from messaging.services import relay
from tests.messaging.greeting import greet
from tests.messaging.test_calendars import course_day, mailed

pytestmark = pytest.mark.django_db

DEMO = "/meddelanden/demo/"


@pytest.fixture
def mail_folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "messaging.mailbox.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path


@pytest.fixture
def demo(settings, mail_folder):
    settings.SHOW_OUTBOX = True


def test_in_the_demo_everybody_sees_all_mail_with_the_links_in_it(client, alva, demo):
    message = greet(
        alva, context={"topic": "Din kod", "code": "834 911"}, calendar=mailed([course_day()])
    )
    relay.drain()

    assert "Alva Ask" in client.get(DEMO).content.decode()
    html = client.get(f"{DEMO}{message.pk}/").content.decode()
    assert "834 911" in html
    assert f'href="https://ract.example/signerad/{message.pk}/"' in html
    assert f'href="{DEMO}{message.pk}/kalender.ics"' in html


def test_the_calendar_entries_that_came_with_a_mail_can_be_opened(client, alva, demo, settings):
    message = greet(alva, calendar=mailed([course_day()]))
    bare = greet(alva, "greeting:2")
    relay.drain()

    answer = client.get(f"{DEMO}{message.pk}/kalender.ics")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert answer["Content-Disposition"] == 'attachment; filename="kalender.ics"'
    for path in (f"{DEMO}{message.pk}/annat.ics", f"{DEMO}{bare.pk}/kalender.ics"):
        assert client.get(path).status_code == 404
    settings.SHOW_OUTBOX = False
    assert client.get(f"{DEMO}{message.pk}/kalender.ics").status_code == 404


def test_what_waits_has_not_arrived(client, alva, demo):
    message = greet(alva)

    assert "Alva Ask" not in client.get(DEMO).content.decode()
    assert client.get(f"{DEMO}{message.pk}/").status_code == 404


def test_a_mail_whose_file_is_gone_is_not_found(client, alva, demo, tmp_path):
    message = greet(alva)
    relay.drain()
    next(tmp_path.glob("*.eml")).unlink()

    assert client.get(f"{DEMO}{message.pk}/").status_code == 404


def test_outside_the_demo_the_folder_is_closed(client, alva, kim, mail_folder, settings):
    message = greet(alva)
    relay.drain()
    client.force_login(kim)

    for path in (DEMO, f"{DEMO}{message.pk}/"):
        assert client.get(path).status_code == 404


def test_mail_that_goes_to_people_is_never_shown(client, alva, demo, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert client.get(DEMO).status_code == 404


def test_the_list_costs_the_same_queries_for_one_mail_and_for_many(client, alva, demo, queries):
    greet(alva)
    relay.drain()
    one = queries(DEMO)
    for number in range(30):
        greet(alva, f"greeting:more:{number}")
    relay.drain()

    assert queries(DEMO) == one <= 5
