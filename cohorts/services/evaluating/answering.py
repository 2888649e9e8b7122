"""Taking in answers so that nobody can tell whose they are (docs/adr/0035)."""

import random
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from cohorts.models import CourseEvaluation, EvaluationTally, EvaluationText, EvaluationTicket
from cohorts.selectors.evaluating.asking import enrolment_for, questions_of
from cohorts.services.evaluating.locking import lock_evaluation
from common.clock import today
from common.errors import RuleViolation
from common.guard import assert_identifies_nobody
from courses.enums import QuestionKind
from courses.models import EvaluationQuestion

LONGEST_TEXT = 1000
_shuffle = random.SystemRandom().shuffle


@transaction.atomic
def answer(*, by, evaluation: CourseEvaluation, answers: Mapping[int, int | str]) -> None:
    """Take in one person's answers, by question id: a number to choose, or a text.

    Saves that `by` has answered, and apart from it what was answered: counts, and texts in a new
    order. Writes no log: the ticket says that, and nothing may say what. Ten queries.

    Raises `RuleViolation`: `not_asked`, `answered`, `closed`, `missing`, `not_a_choice`,
    `too_long`, `identity_number`, `contact_details`; then nothing is saved.
    """
    evaluation = lock_evaluation(evaluation.pk)
    if not evaluation.is_open_on(today()):
        raise RuleViolation(
            "closed",
            _("The evaluation is closed, and nothing more can be answered."),
            _("Talk to your trainer if you want to tell something."),
        )
    enrolment = enrolment_for(by, evaluation)
    if enrolment is None:
        raise RuleViolation("not_asked", _("You are not asked to answer this evaluation."))
    _ticket, is_new = EvaluationTicket.objects.get_or_create(
        evaluation=evaluation, enrolment=enrolment
    )
    if not is_new:
        raise RuleViolation(
            "answered",
            _("You have answered already, and an answer can't be taken back or given twice."),
        )
    questions = questions_of(evaluation)
    chosen, texts = checked(questions, answers)
    _count(evaluation, chosen)
    _write_texts(evaluation, texts)


def checked(
    questions: list[EvaluationQuestion], answers: Mapping[int, int | str]
) -> tuple[dict[int, int], dict[int, str]]:
    """The answers that fit the questions: numbers chosen and texts, by question id. Raises
    `RuleViolation` with the field `q<id>`; see `answer`."""
    chosen, texts = {}, {}
    for question in questions:
        given = answers.get(question.pk)
        if given in (None, ""):
            _require_optional(question)
        elif question.kind == QuestionKind.TEXT:
            texts[question.pk] = checked_text(question, str(given))
        elif given in dict(question.options):
            chosen[question.pk] = given
        else:
            raise RuleViolation(
                "not_a_choice", _("Choose one of the answers."), field=f"q{question.pk}"
            )
    return chosen, {pk: text for pk, text in texts.items() if text}


def _require_optional(question: EvaluationQuestion) -> None:
    if question.is_required:
        raise RuleViolation("missing", _("Answer the question."), field=f"q{question.pk}")


def checked_text(question: EvaluationQuestion, text: str) -> str:
    """The text without spaces around. Raises `RuleViolation`: `too_long`, `identity_number`,
    `contact_details`."""
    text, field = text.strip(), f"q{question.pk}"
    if len(text) > LONGEST_TEXT:
        raise RuleViolation(
            "too_long",
            _("The text is longer than %(most)s characters.") % {"most": LONGEST_TEXT},
            field=field,
        )
    assert_identifies_nobody([(question.question, text)], what=_("The text"), field=field)
    return text


def _count(evaluation: CourseEvaluation, chosen: Mapping[int, int]) -> None:
    """Raise the counts. Every row of the form is written, so that the age of a row (PostgreSQL
    keeps the transaction) is the last answer's for all of them."""
    steps = [When(question=pk, value=value, then=Value(1)) for pk, value in chosen.items()]
    EvaluationTally.objects.filter(evaluation=evaluation).update(
        count=F("count") + Case(*steps, default=Value(0))
    )


def _write_texts(evaluation: CourseEvaluation, texts: Mapping[int, str]) -> None:
    """Add texts, and write all of the form's anew in another order, with new keys: neither key,
    place in the table nor age says which came when. The rest is written even if nothing is added:
    otherwise the last to write in own words would be known."""
    rows = EvaluationText.objects.filter(evaluation=evaluation)
    kept = [*rows.values_list("question_id", "text"), *texts.items()]
    rows.delete()
    _shuffle(kept)
    EvaluationText.objects.bulk_create(
        EvaluationText(evaluation=evaluation, question_id=question, text=text)
        for question, text in kept
    )
