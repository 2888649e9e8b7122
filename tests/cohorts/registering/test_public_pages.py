"""What anyone meets: the list, one course, the mail, and the own link."""

import datetime as dt
import random
import re

import pytest
from django.core.cache import cache

from cohorts.enums import RegistrationState
from cohorts.models import Registration
from cohorts.services.planning import cancel_cohort
from cohorts.services.registrations.leaving import cancel_own
from common.clock import today
from common.guard.measuring.numbers import drawn
from common.links import make_token
from courses.enums import WayIn
from messaging.models import Message
from messaging.rendering import render
from tests.cohorts.registering.people import join
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_version
from tests.factories.organisations import make_area, make_profession

pytestmark = pytest.mark.django_db
TYPED = {"name": "Sivert Nordanfors", "email": "sivert@exempel.example"}


@pytest.fixture(autouse=True)
def no_limit_reached():
    cache.clear()


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def send(client, cohort, **typed):
    return client.post(f"/anmalan/{cohort.slug}/", {**TYPED, **typed}, follow=True)


def own_path(registration) -> str:
    """The address in the last mail to somebody, as the recipient reads it."""
    mail = Message.objects.filter(subject_id=str(registration.pk)).latest("pk")
    return re.search(r"/anmalan/min/[^/\s]+/", render(mail).text).group()


# ── the list and one course ─────────────────────────────────────────────────────────────────


def test_the_list_shows_the_days_to_come_with_seats_left(client, open_cohort, staff_cohort):
    join(open_cohort)
    html = page(client, "/anmalan/")
    assert "Utbildning introduction" in html
    assert "1 av 2 platser kvar" in html
    assert "Utbildning doctors" not in html


def test_the_list_is_ordered_by_programme_when_there_are_several(client, open_cohort):
    assert "<h1>Introduktionsdagar</h1>" in page(client, "/anmalan/")
    seminar = make_version(
        "seminar",
        way_in=WayIn.OPEN,
        days=1,
        examination=False,
        assignments=0,
        requirements={},
    )
    make_cohort(seminar, first_day=today() + dt.timedelta(days=30))
    html = page(client, "/anmalan/")
    assert "<h1>Öppna dagar</h1>" in html
    assert ">Utbildning introduction</h2>" in html
    assert ">Utbildning seminar</h2>" in html


def test_the_empty_list_says_what_will_be_there(client, db):
    assert "Inga dagar är planerade just nu" in page(client, "/anmalan/")


def test_what_has_been_and_what_is_cancelled_is_not_in_the_list(client, cast, open_cohort):
    make_cohort(open_cohort.version, first_day=today() - dt.timedelta(days=1), name="Förbi")
    cancel_cohort(by=cast.board, cohort=open_cohort, reason="Lokalen brann.")
    assert "Inga dagar är planerade just nu" in page(client, "/anmalan/")


@pytest.mark.parametrize("slug", ["finns-inte", "doctors-1"])
def test_another_address_is_not_found(client, staff_cohort, slug):
    page(client, f"/anmalan/{slug}/", status=404)
    page(client, f"/anmalan/{slug}/klart/", status=404)


def test_the_full_day_says_so_before_with_the_number_in_line(client, open_cohort):
    for _ in range(4):
        join(open_cohort)
    html = page(client, f"/anmalan/{open_cohort.slug}/")
    assert "Dagen är full" in html
    assert "du blir nummer 3" in html
    assert "Ställ mig på väntelistan" in html
    assert "2 personer står på väntelistan" in html


def test_a_full_day_points_to_another_of_the_same_kind(client, open_cohort):
    later = make_cohort(
        open_cohort.version, first_day=today() + dt.timedelta(days=90), slug="en-annan", seats=7
    )
    for _ in range(2):
        join(open_cohort)
    html = page(client, f"/anmalan/{open_cohort.slug}/")
    assert f"/anmalan/{later.slug}/" in html
    assert "7 platser kvar" in html


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(3, 9, "Anmälan öppnar"), (-9, -1, "Sista dagen att anmäla sig var")],
)
def test_outside_the_window_there_is_no_form(client, open_cohort, opens, closes, words):
    open_cohort.opens_on = today() + dt.timedelta(days=opens)
    open_cohort.closes_on = today() + dt.timedelta(days=closes)
    open_cohort.save()
    html = page(client, f"/anmalan/{open_cohort.slug}/")
    assert words in html
    assert "<form" not in html.partition("<main")[2].partition("</main>")[0]


def test_a_cancelled_course_says_so_under_its_address(client, cast, open_cohort):
    cancel_cohort(by=cast.board, cohort=open_cohort, reason="Lokalen brann.")
    assert "Kursen är inställd" in page(client, f"/anmalan/{open_cohort.slug}/")


# ── registering ─────────────────────────────────────────────────────────────────────────────


def test_anyone_registers_without_an_account_and_is_told_to_look_in_the_mail(client, open_cohort):
    profession = make_profession()
    response = send(client, open_cohort, profession=profession.pk, question="Får anhöriga komma?")
    assert response.redirect_chain == [(f"/anmalan/{open_cohort.slug}/klart/", 302)]
    html = response.content.decode()
    assert "Titta i din mejl" in html
    assert "sivert@exempel.example" in html
    registration = Registration.objects.get()
    assert (registration.state, registration.profession) == (RegistrationState.SEATED, profession)
    assert registration.question == "Får anhöriga komma?"


