"""Opening the forms of what is over, and reminding once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.models import CourseEvaluation, Enrolment, EvaluationTally
from cohorts.selectors.evaluating.asking import (
    DAYS_OPEN,
    courses_to_ask_about,
    days_to_ask_about,
    evaluations_to_remind_of,
    opened_too_early,
    people_to_remind,
    questions_of,
)
from cohorts.services.evaluating.locking import lock_evaluation
from common.clock import now, today
from courses.enums import AskedAbout
from messaging.services.ledger import Letter, enqueue_many

REMIND_BEFORE = 2  # days before the last one
REMINDER = "evaluation_reminder"
FROM_EIGHT = dt.time(8)  # no letter in the night


@dataclass(frozen=True)
class Opened:
    """What the timetable did."""

    opened: int
    reminded: int


def run_evaluations() -> Opened:
    """What the timetable does: open the forms of days and courses that are over, take away those
    that opened too early, and remind once. Safe to run twice, or twice at once. Four queries when
    there is nothing to do."""
    for evaluation in opened_too_early():
        take_away(evaluation=evaluation)
    opened = open_evaluations()
    due = evaluations_to_remind_of(REMIND_BEFORE)
    return Opened(opened, sum(remind(evaluation=row) for row in due))


def open_evaluations() -> int:
    """Open a form for every day and course that is over and has none; gives how many. A fixed
    number of queries for each."""
    new = [_new(day.cohort, day, day.date) for day in days_to_ask_about()]
    new += [_new(cohort, None, cohort.last_on) for cohort in courses_to_ask_about()]
    return sum(_open(evaluation) for evaluation in new)


def _new(cohort, day, last_on: dt.date) -> CourseEvaluation:
    about = AskedAbout.DAY if day else AskedAbout.COURSE
    closes_on = last_on + dt.timedelta(days=DAYS_OPEN[about])
    return CourseEvaluation(cohort=cohort, day=day, opened_on=today(), closes_on=closes_on)


def _open(evaluation: CourseEvaluation) -> bool:
    """Save a form with all its counts at nought, in the order of the questions: the order of the
    rows says nothing of what was answered first. False if somebody else was quicker."""
    try:
        with transaction.atomic():
            evaluation.save()
            EvaluationTally.objects.bulk_create(
                EvaluationTally(evaluation=evaluation, question=question, value=value)
                for question in questions_of(evaluation)
                for value, _words in question.options
            )
    except IntegrityError:
        return False
    return True


@transaction.atomic
def take_away(*, evaluation: CourseEvaluation) -> None:
    """Remove a form that opened too early, unless somebody has answered it meanwhile."""
    lock_evaluation(evaluation.pk)
    opened_too_early().filter(pk=evaluation.pk).delete()


@transaction.atomic
def remind(*, evaluation: CourseEvaluation) -> int:
    """One letter to each who is asked and has not answered, once for each form. Gives how many."""
    evaluation = lock_evaluation(evaluation.pk)
    if evaluation.reminded_on:
        return 0
    people = list(people_to_remind(evaluation))
    _write(evaluation, people)
    evaluation.reminded_on = today()
    evaluation.save(update_fields=["reminded_on"])
    return len(people)


def _write(evaluation: CourseEvaluation, people: Sequence[Enrolment]) -> None:
    """The letters: from eight o'clock, and of no use after the last day. One query."""
    letters = [
        Letter(
            to=enrolment.person,
            dedupe_key=f"{REMINDER}:{evaluation.pk}:{enrolment.pk}",
            cause=evaluation,
            context={"evaluation": evaluation.pk},
        )
        for enrolment in people
    ]
    enqueue_many(
        by=None,
        event=REMINDER,
        letters=letters,
        not_before=max(now(), _local(today(), FROM_EIGHT)),
        expires_at=_local(evaluation.closes_on + dt.timedelta(days=1), dt.time()),
    )


def _local(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))
