"""The pages of those who answer and of those who read."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cohorts.models import EvaluationTicket
from tests.cohorts.evaluating.story import CLOSED, answers, make_group, open_form, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(form):
    return reverse("cohorts:answer_evaluation", args=[form.pk])


@pytest.fixture
def alva(client, cast, group):
    client.force_login(cast.participant)
    return client


@pytest.fixture
def torvald(client, cast, group):
    client.force_login(cast.trainer)
    return client


@pytest.fixture
def closed(group, form, evening):
    _cohort, people = group
    for enrolment, scale in zip(people, (5, 5, 4, 1, 5, 4), strict=True):
        send(enrolment, form, scale=scale, text="Mer övning.")
    evening.move_to(CLOSED)
    return form


def fields(form, **given) -> dict:
    return {f"q{pk}": value for pk, value in answers(form, **given).items()}


# ── answering ───────────────────────────────────────────────────────────────────────────────


def test_the_form_says_what_until_when_and_that_it_is_anonymous(alva, page):
    text = alva.get(page).content.decode()
    assert "Hur var dag 1?" in text
    assert "Öppen till 10 mars 2027" in text
    assert "Svaren är anonyma" in text
    assert "Skriv inga namn" in text


def test_answers_are_sent_and_thanked_for(alva, page, form, group):
    answer = alva.post(page, {"step": 1} | fields(form), follow=True)
    assert "Tack, du har svarat" in answer.content.decode()
    assert EvaluationTicket.objects.get().enrolment == group[1][0]


def test_who_comes_back_is_thanked_and_counted_once(alva, page, form):
    for _ in range(2):
        answer = alva.post(page, {"step": 1} | fields(form), follow=True)
        assert "Tack, du har svarat" in answer.content.decode()
    assert EvaluationTicket.objects.count() == 1
    assert "Tack, du har svarat" in alva.get(page, follow=True).content.decode()


def test_what_was_typed_stays_when_something_is_missing(alva, page, form):
    scale, choice, _text = (f"q{pk}" for pk in answers(form))
    given = {"step": 1} | fields(form, choice=3, text="Gärna längre rast.")
    text = alva.post(page, {key: value for key, value in given.items() if key != scale})
    shown = text.content.decode()
    assert "Tempot: Välj ett alternativ" in shown
    assert "Gärna längre rast." in shown
    assert f'name="{choice}" value="3"' in shown
    assert "checked" in shown
    assert not EvaluationTicket.objects.exists()


def test_a_closed_form_says_so(alva, page, evening):
    evening.move_to(CLOSED)
    assert "Utvärderingen är stängd" in alva.get(page).content.decode()
    assert "Utvärderingen är stängd" in alva.post(page, {}).content.decode()


def test_strangers_and_trainers_find_no_form(client, page, cast):
    for person in (cast.stranger, cast.trainer, cast.board):
        client.force_login(person)
        assert client.get(page).status_code == 404


@pytest.fixture
def whole(group, evening):
    """The form about the course: two screens."""
    evening.move_to("2027-03-10 18:00 +01:00")
    return open_form(group[0], None)


def test_the_course_is_asked_about_screen_by_screen_and_what_was_typed_travels_along(alva, whole):
    page = reverse("cohorts:answer_evaluation", args=[whole.pk])
    gave, advise, other = (f"q{pk}" for pk in answers(whole))
    first = alva.get(page).content.decode()
    assert "Innehållet" in first
    assert "Del 1 av 2" in first
    second = alva.post(page, {"step": 1, gave: 5}).content.decode()
    assert "Efteråt" in second
    assert f'<input type="hidden" name="{gave}" value="5"' in second
    assert not EvaluationTicket.objects.exists()
    back = alva.post(page, {"step": 2, gave: 5, other: "Tack!", "back": 1}).content.decode()
    assert "Innehållet" in back
    assert 'value="5" id="id_' in back or "checked" in back
    assert "Tack!" in back
    done = alva.post(page, {"step": 2, gave: 5, advise: 1, other: "Tack!"}, follow=True)
    assert "Tack, du har svarat" in done.content.decode()


def test_a_screen_that_is_not_finished_is_not_left(alva, whole):
    page = reverse("cohorts:answer_evaluation", args=[whole.pk])
    assert "Del 1 av 2" in alva.post(page, {"step": 1}).content.decode()


def test_whoever_jumps_to_the_last_screen_is_refused_not_broken(alva, whole):
    page = reverse("cohorts:answer_evaluation", args=[whole.pk])
    _gave, advise, _other = (f"q{pk}" for pk in answers(whole))
    for step in ("2", "99", "-1", "x"):
        answer = alva.post(page, {"step": step, advise: 1})
        assert answer.status_code == 200
    assert not EvaluationTicket.objects.exists()


# ── reading ─────────────────────────────────────────────────────────────────────────────────


def test_the_trainer_reads_the_result_of_a_day(torvald, closed, group):
    cohort, _people = group
    address = reverse("cohorts:day_evaluation", args=[cohort.slug, 1])
    text = torvald.get(address).content.decode()
    assert "6 av 6 närvarande har svarat" in text
    assert "1 svarade 1, 0 svarade 2, 0 svarade 3, 2 svarade 4, 3 svarade 5" in text
    assert "<strong>4,0</strong>" in text
    assert text.count("Mer övning.") == 6


def test_the_menu_leads_to_the_evaluations_and_on_to_one(torvald, closed, group):
    text = torvald.get(reverse("cohorts:evaluations")).content.decode()
    assert "Utvärderingar" in text
    assert reverse("cohorts:day_evaluation", args=[group[0].slug, 1]) in text
    assert "6 av 6" in text


def test_before_it_has_closed_the_page_says_how_many_more_are_needed(torvald, form, group):
    cohort, people = group
    for enrolment in people[:3]:
        send(enrolment, form)
    text = torvald.get(reverse("cohorts:day_evaluation", args=[cohort.slug, 1])).content.decode()
    assert "3 av 6 närvarande har svarat" in text
    assert "2 svar till behövs" in text


def test_a_day_that_nobody_was_asked_about_has_no_page(torvald, form, group):
    slug = group[0].slug
    assert torvald.get(reverse("cohorts:day_evaluation", args=[slug, 2])).status_code == 404
    assert torvald.get(reverse("cohorts:course_evaluation", args=[slug])).status_code == 404


def test_the_workbook_holds_what_the_page_shows(torvald, closed, group):
    cohort, people = group
    second = open_form(cohort, 2)
    send(people[0], second, scale=1, text="Hemligt.")
    answer = torvald.get(reverse("cohorts:evaluations_file", args=[cohort.slug]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][2:] == [6, 6, "Tempot passade mig", 1, 0, 0, 2, 3, 4, None]
    assert rows[1][-1] == "På plats: 6, På distans: 0, Båda: 0"
    assert [row[-1] for row in rows[2:8]] == ["Mer övning."] * 6
    assert rows[8][0] == 2
    assert rows[8][-1] == "Visas inte"
    assert "Hemligt." not in str(rows)


def test_no_page_asks_more_for_more(torvald, closed, group, queries, evening, cast):
    cohort, _people = group
    addresses = [
        reverse("cohorts:evaluations"),
        reverse("cohorts:cohort_evaluations", args=[cohort.slug]),
        reverse("cohorts:day_evaluation", args=[cohort.slug, 1]),
    ]
    torvald.force_login(cast.board)
    few = [queries(address) for address in addresses]
    evening.move_to("2027-03-03 18:00 +01:00")
    for _ in range(6):
        other, people = make_group(5, area=cast.area, version=cohort.version)
        form = open_form(other)
        for enrolment in people:
            send(enrolment, form)
    evening.move_to("2027-03-18 09:00 +01:00")
    many = [queries(address) for address in addresses]
    assert max(many) <= 15
    assert many == few


def test_the_form_itself_asks_little(alva, page, queries):
    assert queries(page) <= 10
