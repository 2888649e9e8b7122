"""A basic course that runs, a second one that gives the same days later, and one person."""

import datetime as dt

import pytest


@pytest.fixture
def version(db):
    from tests.factories.courses import make_version

    version = make_version(days=4, assignments=2)
    version.allows_written_make_up = True
    version.make_ups_at_most = 2
    version.save()
    return version


@pytest.fixture
def running(cast, version):
    """Began three weeks ago: days 1 to 3 have been."""
    return make(version, cast.area, cast.trainer, dt.timedelta(weeks=-3))


@pytest.fixture
def later(cast, version):
    """Gives the same days from next week on."""
    return make(version, cast.area, cast.examiner, dt.timedelta(weeks=1))


def make(version, area, trainer, begins):
    from common.clock import today
    from organisations.roles import RoleCode
    from tests.factories.cohorts import make_cohort
    from tests.factories.organisations import give_role

    cohort = make_cohort(version, area, first_day=today() + begins)
    give_role(trainer, RoleCode.TRAINER, cohort=cohort)
    return cohort


@pytest.fixture
def person(cast, running):
    from tests.factories.cohorts import make_enrolment

    return make_enrolment(running, cast.participant, unit=cast.south)


@pytest.fixture
def mark(cast):
    """Mark days of somebody's own cohort, or of `cohort`."""
    from cohorts.enums import Mark
    from cohorts.models import Attendance, DayPart
    from common.clock import now

    def give(enrolment, number, mark=Mark.PRESENT, halves=("am", "pm"), cohort=None):
        parts = DayPart.objects.filter(
            day__cohort=cohort or enrolment.cohort, day__plan__number=number, half__in=halves
        )
        Attendance.objects.bulk_create(
            Attendance(
                enrolment=enrolment, part=part, mark=mark, marked_by=cast.trainer, marked_at=now()
            )
            for part in parts
        )

    return give
