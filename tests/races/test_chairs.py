"""Twelve guests want three chairs on one examination day: some to be examined, some to make the
day up (domain.md §7.5).

The twin switches the lock off: then everybody who makes something up finds the same chairs empty.
"""

import datetime as dt
from collections import Counter

import pytest

from cohorts.models import Cohort, MakeUp
from cohorts.services import seats
from cohorts.services.following import make_ups
from common.clock import today
from supervision.models import Attempt
from supervision.services.bookings import book
from tests.cast import make_cast
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.examinations import examination_day, make_attempt
from tests.factories.organisations import give_role
from tests.processes import fork
from tests.races.crowd import PATIENCE, crowd
from tests.supervision.results import FAILED
from tests.supervision.test_chairs import away

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PEOPLE, CHAIRS = 12, 3


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def patient(monkeypatch):
    """On a busy machine the last one may wait longer than three seconds."""
    monkeypatch.setattr(seats, "LOCK_TIMEOUT", f"{PATIENCE}s")


@pytest.fixture
def coming(cast):
    """The examination day that everybody wants to come to."""
    version = make_version(days=1, assignments=0)
    give_role(cast.examiner, "examiner", programme=version.programme)
    host = make_cohort(version, cast.area, first_day=today() + dt.timedelta(weeks=2), seats=CHAIRS)
    return examination_day(host)


@pytest.fixture
def people(cast, coming):
    """From a cohort whose examination is over: one half failed, the other half was away."""
    first_day = today() - dt.timedelta(weeks=2)
    cohort = make_cohort(coming.cohort.version, cast.area, first_day=first_day)
    people = [make_enrolment(cohort) for _ in range(PEOPLE)]
    for enrolment in people[::2]:
        make_attempt(enrolment, cast.examiner, FAILED)
    for enrolment in people[1::2]:
        away(cast, enrolment)
    return people


def come(cast, enrolment, day, index: int) -> None:
    if index % 2:
        make_ups.plan_as_guest(
            by=cast.trainer, enrolment=enrolment, number=day.plan.number, host=day
        )
    else:
        book(by=cast.examiner, enrolment=enrolment, day=day)


def guests(day) -> int:
    """How many come, by either way."""
    making_up = MakeUp.objects.filter(host_part__day=day).values_list("enrolment", flat=True)
    examined = Attempt.objects.filter(sitting__day=day).values_list("enrolment", flat=True)
    return len({*making_up, *examined})


def test_examined_or_making_up_together_they_fill_the_chairs_and_no_more(
    cast, coming, people, patient
):
    answers = crowd(PEOPLE, lambda index: come(cast, people[index], coming, index))
    assert Counter(answers) == {"done": CHAIRS, "full": PEOPLE - CHAIRS}
    assert guests(coming) == CHAIRS


@pytest.mark.usefixtures("postgres")
def test_without_the_lock_the_same_crowd_gets_more_chairs_than_there_are(
    cast, coming, people, monkeypatch
):
    """On SQLite the immediate transaction is the lock, and cannot be switched off."""
    absent = people[1::2]
    all_have_looked = fork.Barrier(len(absent), timeout=PATIENCE)
    look = make_ups.host_with_a_chair

    def look_and_wait(*args):
        found = look(*args)
        all_have_looked.wait()
        return found

    monkeypatch.setattr(seats, "lock_cohort", lambda pk: Cohort.objects.get(pk=pk))
    monkeypatch.setattr(make_ups, "host_with_a_chair", look_and_wait)
    answers = crowd(len(absent), lambda index: come(cast, absent[index], coming, 1))
    assert Counter(answers) == {"done": len(absent)}
    assert guests(coming) == len(absent) > CHAIRS
