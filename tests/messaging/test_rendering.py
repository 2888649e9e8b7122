import pytest
from django.core.mail.message import BadHeaderError

from messaging import rendering
from messaging.calendars import Method
from messaging.models import Message
from tests.messaging.greeting import greet
from tests.messaging.test_calendars import course_day, mailed

pytestmark = pytest.mark.django_db


def test_the_mail_is_made_from_the_row_and_what_its_event_adds(alva):
    message = greet(alva, context={"topic": "Kursdag 1"})

    words = rendering.render(message)
    assert words.subject == "Meddelanden: Kursdag 1"
    assert words.text.startswith("Hej Alva!")
    assert f"https://ract.example/signerad/{message.pk}/" in words.text
    assert "<h1" in words.html


def test_a_plain_text_is_not_written_as_html_and_html_is(alva):
    message = greet(alva, context={"topic": "Barn & <familj> d'Or"})

    words = rendering.render(message)
    assert "Barn & <familj> d'Or" in words.subject
    assert "Barn & <familj> d'Or" in words.text
    assert "Barn &amp; &lt;familj&gt; d&#x27;Or" in words.html


def test_a_mail_is_written_in_its_recipients_language():
    guest = Message(event="greeting", language="en", context={"topic": "Day 1"}, pk=1)

    assert rendering.render(guest).subject == "Messages: Day 1"


def test_secrets_are_masked_for_pages_but_not_in_the_mail(alva):
    message = greet(alva, context={"topic": "Kod", "code": "834 911"})

    shown = rendering.render(message, masked=True)
    assert "834 911" not in shown.text
    assert "signerad" not in shown.text + shown.html
    assert "[visas bara för mottagaren]" in shown.text
    assert "834 911" in rendering.compose(message).body


@pytest.mark.parametrize("topic", ["Hej\r\nBcc: alla@exempel.example", "Hej\nX: y"])
def test_line_breaks_in_a_subject_add_no_header(topic, alva):
    mail = rendering.compose(greet(alva, context={"topic": topic})).message()

    assert mail["Bcc"] is None
    assert mail["X"] is None


def test_a_name_with_line_breaks_is_written_on_one_line_and_an_address_with_them_refused(alva):
    message = greet(alva)
    message.recipient_name = "Åsa\r\nBcc: x@exempel.example"
    assert rendering.compose(message).message()["Bcc"] is None

    message.recipient_email = "a@exempel.example\nBcc: x@exempel.example"
    with pytest.raises(BadHeaderError):
        rendering.compose(message)


def test_mail_programs_are_told_not_to_answer_by_themselves(alva):
    mail = rendering.compose(greet(alva)).message()

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@ract.example>")


def parts_of(mail) -> list[str]:
    return [part.get_content_type() for part in mail.message().walk()]


def test_one_course_day_goes_along_as_an_invitation_and_as_a_file(alva):
    mail = rendering.compose(greet(alva, calendar=mailed([course_day()])))

    assert parts_of(mail).count("text/calendar") == 2
    invitation, file = (
        part for part in mail.message().walk() if part.get_content_type() == "text/calendar"
    )
    assert invitation.get_param("method") == file.get_param("method") == "REQUEST"
    assert invitation.get_content_disposition() is None
    assert file.get_filename() == "kalender.ics"
    assert "SUMMARY:Kursdag 1" in file.get_payload(decode=True).decode()


def test_many_course_days_go_along_as_a_file_only(alva):
    days = [course_day(), course_day(uid="day-2@ract.example")]
    mail = rendering.compose(greet(alva, calendar=mailed(days)))

    assert parts_of(mail).count("text/calendar") == 1


def test_a_cancelled_day_says_so_to_the_mail_program(alva):
    mail = rendering.compose(greet(alva, calendar=mailed([course_day()], method=Method.CANCEL)))

    [invitation, _file] = [
        part for part in mail.message().walk() if part.get_content_type() == "text/calendar"
    ]
    assert invitation.get_param("method") == "CANCEL"
