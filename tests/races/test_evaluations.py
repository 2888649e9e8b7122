"""Many answer at once: everybody is counted once, and no text is lost."""

from collections import Counter

import pytest
from django.db.models import Sum

from cohorts.models import CourseEvaluation, EvaluationTally, EvaluationText, EvaluationTicket
from cohorts.services.evaluating import answering
from tests.cohorts.evaluating.story import answers, ask, open_form
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.races.crowd import crowd

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PEOPLE = 16


@pytest.fixture
def form():
    """A day that was yesterday, and a group that was there."""
    import datetime as dt

    from common.clock import today

    version = make_version(days=1, examination=False, assignments=0)
    ask(version)
    cohort = make_cohort(version, first_day=today() - dt.timedelta(days=1))
    long_ago = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for _ in range(PEOPLE):
        make_enrolment(cohort, enrolled_at=long_ago)
    return open_form(cohort)


def people_of(form) -> list:
    return [row.person for row in form.cohort.enrolments.select_related("person").order_by("pk")]


def counted(form) -> int:
    """How many answers the first question has."""
    first = min(answers(form))
    return EvaluationTally.objects.filter(question=first).aggregate(n=Sum("count"))["n"]


def test_all_who_answer_at_once_are_counted_and_every_text_is_kept(form):
    people = people_of(form)

    def one(index: int) -> None:
        given = answers(form, text=f"Text {index}")
        answering.answer(by=people[index], evaluation=form, answers=given)

    assert Counter(crowd(PEOPLE, one)) == {"done": PEOPLE}
    assert counted(form) == EvaluationTicket.objects.count() == PEOPLE
    assert set(EvaluationText.objects.values_list("text", flat=True)) == {
        f"Text {index}" for index in range(PEOPLE)
    }


def test_one_who_sends_many_times_at_once_is_counted_once(form):
    person = people_of(form)[0]

    def again(_index: int) -> None:
        answering.answer(by=person, evaluation=form, answers=answers(form, text="En gång."))

    assert Counter(crowd(8, again)) == {"done": 1, "answered": 7}
    assert counted(form) == EvaluationText.objects.count() == 1


def test_without_the_lock_texts_are_lost_or_doubled(form, monkeypatch):
    """The twin: the same crowd, each reading before the others have written."""
    import time

    people = people_of(form)

    def without_lock(pk: int) -> CourseEvaluation:
        return CourseEvaluation.objects.select_related("day", "cohort").get(pk=pk)

    def write_slowly(evaluation, texts) -> None:
        rows = EvaluationText.objects.filter(evaluation=evaluation)
        kept = [*rows.values_list("question_id", "text"), *texts.items()]
        time.sleep(0.3)
        rows.delete()
        EvaluationText.objects.bulk_create(
            EvaluationText(evaluation=evaluation, question_id=question, text=text)
            for question, text in kept
        )

    monkeypatch.setattr(answering, "lock_evaluation", without_lock)
    monkeypatch.setattr(answering, "_write_texts", write_slowly)
    unwrapped = answering.answer.__wrapped__

    def one(index: int) -> None:
        given = answers(form, text=f"Text {index}")
        unwrapped(by=people[index], evaluation=form, answers=given)

    crowd(6, one)
    assert EvaluationText.objects.count() != 6
