"""Moving and cancelling single days, and what calendars get to know."""

import datetime as dt

import icalendar
import pytest
import time_machine
from django.utils.timezone import localtime

from cohorts import signals
from cohorts.enums import DayState, Mark
from cohorts.models import Attendance
from cohorts.services.course_days import cancel_day, move_day
from cohorts.services.dates import DayTimes
from common.clock import now
from common.errors import RuleViolation
from common.models import AuditEvent
from messaging import rendering
from messaging.models import Message
from tests.factories.cohorts import make_enrolment
from tests.factories.organisations import give_role, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_it_begins")]
NEW_DATE = dt.date(2027, 2, 3)


@pytest.fixture
def before_it_begins():
    with time_machine.travel("2026-12-15 09:00 +01:00", tick=False):
        yield


@pytest.fixture
def cohort(planned):
    return planned()


@pytest.fixture
def day(cohort):
    """The third of nine Thursdays: 28 January 2027."""
    return cohort.days.in_order()[2]


@pytest.fixture
def move(cast, day):
    def act(**changes):
        given = {"date": NEW_DATE, "times": DayTimes(), "venue": "", "reason": "Salen är upptagen."}
        return move_day(by=cast.board, day=day, **given | changes)

    return act


def events_of(message: Message) -> dict:
    calendar = icalendar.Calendar.from_ical(message.calendar["text"])
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_a_moved_day_keeps_its_uid_raises_its_sequence_and_moves_both_halves(day, move):
    uid = day.uid

    moved = move(times=DayTimes(morning_starts=dt.time(10)))

    moved.refresh_from_db()
    assert (moved.uid, moved.sequence, moved.date) == (uid, 1, NEW_DATE)
    starts = [localtime(part.starts_at) for part in moved.parts.all()]
    assert [start.date() for start in starts] == [NEW_DATE, NEW_DATE]
    assert [start.hour for start in starts] == [10, 13]


def test_moving_is_logged_with_before_after_and_why(cast, day, move):
    move()

    event = AuditEvent.objects.get(action="course_day.move")
    assert (event.actor, event.subject_id) == (cast.board, str(day.pk))
    assert (event.before["date"], event.after["date"]) == ("2027-01-28", "2027-02-03")
    assert event.reason == "Salen är upptagen."


def test_later_days_of_the_term_follow_by_as_many_days_and_pass_over_days_off(cohort, move):
    move(date=dt.date(2027, 3, 4), follow=True)

    dates = [day.date for day in cohort.days.in_order()]
    # 28 January → 4 March is five weeks; 11 March + 14 days is the day before Good Friday …
    assert dates[2:] == [dt.date(2027, 3, 4) + dt.timedelta(weeks=n) for n in range(7)]
    assert cohort.days.filter(sequence=1).count() == 7


def test_a_day_that_would_follow_onto_a_holiday_goes_to_the_next_week(cohort, move):
    move(date=dt.date(2027, 3, 25), follow=True)

    dates = [day.date for day in cohort.days.in_order()]
    assert dt.date(2027, 5, 6) not in dates  # Ascension Day
    assert dates[-1] == dt.date(2027, 5, 13)


def test_without_follow_only_the_one_day_moves(cohort, move):
    move()

    assert cohort.days.filter(sequence=1).count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "reason_missing"),
        ({"date": dt.date(2026, 12, 14)}, "date_has_passed"),
        ({"date": dt.date(2027, 2, 4)}, "another_day_is_there"),
        ({"date": dt.date(2027, 1, 6)}, "day_off"),
        ({"date": dt.date(2027, 1, 28)}, "nothing_changed"),
        ({"times": DayTimes(morning_ends=dt.time(9))}, "times_out_of_order"),
    ],
)
def test_a_move_that_breaks_a_rule_is_refused(move, changes, code):
    with pytest.raises(RuleViolation) as refused:
        move(**changes)

    assert refused.value.code == code
    assert not Message.objects.exists()


def test_a_day_may_be_given_on_a_day_off_when_that_is_meant(move):
    assert move(date=dt.date(2027, 1, 6), on_day_off=True).date == dt.date(2027, 1, 6)


