"""Nobody can tell who answered what: not from the pages, the tables, the log or the session."""

import io
import logging

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from cohorts.models import EvaluationTally, EvaluationText, EvaluationTicket
from cohorts.selectors.evaluating.results import results_in
from common.models import AuditEvent
from messaging.models import Message
from organisations.models import Person
from tests.cohorts.evaluating.story import CLOSED, answers, send

pytestmark = pytest.mark.django_db
WORDS = "Rollspelen i grupper om tre var bäst."
ANSWERS = (EvaluationTally, EvaluationText)


def posted(form, **given) -> dict:
    """What the browser sends."""
    values = {f"q{pk}": value for pk, value in answers(form, **given).items()}
    return {"step": 1} | values


@pytest.fixture
def answered(client, group, form, cast):
    """Alva has answered on the page. Gives what was written to the server's log meanwhile."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    logging.getLogger("django.request").addHandler(handler)
    client.force_login(cast.participant)
    page = reverse("cohorts:answer_evaluation", args=[form.pk])
    assert client.post(page, posted(form, scale=2, text=WORDS)).status_code == 302
    logging.getLogger().removeHandler(handler)
    logging.getLogger("django.request").removeHandler(handler)
    return written.getvalue()


# ── tables ──────────────────────────────────────────────────────────────────────────────────


def reached_from(model: type[models.Model]) -> set[type[models.Model]]:
    """Every table that a row of `model` refers to, however many steps away."""
    found, todo = set(), [model]
    while todo:
        for field in todo.pop()._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model not in found:
                found.add(field.related_model)
                todo.append(field.related_model)
    return found


@pytest.mark.parametrize("model", ANSWERS)
def test_no_way_of_references_leads_from_an_answer_to_a_person(model):
    assert reached_from(model).isdisjoint({Person, EvaluationTicket})


@pytest.mark.parametrize("model", ANSWERS)
def test_an_answer_has_no_moment_and_no_more_columns_than_it_needs(model):
    fields = {field.name for field in model._meta.get_fields()}
    assert (
        fields
        == {
            EvaluationTally: {"id", "evaluation", "question", "value", "count"},
            EvaluationText: {"id", "evaluation", "question", "text"},
        }[model]
    )
    assert not any(isinstance(field, models.DateField) for field in model._meta.get_fields())


def test_a_ticket_says_only_that_somebody_has_answered():
    fields = {field.name for field in EvaluationTicket._meta.get_fields()}
    assert fields == {"id", "evaluation", "enrolment"}


def test_what_was_written_stands_in_one_table_only(answered):
    """Every text, JSON and binary column of every table is read."""
    places = set()
    for model in apps.get_models():
        for row in model._base_manager.values():
            if WORDS in str(row):
                places.add(model)
    assert places == {EvaluationText}


def test_the_session_the_audit_log_and_the_messages_know_nothing(client, answered):
    kept = dict(client.session.items())
    assert WORDS not in str(kept)
    assert not any(key.startswith("q") for key in kept)
    assert not AuditEvent.objects.filter(subject_type__contains="valuation").exists()
    assert not Message.objects.exists()


def test_the_servers_log_knows_nothing(answered, form):
    assert WORDS not in answered
    assert "q1" not in answered


# ── order ───────────────────────────────────────────────────────────────────────────────────


def test_keys_and_order_of_texts_say_nothing_of_who_came_when(group, form):
    """Whenever a text comes, all get new keys, in another order in the table."""
    _cohort, people = group
    orders, keys = set(), set()
    for number, enrolment in enumerate(people, start=1):
        send(enrolment, form, text=f"Text {number}")
        rows = list(EvaluationText.objects.raw("SELECT * FROM cohorts_evaluationtext"))
        assert keys.isdisjoint({row.pk for row in rows})
        keys |= {row.pk for row in rows}
        orders.add(tuple(row.text for row in rows))
    in_order = tuple(f"Text {number}" for number in range(1, 7))
    assert orders != {in_order[:number] for number in range(1, 7)}


def test_the_shuffle_is_not_one_that_can_be_guessed():
    from cohorts.services.evaluating import answering

    assert type(answering._shuffle.__self__).__name__ == "SystemRandom"


def test_every_count_is_written_by_every_answer(postgres, group, form):
    """PostgreSQL keeps which transaction wrote a row: it must be the same for all of a form."""
    from django.db import connection

    _cohort, people = group
    for enrolment in people[:2]:
        send(enrolment, form)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM cohorts_evaluationtally")
        assert cursor.fetchone() == (1,)


# ── pages: before and after one answer ──────────────────────────────────────────────────────


@pytest.fixture
def trainer_sees(client, group, cast):
    """Everything that the trainer's pages say of the group's evaluations, apart from how many."""

    def look() -> list:
        cohort, _people = group
        client.force_login(cast.trainer)
        pages = [
            reverse("cohorts:evaluations"),
            reverse("cohorts:cohort_evaluations", args=[cohort.slug]),
            reverse("cohorts:day_evaluation", args=[cohort.slug, 1]),
        ]
        shown = [client.get(page).content.decode() for page in pages]
        spreads = [spread for result in results_in(cohort) for spread in result.spreads]
        return [shown, spreads]

    return look


def test_while_a_form_is_open_another_answer_changes_nothing_but_the_number(
    group, form, trainer_sees
):
    _cohort, people = group
    for enrolment in people[:5]:
        send(enrolment, form, scale=5, text="Bra dag.")
    before, spreads = trainer_sees()
    send(people[5], form, scale=1, text=WORDS)
    after, spreads_after = trainer_sees()
    assert spreads == spreads_after == []
    changed = [page.replace("5 av 6", "6 av 6") for page in before]
    assert [_without_token(page) for page in changed] == [_without_token(page) for page in after]


@pytest.mark.parametrize(("number", "is_shown"), [(4, False), (5, True), (6, True)])
def test_a_closed_form_is_shown_from_five_answers(
    group, form, evening, trainer_sees, number, is_shown
):
    _cohort, people = group
    for enrolment in people[:number]:
        send(enrolment, form, text=WORDS)
    evening.move_to(CLOSED)
    (_list, _cohort_page, page), spreads = trainer_sees()
    assert bool(spreads) is is_shown
    assert (WORDS in page) is is_shown


def test_a_form_that_is_shown_never_changes_again(group, form, evening, trainer_sees):
    """Not when the day is moved, attendance is corrected, or somebody tries to answer late."""
    cohort, people = group
    for enrolment in people[:5]:
        send(enrolment, form)
    evening.move_to(CLOSED)
    before = trainer_sees()[1]
    cohort.days.filter(plan__number=1).update(date="2027-03-17")
    from cohorts.services.evaluating.opening import run_evaluations
    from tests.refusals import refused

    run_evaluations()
    with refused("closed"):
        send(people[5], form, scale=1)
    assert trainer_sees()[1] == before


def _without_token(page: str) -> str:
    """The key against forged forms differs from page to page."""
    import re

    return re.sub(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")[^"]+', "", page)
