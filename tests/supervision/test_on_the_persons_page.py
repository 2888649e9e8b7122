"""The attempts of one participant, on the page that those who give the course read."""

import pytest

from organisations.roles import RoleCode
from supervision.services.bookings import book
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.examinations import examination_day, make_attempt
from tests.factories.organisations import give_role
from tests.supervision.results import FAILED, MISSED, PASSED

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast, cohort):
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    return make_enrolment(cohort, cast.participant)


@pytest.fixture
def page(client, enrolment):
    """`page(person)`: the words of the page as that person reads it."""

    def read(person) -> str:
        client.force_login(person)
        answer = client.get(f"/kurser/{enrolment.cohort.slug}/deltagare/{enrolment.pk}/")
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return read


@pytest.mark.parametrize(
    ("outcome", "words"),
    [(PASSED, "Godkänd"), (FAILED, "Underkänd"), (MISSED, "Kom inte")],
)
def test_a_result_that_is_final_is_read(cast, page, enrolment, conclude, outcome, words):
    assert 'id="attempts"' not in page(cast.trainer)
    conclude({enrolment: outcome})
    assert f": {words}</strong>" in page(cast.trainer)


def test_a_draft_is_not(cast, page, enrolment, assess):
    assess({enrolment: FAILED})
    assert 'id="attempts"' not in page(cast.trainer)
    assert "Underkänd" not in page(cast.board)


@pytest.mark.parametrize(
    ("who", "is_shown"), [("trainer", True), ("board", True), ("examiner", True), ("office", False)]
)
def test_only_those_who_follow_participants_read_it(cast, page, enrolment, conclude, who, is_shown):
    """The national office and administrators see the cohort, not how somebody did."""
    conclude({enrolment: FAILED})
    assert ('id="attempts"' in page(getattr(cast, who))) is is_shown


def test_the_next_attempt_and_what_is_left(cast, page, enrolment, conclude, later):
    conclude({enrolment: FAILED})
    assert "Ingen dag är bokad för nästa försök." in page(cast.trainer)
    book(by=cast.examiner, enrolment=enrolment, day=examination_day(later))
    assert later.name in page(cast.trainer)
    assert "Ingen dag är bokad" not in page(cast.trainer)


def test_notes_stay_with_the_examiners_and_the_participant(cast, page, enrolment, conclude):
    conclude({enrolment: FAILED})
    enrolment.attempts.update(note="Läs kapitel fyra.", internal_note="Svag på mål.")
    for who in (cast.trainer, cast.board):
        assert "kapitel fyra" not in page(who)
        assert "Svag på mål" not in page(who)


def test_it_costs_the_page_no_question(cast, cohort, version, client, queries, enrolment):
    client.force_login(cast.trainer)
    path = f"/kurser/{cohort.slug}/deltagare/{enrolment.pk}/"
    before = queries(path)
    first = make_attempt(enrolment, cast.examiner, FAILED)
    host = make_cohort(version, cast.area)
    make_attempt(
        enrolment, cast.examiner, FAILED, day=examination_day(host), number=2, previous=first
    )
    assert queries(path) == before <= 15
