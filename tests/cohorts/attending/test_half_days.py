"""One half of a day is called off, mostly at lunch (docs/adr/0038)."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse

from cohorts.enums import MakeUpState, MakeUpWay, Mark
from cohorts.models import Attendance, CheckIn, DayPart, MakeUp
from cohorts.selectors.attending import day_of, roll_of
from cohorts.selectors.calendars import entries
from cohorts.selectors.completion import completion_of
from cohorts.selectors.participation import courses_of
from cohorts.selectors.wording import line_for
from cohorts.services.absences import announce_absence
from cohorts.services.attendance import Marking, close_day, mark_attendance
from cohorts.services.check_in import check_in, open_check_in
from cohorts.services.course_days import cancel_day, move_day
from cohorts.services.dates import DayTimes
from cohorts.services.half_days import call_off_half
from common.clock import now
from common.invariants import broken_invariants
from common.models import AuditEvent
from courses.enums import RequirementKind
from messaging import rendering
from messaging.models import Message
from tests.cohorts.attending.days import DATE, at
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.examinations import examination_day
from tests.refusals import refused

pytestmark = pytest.mark.django_db
WHY = "Utbildaren har blivit sjuk."


@pytest.fixture
def people(cohort):
    return [make_enrolment(cohort) for _ in range(2)]


@pytest.fixture
def enrolment(cast, cohort):
    return make_enrolment(cohort, cast.participant)


def take(cast, day, part, marks) -> None:
    markings = [Marking(row.pk, part.pk, mark) for row, mark in marks.items()]
    mark_attendance(by=cast.trainer, day=day, markings=markings)


def call_off(cast, day, half="pm", reason=WHY):
    return call_off_half(by=cast.board, day=day, half=half, reason=reason)


def item(enrolment, kind=RequirementKind.DAYS_ATTENDED):
    return completion_of([enrolment])[enrolment.pk].item(kind)


def test_marks_of_the_other_half_stay_and_count_as_half_a_day(
    cast, cohort, day, morning, enrolment, people
):
    with at("09:30"):
        take(cast, day, morning, {enrolment: Mark.PRESENT, people[0]: Mark.ABSENT})
    with at("12:10"):
        call_off(cast, day)
    assert Attendance.objects.count() == 2
    there, away, unmarked = item(enrolment), item(people[0]), item(people[1])
    assert (there.done, there.held, there.planned) == (0.5, 0.5, 7.5)
    assert (away.done, away.held, away.planned) == (0, 0.5, 7.5)
    assert (unmarked.done, unmarked.held, unmarked.planned) == (0, 0, 7.5)


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        (Mark.PRESENT, "Du kan missa 0,5 dagar till."),
        (Mark.ABSENT, "Du behöver vara med på alla dagar som är kvar."),
    ],
)
def test_what_can_be_missed_is_counted_without_the_half(
    cast, day, morning, enrolment, mark, sentence
):
    """Seven of eight days are asked for, and seven and a half are given."""
    with at("09:30"):
        take(cast, day, morning, {enrolment: mark})
    with at("12:10"):
        call_off(cast, day)
    assert line_for(item(enrolment)).sentence == sentence
    assert line_for(item(enrolment)).count.endswith("7,5 planerade")


def test_a_mark_that_was_made_in_it_stays_and_counts_nowhere(cast, day, afternoon, enrolment):
    with at("12:10"):
        take(cast, day, afternoon, {enrolment: Mark.PRESENT})
        call_off(cast, day)
    assert Attendance.objects.get().mark == Mark.PRESENT
    assert (item(enrolment).done, item(enrolment).held) == (0, 0)


def test_the_day_is_closed_when_the_half_that_is_left_is_marked(cast, cohort, morning, enrolment):
    with at("12:10"):
        day = call_off(cast, day_of(cohort, 1))
        take(cast, day, morning, {enrolment: Mark.PRESENT})
        close_day(by=cast.trainer, day=day_of(cohort, 1))
    assert item(enrolment).done == 0.5


def test_the_roll_shows_the_half_that_is_left(cast, cohort, day, people):
    with at("13:05"):
        assert len(roll_of(day).parts) == 2
        call_off(cast, day)
        roll = roll_of(day_of(cohort, 1))
        assert [part.half for part in roll.parts] == ["am"]
        assert roll_of(day_of(cohort, 1), "pm") is None


def test_a_half_that_is_off_cannot_be_marked(cast, cohort, day, afternoon, enrolment):
    with at("12:10"):
        call_off(cast, day)
        with refused("not_in_cohort"):
            take(cast, day_of(cohort, 1), afternoon, {enrolment: Mark.PRESENT})


def test_nobody_checks_in_to_it(cast, day, afternoon, enrolment):
    from cohorts.selectors.check_in import code_at

    with at("12:30"):
        opened = open_check_in(by=cast.trainer, part=afternoon)
        call_off(cast, day)
        assert CheckIn.objects.get().closed_at
        with refused("no_check_in_open"):
            check_in(by=cast.participant, code=code_at(opened, now()))
        with refused("half_called_off"):
            open_check_in(by=cast.trainer, part=afternoon)


def test_absence_is_announced_from_the_other_half_only(cast, cohort, day, enrolment):
    with at("07:00"):
        call_off(cast, day)
        day = day_of(cohort, 1)
        announced = announce_absence(
            by=cast.participant, enrolment=enrolment, day=day, halves=["am"], reason="work"
        )
    assert [notice.part.half for notice in announced] == ["am"]


# ── what is refused ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("clock", "half", "reason", "code"),
    [
        ("12:10", "pm", " ", "reason_missing"),
        ("12:10", "am", WHY, "half_is_held"),
        ("12:10", "noon", WHY, "last_half"),
    ],
)
def test_calling_off_is_refused(cast, day, morning, enrolment, clock, half, reason, code):
    with at(clock):
        take(cast, day, morning, {enrolment: Mark.PRESENT})
        with refused(code):
            call_off(cast, day, half, reason)
    assert not DayPart.every.filter(called_off_at__isnull=False).exists()


def test_what_has_begun_with_people_in_it_is_not_called_off(cast, day, afternoon, enrolment):
    with at("13:10"):
        take(cast, day, afternoon, {enrolment: Mark.PRESENT})
        with refused("half_is_held"):
            call_off(cast, day)


def test_the_last_half_is_not_called_off_but_the_day_is_cancelled(cast, cohort, day):
    with at("08:00"):
        call_off(cast, day)
        with refused("last_half"):
            call_off(cast, day, "am")
        cancel_day(by=cast.board, day=day, reason=WHY)
        with refused("not_now"):
            call_off(cast, day, "am")


def test_a_closed_day_stays(cast, cohort, day):
    cohort.days.filter(pk=day.pk).update(attendance_closed_at=now())
    with refused("day_is_held"):
        call_off(cast, day)


def test_it_is_logged_with_who_and_why(cast, day):
    with at("12:10"):
        call_off(cast, day)
    event = AuditEvent.objects.get(action="course_day.call_off_half")
    assert (event.actor, event.reason, event.after["half"]) == (cast.board, WHY, "pm")


# ── who is told ─────────────────────────────────────────────────────────────────────────────


def test_everybody_is_told_once_and_the_entry_in_the_calendar_ends_at_lunch(
    cast, cohort, day, enrolment, people
):
    with at("12:10"):
        call_off(cast, day)
    told = Message.objects.filter(event="course_days_changed")
    assert {row.recipient for row in told} >= {enrolment.person, *(row.person for row in people)}
    message = told.get(recipient=cast.participant)
    [event] = icalendar.Calendar.from_ical(message.calendar["text"]).walk("VEVENT")
    assert (str(event["uid"]), event["sequence"]) == (str(day.uid), 1)
    assert (event["dtstart"].dt.hour, event["dtend"].dt.hour) == (9, 12)
    words = rendering.render(message)
    assert "Eftermiddagen är inställd" in words.subject
    assert "Eftermiddagen är inställd" in words.text
    assert WHY in words.text
    assert "Eftermiddagen är inställd" in words.html
    [entry] = entries([day_of(cohort, 1)])
    assert (entry.ends_at - entry.starts_at) == dt.timedelta(hours=3)


def test_guests_of_the_half_choose_another_and_those_of_the_other_stay(cast, cohort, day):
    own = make_cohort(cohort.version, cast.area, first_day=DATE - dt.timedelta(weeks=4))
    guests = [make_enrolment(own) for _ in range(2)]
    halves = {part.half: part for part in own.days.get(plan__number=1).parts.all()}
    for enrolment, half in zip(guests, ("am", "pm"), strict=True):
        MakeUp.objects.create(
            enrolment=enrolment,
            part=halves[half],
            way=MakeUpWay.OTHER_COHORT,
            host_part=day.parts.get(half=half),
            state=MakeUpState.PLANNED,
            planned_by=cast.trainer,
            planned_at=now(),
        )
    with at("12:10"):
        call_off(cast, day)
    states = [enrolment.make_ups.get().state for enrolment in guests]
    assert states == [MakeUpState.PLANNED, MakeUpState.CANCELLED]
    [event] = Message.objects.filter(recipient=guests[1].person).values_list("event", flat=True)
    assert event == "make_up_cancelled"
    assert [line for line in broken_invariants() if "uest" in line] == []


# ── the pages ───────────────────────────────────────────────────────────────────────────────


def test_the_board_calls_the_afternoon_off_on_the_page_of_the_day(client, cast, cohort, enrolment):
    client.force_login(cast.board)
    path = reverse("cohorts:cancel_day", args=[cohort.slug, 1])
    with at("12:10"):
        form = client.get(path).context["form"]
        assert form["half"].value() == "pm", "the morning has begun"
        answer = client.post(path, {"half": "pm", "reason": WHY})
        assert answer.url == reverse("cohorts:cohort", args=[cohort.slug])
        assert "Eftermiddagen är inställd" in client.get(answer.url).content.decode()
        assert "half" not in client.get(path).context["form"].fields
    client.force_login(cast.participant)
    with at("12:10"):
        page = client.get(reverse("cohorts:own_attendance", args=[cohort.slug])).content.decode()
        assert "Eftermiddagen är inställd" in page
        [course] = courses_of(cast.participant, DATE)
    assert (course.days[0].called_off, len(course.days[0].parts)) == ("pm", 1)


def test_a_day_with_one_half_left_is_moved_by_its_own_times(client, cast, cohort, day):
    client.force_login(cast.board)
    path = reverse("cohorts:move_day", args=[cohort.slug, 1])
    with at("08:00", DATE - dt.timedelta(days=2)):
        call_off(cast, day, "am")
        form = client.get(path).context["form"]
        assert [field.name for field in form.time_fields()] == [
            "afternoon_starts",
            "afternoon_ends",
        ]
        data = {
            "date": DATE.isoformat(),
            "afternoon_starts": "11:00",
            "afternoon_ends": "14:00",
            "mode": "on_site",
            "reason": WHY,
        }
        assert client.post(path, data).status_code == 302
    moved = day_of(cohort, 1)
    assert [(part.half, part.starts_at.hour) for part in moved.parts.all()] == [("pm", 10)]


def test_half_an_examination_day_can_still_be_attended(cast, cohort, enrolment):
    day = examination_day(cohort)
    with at("12:10", day.date):
        take(cast, day, day.parts.get(half="am"), {enrolment: Mark.PRESENT})
        call_off(cast, day)
    found = item(enrolment, RequirementKind.EXAMINATION_DAY_ATTENDED)
    assert (found.done, found.needed, found.standing) == (0.5, 0.5, "fulfilled")


def test_moving_the_day_leaves_the_half_off(cast, cohort, day):
    with at("08:00", DATE - dt.timedelta(days=2)):
        call_off(cast, day)
        move_day(
            by=cast.board,
            day=day,
            date=DATE + dt.timedelta(days=1),
            times=DayTimes(),
            reason=WHY,
        )
    assert [part.half for part in day_of(cohort, 1).parts.all()] == ["am"]
