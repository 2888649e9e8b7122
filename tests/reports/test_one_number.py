"""Whatever is marked, made up or credited: page, overview, files and manager say one number."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.enums import Half, Mark
from cohorts.models import Attendance, Credit, DayPart
from cohorts.selectors.attending import participants_of
from cohorts.selectors.completion import completion_of
from cohorts.selectors.participation import courses_of
from cohorts.selectors.wording import amount
from common.clock import now, today
from courses.enums import RequirementKind
from organisations.roles import RoleCode
from reports.selectors.cohort_overview import Narrowing, cohort_overview
from reports.selectors.staff.own import own_cohort
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

DAYS = RequirementKind.DAYS_ATTENDED
HALVES = [(number, half) for number in range(1, 5) for half in Half.values]

marks = st.dictionaries(st.sampled_from(HALVES), st.sampled_from(list(Mark)), max_size=8)
credited = st.none() | st.integers(1, 4)


@pytest.fixture
def course(cast):
    """Alva in a course of four days that have all been."""
    version = make_version(days=4, assignments=0, requirements={DAYS: 3}, examination=False)
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(weeks=8))
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    person = make_enrolment(cohort, cast.participant, unit=cast.south)
    parts = DayPart.objects.filter(day__cohort=cohort).select_related("day__plan")
    return person, {(part.day.plan.number, part.half): part for part in parts}


def lived(cast, course, marked: dict, number: int | None) -> None:
    """The course with these marks, and a day credited."""
    person, parts = course
    Attendance.objects.filter(enrolment=person).delete()
    person.credits.all().delete()
    Attendance.objects.bulk_create(
        Attendance(
            enrolment=person, part=parts[key], mark=mark, marked_by=cast.trainer, marked_at=now()
        )
        for key, mark in marked.items()
    )
    if number:
        Credit.objects.create(
            enrolment=person,
            kind=DAYS,
            day=person.cohort.version.days.get(number=number),
            reason="Tidigare kurs.",
            granted_by=cast.board,
            granted_at=now(),
        )


@given(marked=marks, number=credited)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_number_everywhere(cast, course, client, marked, number):
    person, _parts = course
    lived(cast, course, marked, number)
    item = completion_of([person])[person.pk].item(DAYS)

    [own] = courses_of(cast.participant, today())
    assert own.completion.item(DAYS) == item

    people = list(participants_of(person.cohort))
    [line] = cohort_overview(person.cohort, people, Narrowing(), today=today()).lines
    assert (line.days.attended, line.days.held, line.days.planned) == (
        item.done,
        item.held,
        item.planned,
    )
    [seen] = own_cohort(cast.manager, person.cohort.slug, today=today()).lines
    assert seen.days == line.days

    done, held = amount(item.done), amount(item.held)
    client.force_login(cast.trainer)
    file = client.get(f"/kurser/{person.cohort.slug}/oversikt/excel/").content
    sheet = openpyxl.load_workbook(io.BytesIO(file)).active
    assert f"{done} av {held}" in [str(cell.value) for cell in sheet[2]]

    client.force_login(cast.manager)
    text = client.get("/chef/csv/").content.decode("utf-8-sig")
    [row] = [row for row in csv.reader(io.StringIO(text), delimiter=";") if "Alva Ask" in row[0]]
    if item.held:
        assert any(cell.startswith(f"{done} av {held}") for cell in row)
