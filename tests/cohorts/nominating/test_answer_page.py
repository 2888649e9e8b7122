"""The nominee's page, by link and without an account."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from cohorts.enums import NominationState
from cohorts.models import Nomination
from cohorts.services.nominations.drafting import nominate
from cohorts.services.nominations.sending import withdraw
from common.links import make_token
from tests.cohorts.nominating.answers import ALL_YES_CASE_MANAGER, NO, NUMBER
from tests.factories.cohorts import make_nomination

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast, cohort, nominee) -> Nomination:
    return nominate(by=cast.nominator, cohort=cohort, nominee=nominee(), send_it=True).nomination


@pytest.fixture
def asked_case_manager(cast, case_managers, nominee) -> Nomination:
    given = nominee(answers=ALL_YES_CASE_MANAGER | {"C2": NO})
    return nominate(by=cast.nominator, cohort=case_managers, nominee=given, send_it=True).nomination


def link_of(nomination) -> str:
    return f"/svara/{make_token('nomination', nomination.pk, nomination.confirmation.nonce)}/"


def text(answer, status=200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_says_who_asks_what_and_by_when(client, cast, asked):
    html = text(client.get(link_of(asked)))
    for words in (
        "Vill du gå vår basutbildning, Jasmin?",
        "Nadja Nord",
        "Boendestöd Söder",
        "Svara senast",
        "8 kursdagar och 1 examinationsdag",
        "9.00–16.00",
        "Folkets hus, Lunda",
        "Adekvat grundutbildning",
    ):
        assert words in html
    assert html.count("<time") == 9


def test_of_what_was_attested_only_titles_of_what_is_met_are_shown(client, asked_case_manager):
    html = text(client.get(link_of(asked_case_manager)))
    assert "Får följa en klient i handledning" in html
    assert "Långa och nära kontakter" not in html
    assert "boendestödet sedan 2019" not in html


def test_the_page_is_kept_by_no_cache_and_no_search_engine(client, asked):
    answer = client.get(link_of(asked))
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'content="noindex"' in text(answer)


def test_opening_the_page_answers_nothing(client, asked):
    client.get(link_of(asked))
    client.head(link_of(asked))
    asked.refresh_from_db()
    assert asked.state == NominationState.AWAITING


def test_a_yes_is_thanked_for_and_shown_the_next_time(client, asked):
    answer = client.post(link_of(asked), {"accepts": "yes", "comment": "Gärna."}, follow=True)
    html = text(answer)
    assert "Tack, ditt svar är skickat." in html
    assert "Du har svarat ja" in html
    assert "Gärna." in html
    asked.refresh_from_db()
    assert asked.state == NominationState.COMPLETE


def test_a_no_can_be_turned_into_a_yes(client, asked):
    client.post(link_of(asked), {"accepts": "no"})
    assert "Du har svarat nej" in text(client.get(link_of(asked)))
    client.post(link_of(asked), {"accepts": "yes"})
    asked.refresh_from_db()
    assert asked.state == NominationState.COMPLETE


def test_without_a_choice_the_page_says_what_to_do(client, asked):
    html = text(client.post(link_of(asked), {"comment": "Hm."}))
    assert "Välj ja eller nej." in html
    assert "Hm." in html


def test_c9_is_answered_with_the_yes(client, asked_case_manager):
    link = link_of(asked_case_manager)
    html = text(client.post(link, {"accepts": "yes"}))
    assert 'href="#id_c9_is_met_0"' in html
    client.post(link, {"accepts": "yes", "c9_is_met": "yes"})
    asked_case_manager.refresh_from_db()
    assert asked_case_manager.state == NominationState.COMPLETE


def test_an_identity_number_is_refused(client, asked):
    html = text(client.post(link_of(asked), {"accepts": "yes", "comment": NUMBER}))
    assert "personnummer" in html
    asked.refresh_from_db()
    assert asked.state == NominationState.AWAITING


def test_an_answer_needs_the_pages_own_token(asked):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link_of(asked), {"accepts": "yes"}).status_code == 403
    assert strict.post(link_of(asked) + "fel-person/").status_code == 403


def test_the_wrong_person_closes_the_link(client, asked):
    assert "Jag är inte Jasmin" in text(client.get(link_of(asked)))
    html = text(client.post(link_of(asked) + "fel-person/"))
    assert "Tack, länken är stängd" in html
    assert "Länken fungerar inte" in text(client.get(link_of(asked)), 404)


def test_who_has_answered_is_not_asked_whether_it_is_the_right_person(client, asked):
    client.post(link_of(asked), {"accepts": "yes"})
    assert "Jag är inte Jasmin" not in text(client.get(link_of(asked)))
    client.post(link_of(asked) + "fel-person/")
    assert "Du har svarat ja" in text(client.get(link_of(asked)))


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_no_link_says_so_without_a_hint_of_why(client, asked, method):
    for link in ("/svara/hittepa/", f"/svara/{make_token('nomination', 999, 'x')}/"):
        assert "Länken fungerar inte" in text(getattr(client, method)(link), 404)


def test_a_withdrawn_nomination_says_so(client, cast, asked):
    withdraw(by=cast.nominator, nomination=asked, reason="Slutar i mars.")
    html = text(client.post(link_of(asked), {"accepts": "yes"}))
    assert "Nomineringen är återkallad" in html
    assert "Slutar" not in html


@pytest.mark.parametrize("state", ["accepted", "reserve", "rejected"])
def test_a_decided_nomination_says_so_but_not_how(client, cast, cohort, state):
    nomination = make_nomination(cohort, cast.south, state=state)
    html = text(client.get(link_of(nomination)))
    assert "Urvalet är klart" in html
    assert "Antagen" not in html


def test_after_the_last_day_the_page_says_what_was_answered(client, cohort, asked):
    link = link_of(asked)
    late = f"{cohort.answer_by + dt.timedelta(days=1)} 08:00 +01:00"
    with time_machine.travel(late, tick=False):
        assert "Prata med Nadja Nord" in text(client.get(link))
    client.post(link, {"accepts": "yes"})
    with time_machine.travel(late, tick=False):
        assert "Du svarade ja." in text(client.post(link, {"accepts": "no"}))


def test_all_days_are_shown_term_by_term(client, asked_case_manager):
    html = text(client.get(link_of(asked_case_manager)))
    assert html.count("<time") == 24
    assert "Termin 3" in html


def test_the_page_takes_few_queries(asked_case_manager, queries):
    assert queries(link_of(asked_case_manager)) <= 15
