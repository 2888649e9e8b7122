"""What a trainer has left to write for the course days to come."""

import datetime as dt

import pytest

from cohorts.models import CourseDay
from common.clock import now, today
from content.models import ModulePage
from content.selectors.on_the_way import modules_on_the_way
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort
from tests.factories.content import make_module
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast, site, version):
    cohort = make_cohort(version, cast.area, first_day=today())
    give_role(cast.trainer, RoleCode.TRAINER, programme=version.programme)
    return cohort


def days_of(*cohorts) -> list[CourseDay]:
    found = CourseDay.objects.filter(cohort__in=cohorts).select_related("plan", "cohort")
    return list(found.order_by("date", "plan__number"))


def lines(person, *cohorts) -> list[tuple]:
    return [
        (row.day.plan.number, row.module and row.module.title, str(row.state[1]))
        for row in modules_on_the_way(person, days_of(*cohorts))
    ]


def test_each_day_has_a_line_for_each_module_and_says_how_far_it_is(cast, cohort, version):
    first, second, _examination = version.days.all()
    make_module(first, title="Tidiga tecken")
    make_module(second, title="Mål", live=False)
    ready = make_module(second, title="Möten", live=False)
    ModulePage.objects.filter(pk=ready.pk).update(go_live_at=now() + dt.timedelta(days=400))
    changed = make_module(first, title="Vardagen")
    ModulePage.objects.filter(pk=changed.pk).update(has_unpublished_changes=True)
    assert lines(cast.trainer, cohort)[:2] == [
        (1, "Tidiga tecken", "Publicerad"),
        (1, "Vardagen", "Publicerad, med ändringar i ett utkast"),
    ]
    (_, draft, waits), (_, scheduled, comes), last = lines(cast.trainer, cohort)[2:]
    assert (draft, waits) == ("Mål", "Utkast")
    assert (scheduled, comes[:11]) == ("Möten", "Publiceras ")
    assert last == (3, None, "Ingen modul ännu")


def test_a_day_that_two_cohorts_have_stands_once_at_its_first_date(cast, cohort, version):
    later = make_cohort(version, cast.area, first_day=today() + dt.timedelta(weeks=1))
    rows = modules_on_the_way(cast.trainer, days_of(cohort, later))
    assert [row.day.plan.number for row in rows] == [1, 2, 3]
    assert {row.day.cohort for row in rows} == {cohort}


def test_who_does_not_write_for_the_programme_sees_none(cast, cohort, version):
    make_module(version.days.first(), live=False)
    assert lines(cast.participant, cohort) == []
    assert lines(cast.manager, cohort) == []


def test_it_takes_one_query(cast, cohort, version, django_assert_num_queries):
    days = days_of(cohort)
    assert cast.trainer.grants
    for plan in version.days.all():
        make_module(plan)
    with django_assert_num_queries(1):
        modules_on_the_way(cast.trainer, days)


def test_the_trainer_s_day_shows_them_with_the_way_to_write(cast, client, cohort, version):
    module = make_module(version.days.first(), title="Tidiga tecken", live=False)
    client.force_login(cast.trainer)
    page = client.get("/idag/").content.decode()
    assert "Moduler på väg" in page
    assert f"/admin/pages/{module.pk}/edit/" in page
    assert "Ingen modul är publicerad till dagen." in page
