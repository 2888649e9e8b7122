"""After a refusal nothing of what was written or sent is left, but in the person's own form."""

import logging
import random
import tempfile

import pytest
from django.contrib.messages import get_messages

from common.guard.measuring import numbers
from tests.common.papers import docx, pdf, upload
from tests.factories.organisations import make_person
from tests.traces import traces_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.common.hand_in_urls")]

DATE, LAST = numbers.drawn(random.Random(7))[1:]
NUMBER = f"{DATE}-{LAST}"
CANARY = "Kungsfiskare"  # of plain letters, to be found in bytes too
NOISE = random.Random(7).randbytes(3 * 2**20)  # more than is kept in memory
SECRETS = (NUMBER, DATE + LAST, CANARY)


@pytest.fixture
def person(client):
    client.force_login(make_person())
    return client


@pytest.fixture
def temporary(tmp_path, settings, monkeypatch):
    """Where uploads too large for memory lie while the request lasts."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def refused(person, caplog, temporary):
    """Sends the form, and gives the answer when nothing of it was found anywhere."""

    def send(**fields) -> str:
        with caplog.at_level(logging.DEBUG):
            answer = person.post("/lamna-in/", fields)
        assert answer.status_code == 200
        assert not list(get_messages(answer.wsgi_request))
        assert traces_of(*SECRETS) == []
        assert not any(secret in caplog.text for secret in SECRETS)
        assert list(temporary.iterdir()) == []
        return answer.content.decode()

    return send


def test_a_refused_text_is_kept_in_the_form_and_nowhere_else(refused):
    page = refused(text=f"{CANARY}\nKlienten {NUMBER} mår bättre.")

    assert "ett personnummer (din text, rad 2)" in page
    assert f"Klienten {NUMBER} mår bättre." in page


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (docx(f"{CANARY}. Klienten {NUMBER}."), "arbete.docx"),
        (pdf(f"{CANARY}. Klienten {NUMBER}."), "arbete.pdf"),
        (docx(NUMBER, parts={"word/media/a.png": NOISE}), "arbete.docx"),
        (docx(CANARY), f"remiss {NUMBER}.docx"),
    ],
    ids=["word", "pdf", "too large for memory", "by its name"],
)
def test_a_refused_file_leaves_nothing_and_the_text_stays(refused, content, name):
    page = refused(text="Fas 2 är klar.", file=upload(content, name))

    assert "ett personnummer" in page
    assert "Fas 2 är klar." in page
    assert not any(secret in page for secret in SECRETS)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n" + f"{CANARY} {NUMBER}".encode(), docx(f"{CANARY} {NUMBER}" * 99)[:-90]],
    ids=["pdf", "word"],
)
def test_a_file_that_breaks_its_reader_leaves_nothing(refused, content):
    assert "går inte att läsa" in refused(file=upload(content))


def test_what_is_kept_would_have_been_found(person):
    """The other tests here could fail."""
    person.post("/lamna-in/", {"text": CANARY, "file": upload(CANARY.encode(), "a.txt")})

    assert {"a session", "the cache", "the file a.txt"} <= set(traces_of(*SECRETS))


def test_two_ways_to_hand_in_are_both_optional_and_say_what_they_take(person):
    page = person.get("/lamna-in/").content.decode()

    assert "Skriv så att ingen kan kännas igen" in page
    assert "högst 10 MB" in page
    assert 'accept=".docx,.odt,.pdf,.txt"' in page
    assert person.post("/lamna-in/", {"text": "Fas 2."}).content == b"Tack"
