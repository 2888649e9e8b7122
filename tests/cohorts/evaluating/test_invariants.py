"""What must hold about evaluations holds after a story, and is found when it does not."""

import pytest

from cohorts.models import EvaluationTally, EvaluationText, EvaluationTicket
from common.invariants import broken_invariants
from tests.cohorts.evaluating.story import send

pytestmark = pytest.mark.django_db
REQUIRED = "Every question that must be answered has as many answers as the form"
NO_MORE = "No question has more answers than the form"


@pytest.fixture
def answered(group, form):
    _cohort, people = group
    for enrolment in people:
        send(enrolment, form, text="Bra.")
    return form


def broken() -> set[str]:
    return {line.partition(":")[0] for line in broken_invariants()} & {REQUIRED, NO_MORE}


def test_all_holds_when_everybody_has_answered(answered):
    assert broken() == set()


def test_an_answer_counted_twice_is_found(answered):
    EvaluationTally.objects.filter(question__is_required=True, count__gt=0).update(count=7)
    assert broken() == {REQUIRED, NO_MORE}


def test_an_answer_that_is_lost_is_found(answered):
    EvaluationTally.objects.filter(question__is_required=True).update(count=0)
    assert broken() == {REQUIRED}


def test_a_text_that_nobody_can_have_written_is_found(answered):
    EvaluationTicket.objects.all()[0].delete()
    assert EvaluationText.objects.count() == 6
    assert NO_MORE in broken()
