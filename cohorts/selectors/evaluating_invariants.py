"""What must hold about evaluations; `invariants.py` loads it."""

from collections import Counter

from django.db.models import Count, Sum

from cohorts.models import EvaluationTally, EvaluationText, EvaluationTicket
from common.invariants import invariant


def _answered() -> Counter:
    """How many have answered each form."""
    rows = EvaluationTicket.objects.values_list("evaluation").annotate(Count("pk"))
    return Counter(dict(rows))


@invariant("Every question that must be answered has as many answers as the form")
def required_answers_are_counted_once():
    answered = _answered()
    counted = (
        EvaluationTally.objects.filter(question__is_required=True)
        .values_list("evaluation", "question")
        .annotate(Sum("count"))
    )
    return [f"{form} {question}" for form, question, n in counted if n != answered[form]]


@invariant("No question has more answers than the form")
def no_answer_is_counted_twice():
    answered = _answered()
    counted = EvaluationTally.objects.values_list("evaluation", "question").annotate(Sum("count"))
    written = EvaluationText.objects.values_list("evaluation", "question").annotate(Count("pk"))
    return [
        f"{form} {question}" for form, question, n in (*counted, *written) if n > answered[form]
    ]
