"""The examiner's pages: one tap for each person, and what each page shows and refuses."""

import random

import pytest

from common.guard.measuring.numbers import written
from courses.models import ProgrammeVersion
from supervision.models import Adjustment, Attempt
from supervision.services.bookings import book
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.examinations import examination_day
from tests.factories.organisations import employ, give_role, make_person
from tests.supervision.results import FAILED, MISSED, PASSED

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast, client, cohort, day):
    client.force_login(cast.examiner)
    return f"/examination/{cohort.slug}/{day.plan.number}/"


def read(client, path, **data):
    answer = client.post(path, data, follow=True) if data else client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_thirty_people_are_entered_with_one_tap_for_each_exception(cohort, client, place):
    people = [make_enrolment(cohort) for _ in range(30)]
    page = read(
        client,
        place,
        **{
            f"result-{people[0].pk}": FAILED,
            f"result-{people[1].pk}": MISSED,
            "all_passed": "1",
        },
    )
    assert "30 resultat är sparade." in page
    assert "28 godkända, 1 underkända, 1 kom inte" in page
    page = read(client, f"{place}faststall/", go="1")
    assert "Resultaten är fastställda, och alla har fått besked." in page
    assert Attempt.objects.final().filter(outcome=PASSED).count() == 28


def test_the_list_says_what_each_has_left_and_what_is_arranged(cohort, client, place):
    enrolment = make_enrolment(cohort)
    Adjustment.objects.create(enrolment=enrolment, kind="time")
    page = read(client, place)
    assert "3 andra krav är kvar" in page
    assert "Längre tid" in page


def test_a_colleague_is_shown_locked_and_left_out_of_all_passed(cast, cohort, client, place):
    employ(cast.examiner, cast.south)
    colleague, other = make_enrolment(cohort, unit=cast.south), make_enrolment(cohort)
    page = read(client, place, all_passed="1")
    assert "Ni arbetar i samma enhet. En annan examinator för in det här resultatet." in page
    assert Attempt.objects.get().enrolment == other
    page = read(client, f"{place}{colleague.pk}/")
    assert "Din bedömning" not in page
    assert "Anpassningar" in page


def test_the_person_has_notes_that_are_guarded_and_adjustments(cohort, client, place):
    enrolment = make_enrolment(cohort)
    path = f"{place}{enrolment.pk}/"
    page = read(
        client,
        path,
        outcome=FAILED,
        note="Läs mer om nätverkskartan.",
        internal_note="Fråga 3 var svag.",
        adjustments=["time", "room"],
    )
    assert "Sparat." in page
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.note) == (FAILED, "Läs mer om nätverkskartan.")
    assert set(Adjustment.objects.values_list("kind", flat=True)) == {"time", "room"}


def test_a_note_with_an_identity_number_is_refused_and_nothing_saved(cohort, client, place):
    [(_kind, number, _shape)] = written(random.Random(7), 1)
    enrolment = make_enrolment(cohort)
    page = read(client, f"{place}{enrolment.pk}/", outcome=PASSED, note=f"Personen {number}")
    assert "kommentaren till deltagaren" in page
    assert not Attempt.objects.filter(outcome=PASSED).exists()


def test_another_attempt_is_booked_on_a_day_with_room(cast, cohort, client, place, later, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: FAILED})
    path = f"{place}{enrolment.pk}/nytt-forsok/"
    page = read(client, path)
    assert later.name in page
    assert "Plats för 3." in page
    page = read(client, path, day=examination_day(later).pk)
    assert "Platsen är bokad, och deltagaren har fått besked." in page
    assert enrolment.person.name in page
    assert cohort.name in page


def test_a_result_is_amended_on_its_page(cohort, client, place, conclude):
    enrolment = make_enrolment(cohort)
    conclude({enrolment: FAILED})
    path = f"{place}{enrolment.pk}/andra/"
    assert "Skriv varför" in read(client, path, outcome=PASSED, reason="")
    page = read(client, path, outcome=PASSED, reason="Fel rad")
    assert "Resultatet är ändrat, och deltagaren har fått besked." in page
    assert "Underkänd blev Godkänd. “Fel rad”" in page


def test_the_overview_sorts_by_what_is_to_be_done(cast, cohort, client, place, later):
    page = read(client, "/examination/")
    assert page.index("Att bedöma") < page.index(cohort.name) < page.index("Kommande")
    assert page.index("Kommande") < page.index(later.name)


@pytest.mark.parametrize("who", ["board", "trainer", "nominator", "stranger", "participant"])
def test_only_the_examiner_finds_the_pages(cast, cohort, client, place, who):
    enrolment = make_enrolment(cohort)
    client.force_login(getattr(cast, who))
    for path in (place, f"{place}{enrolment.pk}/"):
        assert client.get(path).status_code == 404


def test_a_course_without_an_examination_is_not_there_to_examine(cast, client):
    introduction = make_cohort(make_version("introduction", examination=False), cast.area)
    give_role(cast.examiner, "examiner", cohort=introduction)
    client.force_login(cast.examiner)
    assert introduction.name not in client.get("/examination/").content.decode()
    assert client.get(f"/examination/{introduction.slug}/1/").status_code == 404


@pytest.mark.parametrize("examiners", [1, 2])
def test_the_queries_of_the_list_do_not_grow(
    cast, version, cohort, day, place, queries, assess, examiners
):
    ProgrammeVersion.objects.filter(pk=version.pk).update(examiners=examiners)
    day.cohort.version.examiners = examiners
    first = make_enrolment(cohort, unit=cast.south)
    assess({first: PASSED})
    one = queries(place)
    people = [make_enrolment(cohort, unit=cast.south) for _ in range(29)]
    assess(dict.fromkeys(people, FAILED))
    assess(dict.fromkeys(people, PASSED), by=make_person(), revision=1)
    assert queries(place) == one <= 15


def test_the_list_with_guests_needs_no_more_queries(
    cast, cohort, client, later, place, queries, conclude
):
    people = [make_enrolment(cohort) for _ in range(3)]
    conclude(dict.fromkeys(people, FAILED))
    coming = examination_day(later)
    path = f"/examination/{later.slug}/{coming.plan.number}/"
    book(by=cast.examiner, enrolment=people[0], day=coming)
    one = queries(path)
    for enrolment in people[1:]:
        book(by=cast.examiner, enrolment=enrolment, day=coming)
    assert queries(path) == one
