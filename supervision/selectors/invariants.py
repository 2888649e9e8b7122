"""What must hold about the examination, whatever has happened."""

from django.db.models import Count, Exists, F, OuterRef, Q

from common.invariants import invariant
from supervision.enums import USES_UP_AN_ATTEMPT, ExaminationOutcome, SittingState
from supervision.models import Assessment, Attempt


def _keys(rows):
    return rows.order_by("pk").values_list("pk", flat=True)


@invariant("Examination: every result of a list that is final is there")
def final_lists_are_complete():
    return _keys(Attempt.objects.filter(sitting__state=SittingState.FINAL, outcome=""))


@invariant("Examination: every later attempt follows one that was failed or missed, and is final")
def later_attempts_follow_a_failure():
    good = Q(
        previous__outcome__in=(ExaminationOutcome.FAILED, ExaminationOutcome.MISSED),
        previous__sitting__state=SittingState.FINAL,
    )
    return _keys(Attempt.objects.filter(previous__isnull=False).exclude(good))


@invariant("Examination: attempts are counted one by one, and a missed one uses none up")
def attempts_are_counted():
    after_failure = Q(previous__outcome="failed", number=F("previous__number") + 1)
    after_missing = Q(previous__outcome="missed", number=F("previous__number"))
    first = Q(previous__isnull=True, number=1)
    return _keys(Attempt.objects.exclude(first | after_failure | after_missing))


@invariant("Examination: nobody stands at two places with an attempt that has no final result")
def nobody_waits_twice():
    waiting = Attempt.objects.exclude(sitting__state=SittingState.FINAL)
    people = waiting.values("enrolment__person", "enrolment__cohort__version__programme")
    return (
        people.annotate(times=Count("pk"))
        .filter(times__gt=1)
        .values_list("enrolment__person", flat=True)
    )


@invariant("Examination: every result that was not amended or settled is what the examiners said")
def results_are_what_was_marked():
    otherwise = Assessment.objects.filter(attempt=OuterRef("pk")).exclude(
        outcome=OuterRef("outcome")
    )
    decided = Attempt.objects.exclude(outcome="").filter(
        amendments__isnull=True, settled_by__isnull=True
    )
    return _keys(decided.filter(Exists(otherwise)))


@invariant("Examination: nobody has used more than three attempts")
def nobody_uses_more_than_three():
    used = Attempt.objects.filter(outcome__in=USES_UP_AN_ATTEMPT).values("enrolment")
    return used.annotate(times=Count("pk")).filter(times__gt=3).values_list("enrolment", flat=True)