def test_a_cancelled_day_leaves_its_date_to_others(cohort, move, cast):
    cancel_day(by=cast.board, day=cohort.days.get(date=dt.date(2027, 2, 4)), reason="Sjuk lärare.")

    assert move(date=dt.date(2027, 2, 4)).date == dt.date(2027, 2, 4)


@pytest.mark.parametrize("closed", [True, False])
def test_a_day_that_has_been_held_stays(cast, cohort, day, move, closed):
    if closed:
        cohort.days.filter(pk=day.pk).update(attendance_closed_at=now())
    else:
        Attendance.objects.create(
            enrolment=make_enrolment(cohort, unit=cast.south),
            part=day.parts.all()[0],
            mark=Mark.PRESENT,
            marked_by=cast.trainer,
            marked_at=now(),
        )

    for act in (move, lambda: cancel_day(by=cast.board, day=day, reason="Inställd.")):
        with pytest.raises(RuleViolation) as refused:
            act()
        assert refused.value.code == "day_is_held"


def test_cancelling_a_day_twice_is_refused(cast, day):
    cancel_day(by=cast.board, day=day, reason="Sjuk lärare.")

    with pytest.raises(RuleViolation) as refused:
        cancel_day(by=cast.board, day=day, reason="Sjuk lärare.")

    assert refused.value.code == "not_now"


def test_the_news_carries_the_days_as_they_were_and_are(move, cohort):
    heard = []

    def hear(sender, **news):
        heard.append(news)

    signals.course_days_changed.connect(hear)
    move()
    signals.course_days_changed.disconnect(hear)

    [news] = heard
    [change] = news["changes"]
    assert (change.date, change.day.date) == (dt.date(2027, 1, 28), NEW_DATE)
    assert news["cohort"] == cohort
    assert news["reason"] == "Salen är upptagen."


def test_those_who_take_part_or_teach_get_one_mail_that_changes_their_entry(
    cast, cohort, day, move
):
    people = {make_enrolment(cohort, unit=cast.south).person for _ in range(2)}
    trainer = make_person("Torvald Torn")
    give_role(trainer, "trainer", cohort=cohort)

    move()

    told = Message.objects.filter(event="course_days_changed")
    assert {message.recipient for message in told} == {*people, trainer}
    [event] = events_of(told[0]).values()
    assert "METHOD:REQUEST" in told[0].calendar["text"]
    assert (str(event["uid"]), event["sequence"]) == (str(day.uid), 1)
    assert event["dtstart"].dt.date() == NEW_DATE


def test_moving_again_raises_the_sequence_of_the_same_entry(cast, cohort, move):
    make_enrolment(cohort, unit=cast.south)

    move()
    move(date=dt.date(2027, 2, 10))

    first, second = Message.objects.filter(event="course_days_changed").order_by("pk")
    [(uid, event)] = events_of(first).items()
    [(same, newer)] = events_of(second).items()
    assert uid == same
    assert (event["sequence"], newer["sequence"]) == (1, 2)


def test_a_cancelled_day_goes_from_the_calendars(cast, cohort, day):
    make_enrolment(cohort, unit=cast.south)

    cancelled = cancel_day(by=cast.board, day=day, reason="Läraren är sjuk.")

    message = Message.objects.get(event="course_days_changed")
    [event] = events_of(message).values()
    assert cancelled.state == DayState.CANCELLED
    assert "METHOD:CANCEL" in message.calendar["text"]
    assert (str(event["uid"]), event["sequence"], event["status"]) == (str(day.uid), 1, "CANCELLED")


def test_the_mail_says_what_was_what_is_and_why(cast, cohort, move):
    make_enrolment(cohort, unit=cast.south)
    move()

    words = rendering.render(Message.objects.get(event="course_days_changed"))

    assert "3 februari" in words.subject
    for text in (words.text, words.html):
        assert "Salen är upptagen." in text
        assert "28 januari 2027" in text
        assert "3 februari 2027" in text
        assert cohort.slug in text


def test_the_number_of_queries_does_not_grow_with_people(
    cast, cohort, move, django_assert_max_num_queries
):
    for _ in range(20):
        make_enrolment(cohort, unit=cast.south)

    with django_assert_max_num_queries(16):
        move()
