"""Guests from other cohorts stand on the roll of the half that they make something up in."""

import pytest

from cohorts.enums import MakeUpState, MakeUpWay, Mark
from cohorts.models import Attendance, MakeUp
from cohorts.selectors.attending import day_of, roll_of
from cohorts.services.attendance import Marking, close_day, mark_attendance
from common.clock import now
from tests.cohorts.attending.days import DATE, at
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(cast, cohort, morning):
    """Alva of another cohort comes to the morning."""
    home = make_cohort(cohort.version, cast.area, first_day=DATE, name="Bas 6")
    enrolment = make_enrolment(home, cast.participant)
    MakeUp.objects.create(
        enrolment=enrolment,
        part=day_of(home, 1).parts.all()[0],
        way=MakeUpWay.OTHER_COHORT,
        host_part=morning,
        planned_by=cast.trainer,
        planned_at=now(),
    )
    return enrolment


def test_a_guest_is_on_the_roll_of_that_half_and_of_the_whole_day(cast, client, cohort, day, guest):
    make_enrolment(cohort, cast.stranger)
    with at("09:00"):
        assert [row.name for row in roll_of(day, "am").rows] == ["Sten Storm", "Alva Ask"]
        assert [row.name for row in roll_of(day, "pm").rows] == ["Sten Storm"]
        assert len(roll_of(day, "day").rows) == 2
        client.force_login(cast.trainer)
        page = client.get(f"/kurser/{cohort.slug}/dagar/1/narvaro/?half=am").content.decode()
    assert "Gäst från Bas 6" in page


def test_a_guest_is_marked_with_the_others_and_the_day_waits_for_it(
    cast, client, cohort, day, morning, afternoon, guest
):
    host = make_enrolment(cohort)
    client.force_login(cast.trainer)
    with at("15:00"):
        path = f"/kurser/{cohort.slug}/dagar/1/narvaro/?half=day"
        marks = [Marking(host.pk, part.pk, Mark.PRESENT) for part in (morning, afternoon)]
        mark_attendance(by=cast.trainer, day=day, markings=marks)
        with refused("unmarked"):
            close_day(by=cast.trainer, day=day)
        client.post(path, {"all_here": "1"})
        assert close_day(by=cast.trainer, day=day)
    row = Attendance.objects.get(enrolment=guest)
    assert (row.part, row.mark) == (morning, Mark.PRESENT)


def test_a_guest_cannot_be_marked_in_a_half_they_do_not_come_to(cast, day, afternoon, guest):
    with at("15:00"), refused("not_in_cohort"):
        mark_attendance(
            by=cast.trainer, day=day, markings=[Marking(guest.pk, afternoon.pk, Mark.PRESENT)]
        )


def test_a_guest_who_does_not_come_after_all_is_off_the_roll(day, guest):
    MakeUp.objects.update(state=MakeUpState.CANCELLED, reason="Fick förhinder.")
    with at("09:00"):
        assert roll_of(day, "am").rows == []