def test_the_answer_is_the_same_for_a_known_address_and_for_a_full_day(client, open_cohort):
    def answer(email):
        html = send(client, open_cohort, email=email).content.decode().partition("<main")[2]
        return html.partition("</main>")[0].replace(email, "")

    seated, known = answer("sivert@exempel.example"), answer("sivert@exempel.example")
    join(open_cohort)
    assert seated == known == answer("nagon@exempel.example")
    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["seated", "seated", "waiting"]


def test_what_was_typed_stays_when_something_is_missing(client, open_cohort):
    html = send(
        client, open_cohort, email="sivert", question="Får anhöriga komma?"
    ).content.decode()
    assert "En sak att rätta" in html
    assert 'value="Sivert Nordanfors"' in html
    assert "Får anhöriga komma?" in html
    assert "<title>Fel: " in html
    assert not Registration.objects.exists()


def test_an_identity_number_is_refused_at_its_field_and_not_kept(client, open_cohort):
    _century, day, number = drawn(random.Random(7))
    html = send(client, open_cohort, question=f"Gäller {day}-{number}").content.decode()
    assert "personnummer" in html
    assert 'href="#id_question"' in html
    assert not Registration.objects.exists()


@pytest.mark.parametrize("name", ["http://spam.example", "Vinn 1000", "a@b.example"])
def test_a_name_that_could_be_a_link_in_somebodys_mail_is_refused(client, open_cohort, name):
    assert "Skriv ett namn" in send(client, open_cohort, name=name).content.decode()
    assert not Message.objects.exists()


def test_more_than_ten_a_minute_from_one_place_are_asked_to_wait(client, open_cohort):
    for number in range(10):
        send(client, open_cohort, email=f"person{number}@exempel.example")
    response = send(client, open_cohort)
    assert response.status_code == 429
    html = response.content.decode()
    assert "Vänta en minut" in html
    assert 'value="Sivert Nordanfors"' in html


def test_somebody_who_is_logged_in_needn_t_type_name_and_address(client, cast, open_cohort):
    client.force_login(cast.participant)
    html = page(client, f"/anmalan/{open_cohort.slug}/")
    assert 'value="Alva Ask"' in html
    assert 'value="alva.ask@lunda.example"' in html


# ── by the link ─────────────────────────────────────────────────────────────────────────────


def test_the_link_shows_the_seat_and_cancels_it_after_a_question(client, open_cohort):
    registration = join(open_cohort, question="Får anhöriga komma?")
    path = own_path(registration)
    html = page(client, path)
    assert "Du är anmäld och har en plats" in html
    assert "Får anhöriga komma?" in html
    assert "Vill du avanmäla dig?" in page(client, path + "avanmal/")
    assert Registration.objects.get().state == RegistrationState.SEATED
    html = client.post(path + "avanmal/", follow=True).content.decode()
    assert "Du är avanmäld." in html
    assert "Anmäl dig igen" in html
    assert Registration.objects.get().state == RegistrationState.CANCELLED


def test_the_link_shows_the_place_in_line(client, open_cohort):
    line = [join(open_cohort) for _ in range(5)]
    html = page(client, own_path(line[3]))
    assert "Du är nummer 2 på väntelistan" in html
    assert "Du är nummer 2 av 3 på väntelistan" in html
    assert "1 före dig, 1 efter." in html


def test_an_offered_seat_is_taken_by_the_link(client, open_cohort):
    line = [join(open_cohort) for _ in range(3)]
    cancel_own(by=None, registration=line[0])
    path = own_path(line[2])
    assert "Platsen hålls åt dig" in page(client, path)
    assert client.get(path + "ta-platsen/").status_code == 405
    html = client.post(path + "ta-platsen/", follow=True).content.decode()
    assert "Platsen är din." in html
    html = client.post(path + "ta-platsen/", follow=True).content.decode()
    assert "Det går inte nu" in html


def test_a_stranger_s_link_is_dead_whatever_is_asked_of_it(client, open_cohort):
    registration = join(open_cohort)
    tokens = [
        "gissat",
        make_token("registration", registration.pk, "fel"),
        make_token("nomination", registration.pk, registration.nonce),
    ]
    for token in tokens:
        assert "Länken fungerar inte" in page(client, f"/anmalan/min/{token}/", status=404)
        for verb in ("avanmal", "ta-platsen"):
            assert client.post(f"/anmalan/min/{token}/{verb}/").status_code == 404
    assert Registration.objects.get().state == RegistrationState.SEATED


def test_the_own_page_is_kept_by_nobody_on_the_way(client, open_cohort):
    response = client.get(own_path(join(open_cohort)))
    assert "no-store" in response["Cache-Control"]


# ── speed ───────────────────────────────────────────────────────────────────────────────────


def test_the_list_asks_the_same_for_one_and_for_thirty(client, open_cohort, queries):
    one = queries("/anmalan/")
    for number in range(29):
        make_cohort(open_cohort.version, make_area(f"Område {number}"), slug=f"dag-{number}")
    assert queries("/anmalan/") == one <= 8


def test_one_course_asks_the_same_however_many_are_registered(client, open_cohort, queries):
    one = queries(f"/anmalan/{open_cohort.slug}/")
    full = [join(open_cohort) for _ in range(30)]
    assert (
        queries(f"/anmalan/{open_cohort.slug}/") <= one + 5
    )  # the other days, now that it is full
    assert queries(own_path(full[-1])) <= 15
