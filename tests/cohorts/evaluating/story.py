"""A group that is asked how it was."""

import datetime as dt

from cohorts.models import CourseEvaluation, Enrolment
from cohorts.selectors.evaluating.asking import questions_of
from cohorts.services.evaluating.answering import answer
from cohorts.services.evaluating.opening import open_evaluations
from courses.enums import AskedAbout, QuestionKind
from courses.models import EvaluationQuestion, ProgrammeVersion
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version

FIRST_DAY = dt.date(2027, 3, 3)  # a Wednesday
CLOSED = "2027-03-11 09:00 +01:00"
SCALE = {"kind": QuestionKind.SCALE, "lowest": "inte alls", "highest": "i hög grad"}


def ask(version: ProgrammeVersion) -> list[EvaluationQuestion]:
    """A scale, a choice and a text about each day; two screens about the course."""
    day, course = {"about": AskedAbout.DAY}, {"about": AskedAbout.COURSE}
    text = {"kind": QuestionKind.TEXT, "is_required": False}
    rows = [
        {**day, **SCALE, "question": "Tempot passade mig", "short_name": "Tempot"},
        {
            **day,
            "kind": QuestionKind.CHOICE,
            "question": "Hur var du med?",
            "short_name": "Hur",
            "choices": "På plats\nPå distans\nBåda",
            "is_required": False,
        },
        {**day, **text, "question": "Vad ska vi ändra?", "short_name": "Ändra"},
        {**course, **SCALE, "section": "Innehållet", "question": "Gav", "short_name": "Gav"},
        {
            **course,
            "section": "Efteråt",
            "kind": QuestionKind.YES_NO,
            "question": "Skulle du råda en kollega att gå?",
            "short_name": "Råda",
        },
        {**course, **text, "section": "Efteråt", "question": "Annat?", "short_name": "Annat"},
    ]
    return EvaluationQuestion.objects.bulk_create(
        EvaluationQuestion(version=version, position=position, **row)
        for position, row in enumerate(rows, start=1)
    )


def make_group(people: int = 6, *, area=None, days: int = 2, version=None):
    """A cohort whose programme asks, and its enrolments, made in time for the first day."""
    if version is None:
        version = make_version(days=days, examination=False, assignments=0)
        ask(version)
    cohort = make_cohort(version, area, first_day=FIRST_DAY)
    enrolments = [make_enrolment(cohort) for _ in range(people)]
    Enrolment.objects.filter(cohort=cohort).update(
        enrolled_at=dt.datetime(2027, 2, 1, tzinfo=dt.UTC)
    )
    return cohort, enrolments


def open_form(cohort, number: int | None = 1) -> CourseEvaluation:
    """The form of a day (or of the course), opened by the timetable."""
    open_evaluations()
    day = {"day__plan__number": number} if number else {"day": None}
    return CourseEvaluation.objects.select_related("day", "cohort").get(cohort=cohort, **day)


def answers(evaluation: CourseEvaluation, scale: int = 4, choice: int = 1, text: str = "") -> dict:
    """The same answer to each question of a kind."""
    given = {QuestionKind.SCALE: scale, QuestionKind.TEXT: text}
    return {row.pk: given.get(row.kind, choice) for row in questions_of(evaluation)}


def send(enrolment, evaluation, **given) -> None:
    """One person's answers."""
    answer(by=enrolment.person, evaluation=evaluation, answers=answers(evaluation, **given))
