"""The list on paper: printed with boxes, typed in with the keyboard."""

import pytest

from cohorts.enums import Mark, MarkedHow
from cohorts.models import Attendance
from cohorts.services.attendance import Marking, mark_attendance
from tests.cohorts.attending.days import at
from tests.factories.cohorts import make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def after_the_day():
    with at("16:30"):
        yield


def path(cohort, page):
    return f"/kurser/{cohort.slug}/dagar/1/narvaro/{page}/"


def field(enrolment, part) -> str:
    return f"m-{enrolment.pk}-{part.pk}"


def test_the_list_has_a_box_for_each_half_of_everybody(cast, client, cohort, queries):
    client.force_login(cast.trainer)
    make_enrolment(cohort, cast.participant)
    one = queries(path(cohort, "lista"))
    for _ in range(29):
        make_enrolment(cohort)
    assert queries(path(cohort, "lista")) == one <= 15
    page = client.get(path(cohort, "lista")).content.decode()
    assert "Alva Ask" in page
    assert page.count("<td></td>") == 60
    assert len(page) < 60_000


def test_what_was_signed_is_typed_in_and_the_rest_left_as_it_is(
    cast, client, cohort, day, morning, afternoon
):
    first, second = make_enrolment(cohort), make_enrolment(cohort)
    client.force_login(cast.trainer)
    answer = client.post(
        path(cohort, "skriv-in"),
        {field(first, morning): "present", field(first, afternoon): "absent"},
        follow=True,
    )
    assert "2 markeringar är sparade." in answer.content.decode()
    rows = dict(Attendance.objects.values_list("part", "mark"))
    assert rows == {morning.pk: Mark.PRESENT, afternoon.pk: Mark.ABSENT}
    assert {row.how for row in Attendance.objects.all()} == {MarkedHow.PAPER}
    assert not second.attendance.exists()


def test_empty_boxes_are_signed_only_if_one_says_so(cast, client, cohort, day, morning):
    first, second = make_enrolment(cohort), make_enrolment(cohort)
    client.force_login(cast.trainer)
    client.post(path(cohort, "skriv-in"), {field(first, morning): "absent", "rest_here": "1"})
    assert Attendance.objects.filter(mark=Mark.PRESENT).count() == 3
    assert Attendance.objects.get(enrolment=first, part=morning).mark == Mark.ABSENT
    assert second.attendance.count() == 2


def test_a_colleagues_mark_is_changed_only_with_a_reason_and_what_was_typed_stays(
    cast, client, cohort, day, morning
):
    enrolment = make_enrolment(cohort)
    there = Marking(enrolment.pk, morning.pk, Mark.ABSENT)
    mark_attendance(by=cast.examiner, day=day, markings=[there])
    client.force_login(cast.trainer)
    typed = {
        field(enrolment, morning): "present",
        f"r-{enrolment.pk}-{morning.pk}": "1",
    }
    page = client.post(path(cohort, "skriv-in"), typed).content.decode()
    assert "Du ändrar en markering som redan är sparad." in page
    assert '<option value="present" selected>' in page
    client.post(path(cohort, "skriv-in"), typed | {"reason": "Underskrift finns."})
    assert Attendance.objects.get().mark == Mark.PRESENT


def test_typing_in_thirty_is_as_many_queries_as_one(cast, client, cohort, queries):
    client.force_login(cast.trainer)
    make_enrolment(cohort)
    one = queries(path(cohort, "skriv-in"))
    for _ in range(29):
        make_enrolment(cohort)
    assert queries(path(cohort, "skriv-in")) == one <= 15
    assert len(client.get(path(cohort, "skriv-in")).content) < 60_000
