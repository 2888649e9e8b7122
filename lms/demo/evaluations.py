"""What the groups of the demo story say about their days."""

import datetime as dt

from cohorts.models import Cohort, CourseDay, CourseEvaluation, Enrolment
from cohorts.selectors.evaluating.asking import enrolment_for, questions_of
from cohorts.services.course_days import move_day
from cohorts.services.dates import DayTimes
from cohorts.services.evaluating.answering import answer
from cohorts.services.evaluating.opening import open_evaluations
from courses.enums import QuestionKind
from lms.demo.cast import Cast
from lms.demo.stagecraft import on

ANSWERED = 9  # people of each form; the rest are busy
SATURDAY, FRIDAY = 5, 4
SAID = [
    "Rollspelen i grupper om tre. Gärna längre rast före dem.",
    "För mycket på eftermiddagen. Jag hängde inte med i den sista övningen.",
    "Att brukarcoachen ledde genomgången gjorde all skillnad.",
    "",
    "Mer tid för att öva på riktiga mötessituationer.",
    "Bra att kommun och region satt blandat.",
    "",
    "Bra exempel. Skicka gärna ut bilderna dagen före.",
    "Lokalen var kall på förmiddagen.",
    "",
]


def nearest_day(cast: Cast, cohort: Cohort, begin: dt.date) -> None:
    """The last day that has been is moved to some days ago, so that it can be evaluated now."""
    day = CourseDay.objects.in_order().filter(cohort=cohort, date__lt=begin).last()
    date = begin - dt.timedelta(days=5)
    date -= dt.timedelta(days=max(date.weekday() - FRIDAY, 0))
    if day.date >= date:
        return
    with on(day.date - dt.timedelta(weeks=3)):
        move_day(
            by=cast.board,
            day=day,
            date=date,
            times=DayTimes(),
            reason="Lokalen var upptagen.",
            on_day_off=True,
        )


def evaluate(cohort: Cohort, until: dt.date, *, not_yet: str = "") -> None:
    """The forms of every day that has been open, and some of the group answer the day after; the
    person with the address `not_yet` has the last, which may still be open, before them."""
    days = list(CourseDay.objects.in_order().filter(cohort=cohort, date__lt=until))
    for day in days:
        with on(day.date, hour=18):
            open_evaluations()
        waits = not_yet if day == days[-1] else ""
        with on(day.date + dt.timedelta(days=1)):
            for form in CourseEvaluation.objects.with_day().filter(
                cohort=cohort, opened_on=day.date
            ):
                _answers(form, waits)


def _answers(form: CourseEvaluation, waits: str) -> None:
    enrolments = Enrolment.objects.active().filter(cohort=form.cohort).select_related("person")
    people = enrolments.exclude(person__email=waits).order_by("pk")
    turn = form.day.plan.number if form.day else 0
    questions = questions_of(form)
    for number, enrolment in enumerate(people[:ANSWERED]):
        if enrolment_for(enrolment.person, form):
            given = {row.pk: _answer(row, turn, number) for row in questions}
            answer(by=enrolment.person, evaluation=form, answers=given)


def _answer(question, turn: int, number: int) -> int | str:
    """Mostly content; the tempo is another matter."""
    if question.kind == QuestionKind.TEXT:
        return SAID[(turn * 3 + number) % len(SAID)]
    if question.kind != QuestionKind.SCALE:
        return 1 if (turn + number) % 4 else 2
    low = 2 if "tempo" in question.question.lower() else 3
    return min(low + (turn * 5 + number * 7 + question.position * 3) % 8 // 2, 5)
