"""Thirty people and twenty-four days: readable without scrolling sideways, and on one sheet."""

import datetime as dt
import re

import pytest

from cohorts.enums import Mark
from cohorts.models import Attendance, DayPart
from common.clock import now, today
from courses.enums import RequirementKind
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.organisations import give_role, make_person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def course(cast):
    """Half of the days are over."""
    version = make_version(
        "case_manager",
        days=24,
        examination=False,
        requirements={RequirementKind.DAYS_ATTENDED: 20},
    )
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(weeks=12, days=1))
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    for number in range(30):
        person = make_person(f"Amina Almqvist-Bergström {number}")
        enrolment = make_enrolment(cohort, person, unit=cast.south)
        Attendance.objects.bulk_create(
            Attendance(
                enrolment=enrolment,
                part=part,
                mark=Mark.PRESENT,
                marked_by=cast.trainer,
                marked_at=now(),
            )
            for part in DayPart.objects.filter(day__cohort=cohort, day__date__lt=today())
        )
    return cohort


def sideways(page) -> int:
    """How much wider than the window something is."""
    return page.evaluate(
        "Math.max(...[document.documentElement, ...document.querySelectorAll('.scroll')]"
        ".map(found => found.scrollWidth - found.clientWidth))"
    )


def test_the_grid_is_read_on_a_screen_on_a_phone_and_on_paper(
    cast, course, visit, violations, client
):
    url = f"/kurser/{course.slug}/oversikt/"
    for look in ({}, {"dark": True}, {"phone": True}):
        page = visit(url, cast.trainer, **look)
        assert sideways(page) <= 0
        assert violations(page) == []
        if not look:
            paper = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1
    client.force_login(cast.trainer)
    assert len(client.get(url).content) < 60_000
