"""What must always hold: doing more never makes completion worse, and one number everywhere."""

import datetime as dt

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.enums import Half, MakeUpState, MakeUpWay, Mark
from cohorts.models import Attendance, Credit, DayPart, MakeUp
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.certifying import frozen_requirements
from cohorts.selectors.completion import completion_of
from cohorts.selectors.following import follow
from cohorts.selectors.participation import courses_of
from cohorts.selectors.requirements import Standing
from common.clock import now, today
from courses.enums import DayKind, RequirementKind
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version

DAYS = RequirementKind.DAYS_ATTENDED
ORDER = [Standing.OUT_OF_REACH, Standing.WITHIN_REACH, Standing.FULFILLED]
HALVES = [(number, half) for number in range(1, 5) for half in Half.values]
AWAY = [mark for mark in Mark if mark in (Mark.ABSENT, Mark.EXCUSED)]
HERE = [mark for mark in Mark if mark not in AWAY]


@pytest.fixture
def world(cast):
    """A person in a cohort of four days, and another cohort that gives the same ones."""
    version = make_version(days=4, assignments=0, requirements={DAYS: 3}, examination=False)
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(weeks=8))
    other = make_cohort(version, cast.area, first_day=today() - dt.timedelta(weeks=4))
    person = make_enrolment(cohort, cast.participant, unit=cast.south)
    parts = {
        (part.day.plan.number, part.half): part
        for part in DayPart.objects.filter(day__cohort=cohort).select_related("day__plan")
    }
    hosts = {
        (part.day.plan.number, part.half): part
        for part in DayPart.objects.filter(day__cohort=other).select_related("day__plan")
    }
    return cast, person, parts, hosts


def give(cast, person, part, mark):
    Attendance.objects.create(
        enrolment=person, part=part, mark=mark, marked_by=cast.trainer, marked_at=now()
    )


def start_over(person):
    Attendance.objects.filter(enrolment=person).delete()
    person.make_ups.all().delete()
    person.credits.all().delete()


def add(world, key, how):
    """One more thing that counts, of any sort."""
    cast, person, parts, hosts = world
    if how == "attendance":
        Attendance.objects.filter(enrolment=person, part=parts[key]).delete()
        give(cast, person, parts[key], Mark.PRESENT)
    elif how == "credit":
        plan = person.cohort.version.days.get(number=key[0])
        Credit.objects.create(
            enrolment=person,
            kind=DAYS,
            day=plan,
            reason="Tidigare kurs.",
            granted_by=cast.board,
            granted_at=now(),
        )
    else:
        MakeUp.objects.create(
            enrolment=person,
            part=parts[key],
            way=MakeUpWay.OTHER_COHORT,
            host_part=hosts[key],
            state=MakeUpState.PLANNED,
            planned_by=cast.trainer,
            planned_at=now(),
        )
        if how == "done":
            give(cast, person, hosts[key], Mark.PRESENT)
        elif how == "missed":
            give(cast, person, hosts[key], Mark.ABSENT)


marks = st.dictionaries(st.sampled_from(HALVES), st.sampled_from(list(Mark)), max_size=8)
more = st.sampled_from(["attendance", "credit", "planned", "done", "missed"])
quietly = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@given(marked=marks, key=st.sampled_from(HALVES), how=more)
@quietly
def test_more_attendance_a_make_up_or_a_credit_never_makes_it_worse(world, marked, key, how):
    cast, person, parts, _hosts = world
    start_over(person)
    for place, mark in marked.items():
        give(cast, person, parts[place], mark)
    less = completion_of([person])[person.pk].item(DAYS)
    add(world, key, how)
    better = completion_of([person])[person.pk].item(DAYS)
    assert better.done >= less.done
    assert better.slack >= less.slack
    assert better.short <= less.short
    assert ORDER.index(better.standing) >= ORDER.index(less.standing)
    assert better.done <= better.planned == 4


@given(marked=marks, key=st.sampled_from(HALVES), how=more)
@quietly
def test_every_page_and_the_certificate_show_the_same_number(world, marked, key, how):
    cast, person, parts, _hosts = world
    start_over(person)
    for place, mark in marked.items():
        give(cast, person, parts[place], mark)
    add(world, key, how)
    item = completion_of([person])[person.pk].item(DAYS)
    tally = load_attendance([person]).tally(person, kind=DayKind.TEACHING)
    assert (tally.attended, tally.held, tally.planned) == (item.done, item.held, item.planned)
    [own] = courses_of(cast.participant, today())
    assert own.completion.item(DAYS) == item
    assert follow(person).completion.item(DAYS) == item
    assert [line.value for line in own.lines] == [line.value for line in follow(person).lines]
    halves = load_attendance([person]).halves(person)
    assert sum(half.part.weight * half.counts for half in halves) == item.done
    [frozen] = frozen_requirements(follow(person).completion, [])
    assert (frozen["kind"], frozen["done"]) == (DAYS, item.done)


def test_a_course_across_new_year_and_the_change_of_clocks(cast):
    with time_machine.travel("2027-01-12 09:00 +01:00", tick=False):
        version = make_version(days=18, assignments=2, examination=False)
        cohort = make_cohort(version, cast.area, first_day=dt.date(2026, 12, 1))
        person = make_enrolment(cohort, cast.participant, unit=cast.south)
        for part in DayPart.objects.filter(day__cohort=cohort, day__date__lt=today()):
            give(cast, person, part, Mark.PRESENT)
        [own] = courses_of(cast.participant, today())
        assert own.next_day.day.date == dt.date(2027, 1, 12)
        assert (own.completion.item(DAYS).done, own.days_to_next) == (6, 0)
        assert own.homework[0].days_left == (dt.date(2026, 12, 8) - today()).days
    with time_machine.travel("2027-03-27 23:30 +01:00", tick=False):  # clocks change in the night
        [own] = courses_of(cast.participant, today())
        assert own.days_to_next == 3
        assert own.next_day.starts_at.astimezone().utcoffset() is not None
        assert own.next_day.day.date == dt.date(2027, 3, 30)


def test_a_running_cohort_keeps_its_version_when_a_newer_one_asks_for_more(cast, world):
    _cast, person, parts, _hosts = world
    for place in HALVES[:6]:
        give(cast, person, parts[place], Mark.PRESENT)
    assert completion_of([person])[person.pk].is_complete
    make_version(days=4, assignments=0, requirements={DAYS: 4}, examination=False)
    assert completion_of([person])[person.pk].is_complete
    assert completion_of([person])[person.pk].item(DAYS).needed == 3
