"""Who is asked, when, and how often."""

import datetime as dt

import pytest

from cohorts.enums import CohortState, DayState, EnrolmentState, Mark
from cohorts.models import Attendance, CourseEvaluation, EvaluationTally
from cohorts.selectors.evaluating.asking import (
    enrolment_for,
    evaluations_asked,
    evaluations_due,
    numbers_of,
    people_asked,
)
from cohorts.services.evaluating.opening import open_evaluations, run_evaluations
from courses.enums import DayKind
from courses.models import DayPlan
from messaging.models import Message
from messaging.services import relay
from tests.cohorts.evaluating.story import answers, make_group, open_form, send

pytestmark = pytest.mark.django_db


def forms_of(cohort) -> list[int | None]:
    """The forms that are there: the numbers of their days, None for the whole course."""
    found = CourseEvaluation.objects.filter(cohort=cohort).in_order()
    return list(found.values_list("day__plan__number", flat=True))


# ── opening ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("moment", "open_days"),
    [
        ("2027-03-03 15:59 +01:00", []),  # the day goes on
        ("2027-03-03 16:00 +01:00", [1]),
        ("2027-03-10 09:00 +01:00", [1]),  # the last day to answer
        ("2027-03-10 16:00 +01:00", [1, 2, None]),  # the last day of the course is over
        ("2027-03-11 09:00 +01:00", [2, None]),  # too late for the first
        ("2027-03-24 09:00 +01:00", [None]),
        ("2027-03-25 09:00 +01:00", []),
    ],
)
def test_a_form_opens_when_what_it_is_about_is_over(evening, moment, open_days):
    cohort, _people = make_group()
    evening.move_to(moment)
    open_evaluations()
    assert forms_of(cohort) == open_days


def test_opening_again_opens_nothing(group):
    assert (open_evaluations(), open_evaluations()) == (1, 0)


def test_all_counts_are_there_before_the_first_answer(form):
    assert list(EvaluationTally.objects.values_list("value", "count")) == [
        (value, 0) for value in (1, 2, 3, 4, 5, 1, 2, 3)
    ]


def test_an_examination_day_is_not_evaluated(group):
    cohort, _people = group
    DayPlan.objects.filter(version=cohort.version).update(kind=DayKind.EXAMINATION)
    assert open_evaluations() == 0


def test_a_programme_without_questions_asks_nobody(evening):
    cohort, _people = make_group()
    cohort.version.evaluation_questions.all().delete()
    assert open_evaluations() == 0


@pytest.mark.parametrize("what", ["day", "cohort"])
def test_what_was_cancelled_is_not_evaluated(group, what):
    cohort, _people = group
    if what == "day":
        cohort.days.update(state=DayState.CANCELLED)
    else:
        type(cohort).objects.update(state=CohortState.CANCELLED)
    assert open_evaluations() == 0


def test_a_day_moved_afterwards_is_asked_about_when_it_is_over(group, form):
    cohort, _people = group
    cohort.days.filter(plan__number=1).update(date=dt.date(2027, 3, 5))
    run_evaluations()
    assert not CourseEvaluation.objects.filter(pk=form.pk).exists()


def test_a_form_that_somebody_answered_stays_when_its_day_is_moved(group, form):
    cohort, people = group
    send(people[0], form)
    cohort.days.filter(plan__number=1).update(date=dt.date(2027, 3, 5))
    run_evaluations()
    assert CourseEvaluation.objects.filter(pk=form.pk).exists()


# ── who ─────────────────────────────────────────────────────────────────────────────────────

AWAY, THERE = Mark.ABSENT, Mark.PRESENT


@pytest.mark.parametrize(
    ("marks", "is_asked"),
    [
        ([], True),  # attendance is not taken yet
        ([THERE, THERE], True),
        ([THERE, AWAY], True),
        ([AWAY, Mark.LATE], True),
        ([AWAY, AWAY], False),
        ([Mark.EXCUSED, Mark.EXCUSED], False),
    ],
)
def test_those_who_were_there_some_of_the_day_are_asked(group, form, cast, marks, is_asked):
    cohort, people = group
    parts = cohort.days.get(plan__number=1).parts.all()
    for part, mark in zip(parts, marks, strict=False):
        Attendance.objects.create(
            enrolment=people[0],
            part=part,
            mark=mark,
            marked_by=cast.trainer,
            marked_at=dt.datetime.now(dt.UTC),
        )
    person = people[0].person
    assert (enrolment_for(person, form) is not None) is is_asked
    assert evaluations_due(person) == ([form] if is_asked else [])
    assert numbers_of([form])[form.pk] == (0, 6 if is_asked else 5)
    assert people_asked(form).count() == (6 if is_asked else 5)


