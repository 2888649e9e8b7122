"""Answering once, within the time, with what the questions allow."""

import random

import pytest

from cohorts.models import EvaluationTally, EvaluationText, EvaluationTicket
from cohorts.services.evaluating.answering import LONGEST_TEXT, answer
from common.guard.measuring.numbers import drawn
from courses.enums import QuestionKind
from tests.cohorts.evaluating.story import CLOSED, answers, send
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def counted() -> dict:
    """The counts that are not nought, by kind of question and value."""
    rows = EvaluationTally.objects.filter(count__gt=0)
    return {(row.question.kind, row.value): row.count for row in rows.select_related("question")}


def test_answers_are_added_up(group, form):
    _cohort, people = group
    for enrolment, scale in zip(people, (5, 5, 4, 1, 5, 4), strict=True):
        send(enrolment, form, scale=scale, choice=2)
    assert counted() == {
        (QuestionKind.SCALE, 5): 3,
        (QuestionKind.SCALE, 4): 2,
        (QuestionKind.SCALE, 1): 1,
        (QuestionKind.CHOICE, 2): 6,
    }
    assert form.tickets.count() == 6


def test_a_second_answer_is_refused_and_changes_nothing(group, form):
    _cohort, people = group
    send(people[0], form, scale=5, text="Bra.")
    with refused("answered"):
        send(people[0], form, scale=1, text="Dåligt.")
    assert counted() == {(QuestionKind.SCALE, 5): 1, (QuestionKind.CHOICE, 1): 1}
    assert [row.text for row in EvaluationText.objects.all()] == ["Bra."]


def test_nobody_answers_after_the_last_day(group, form, evening):
    evening.move_to(CLOSED)
    with refused("closed"):
        send(group[1][0], form)


def test_who_is_not_asked_can_not_answer(form, cast):
    with refused("not_asked"):
        answer(by=cast.stranger, evaluation=form, answers=answers(form))
    with refused("not_asked"):
        answer(by=cast.trainer, evaluation=form, answers=answers(form))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"scale": None}, "missing"),
        ({"scale": 6}, "not_a_choice"),
        ({"scale": 0}, "not_a_choice"),
        ({"choice": 4}, "not_a_choice"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "too_long"),
    ],
)
def test_what_does_not_fit_the_question_is_refused_as_a_whole(group, form, given, code):
    with refused(code):
        send(group[1][0], form, **given)
    assert not EvaluationTicket.objects.exists()
    assert counted() == {}


def test_what_need_not_be_answered_can_be_left_open(group, form):
    send(group[1][0], form, choice=None, text="  ")
    assert counted() == {(QuestionKind.SCALE, 4): 1}
    assert not EvaluationText.objects.exists()


def test_an_identity_number_in_a_text_is_refused_and_nothing_is_kept(group, form):
    number = "-".join(drawn(random.Random(7))[1:])
    with refused("identity_number") as refusal:
        send(group[1][0], form, text=f"Fråga {number} om det.")
    assert refusal.value.field.startswith("q")
    assert not EvaluationTicket.objects.exists()


def test_answering_takes_a_fixed_number_of_queries(group, form, django_assert_max_num_queries):
    _cohort, people = group
    for enrolment in people[:5]:
        send(enrolment, form, text="Mer övning.")
    given = answers(form, text="Mindre.")
    with django_assert_max_num_queries(15):
        answer(by=people[5].person, evaluation=form, answers=given)