def test_who_came_later_or_has_left_is_not_asked_about_the_day(group, form):
    _cohort, people = group
    people[1].enrolled_at = dt.datetime(2027, 3, 4, 9, tzinfo=dt.UTC)
    people[1].save()
    people[2].state, people[2].left_on = EnrolmentState.LEFT, dt.date(2027, 3, 3)
    people[2].save()
    assert [evaluations_due(row.person) for row in people[:3]] == [[form], [], []]
    assert numbers_of([form])[form.pk] == (0, 4)


def test_strangers_are_never_asked(form, cast):
    assert not evaluations_asked(cast.stranger).exists()


def test_what_is_answered_or_closed_is_not_due(group, form, evening):
    _cohort, people = group
    send(people[0], form)
    assert evaluations_due(people[0].person) == []
    evening.move_to("2027-03-11 00:00 +01:00")
    assert evaluations_due(people[1].person) == []


def test_those_who_are_asked_are_counted_in_as_many_queries_for_many_forms(
    group, django_assert_num_queries
):
    forms = [open_form(group[0])] + [open_form(make_group(2)[0]) for _ in range(5)]
    with django_assert_num_queries(2):
        numbers = numbers_of(forms)
    assert [numbers[row.pk][1] for row in forms] == [6, 2, 2, 2, 2, 2]


# ── the reminder ────────────────────────────────────────────────────────────────────────────


def reminded() -> set[str]:
    return set(
        Message.objects.filter(event="evaluation_reminder").values_list(
            "recipient_email", flat=True
        )
    )


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("2027-03-07 23:00 +01:00", 0),
        ("2027-03-08 00:10 +01:00", 5),
        ("2027-03-10 23:00 +01:00", 5),
        ("2027-03-11 00:10 +01:00", 0),
    ],
)
def test_two_days_before_the_last_those_who_have_not_answered_are_reminded(
    group, form, evening, moment, number
):
    _cohort, people = group
    send(people[0], form)
    evening.move_to(moment)
    assert run_evaluations().reminded == number
    assert people[0].person.email not in reminded()
    assert len(reminded()) == number


def test_nobody_is_reminded_twice(group, form, evening):
    evening.move_to("2027-03-08 09:00 +01:00")
    assert [run_evaluations().reminded for _ in range(3)] == [6, 0, 0]
    evening.move_to("2027-03-09 09:00 +01:00")
    assert run_evaluations().reminded == 0


def test_the_reminder_waits_for_the_morning_and_is_of_no_use_after_the_last_day(
    group, form, evening
):
    evening.move_to("2027-03-08 00:10 +01:00")
    run_evaluations()
    letter = Message.objects.filter(event="evaluation_reminder").first()
    assert letter.not_before.isoformat() == "2027-03-08T07:00:00+00:00"
    assert letter.expires_at.isoformat() == "2027-03-10T23:00:00+00:00"


def test_the_reminder_says_what_until_when_and_that_it_is_anonymous(
    group, form, evening, mailoutbox, django_capture_on_commit_callbacks
):
    evening.move_to("2027-03-08 09:00 +01:00")
    with django_capture_on_commit_callbacks(execute=True):
        run_evaluations()
    relay.drain()
    mail = mailoutbox[0]
    assert mail.subject == "Hur var dag 1? Två minuter räcker"
    assert f"/min-sida/utvarderingar/{form.pk}/" in mail.body
    assert "10 mars 2027" in mail.body
    assert "anonyma" in mail.body


def test_the_course_is_asked_about_with_questions_of_its_own(evening):
    cohort, people = make_group()
    evening.move_to("2027-03-10 18:00 +01:00")
    whole = open_form(cohort, None)
    assert len(answers(whole)) == 3
    assert whole in evaluations_due(people[0].person)
