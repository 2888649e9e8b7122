"""Checking in by the code on the wall: now, here, once."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache

from cohorts.enums import Mark, MarkedHow
from cohorts.models import Attendance, CheckIn
from cohorts.selectors.attending import day_of, roll_of
from cohorts.selectors.check_in import code_at
from cohorts.services.attendance import Marking, close_day, mark_attendance
from cohorts.services.check_in import check_in, close_check_in, open_check_in
from common.clock import now
from common.models import AuditEvent
from organisations.roles import RoleCode
from tests.cohorts.attending.days import DATE, at
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast, cohort):
    return make_enrolment(cohort, cast.participant)


@pytest.fixture
def opened(cast, morning, enrolment) -> CheckIn:
    with at("08:30"):
        return open_check_in(by=cast.trainer, part=morning)


def code(opened: CheckIn) -> str:
    return code_at(opened, now())


@pytest.mark.parametrize(
    ("clock", "mark"),
    [("08:52", Mark.PRESENT), ("09:15", Mark.PRESENT), ("09:16", Mark.LATE), ("11:59", Mark.LATE)],
)
def test_the_code_marks_oneself_as_here_or_late(cast, opened, clock, mark):
    with at(clock):
        row = check_in(by=cast.participant, code=code(opened))
    assert (row.mark, row.how, row.marked_by) == (mark, MarkedHow.CODE, cast.participant)
    assert AuditEvent.objects.get(action="attendance.mark").actor == cast.participant


@pytest.mark.parametrize(
    ("later", "refusal"),
    [(0, None), (30, None), (59, None), (60, "wrong_code"), (3600, "wrong_code")],
)
def test_a_photographed_code_is_dead_within_a_minute(cast, opened, later, refusal):
    with at("08:50"):
        photographed, shown_at = code(opened), now()
    with time_machine.travel(shown_at + dt.timedelta(seconds=later), tick=False):
        if refusal:
            with refused(refusal):
                check_in(by=cast.participant, code=photographed)
        else:
            check_in(by=cast.participant, code=photographed)
    assert Attendance.objects.exists() is (refusal is None)


def test_the_same_code_works_for_one_person_once(cast, opened):
    with at("08:50"):
        check_in(by=cast.participant, code=code(opened))
        with refused("already_marked"):
            check_in(by=cast.participant, code=code(opened))
    assert Attendance.objects.count() == 1


def test_a_mark_that_is_there_is_never_changed_by_the_code(cast, day, opened, enrolment, morning):
    with at("08:50"):
        absent = Marking(enrolment.pk, morning.pk, Mark.ABSENT)
        mark_attendance(by=cast.trainer, day=day, markings=[absent])
        with refused("already_marked"):
            check_in(by=cast.participant, code=code(opened))
    assert Attendance.objects.get().mark == Mark.ABSENT


def test_the_code_of_another_cohort_does_not_work(cast, opened):
    with at("08:50"):
        other = make_cohort(area=cast.area, first_day=DATE)
        elsewhere = open_check_in(by=cast.trainer, part=day_of(other, 1).parts.all()[0])
        with refused("wrong_code"):
            check_in(by=cast.participant, code=code(elsewhere))
        with refused("no_check_in_open"):
            check_in(by=cast.stranger, code=code(elsewhere))


def test_yesterdays_check_in_is_of_no_use_today(cast, opened):
    with at("08:50", DATE + dt.timedelta(days=1)), refused("no_check_in_open"):
        check_in(by=cast.participant, code=code(opened))


@pytest.mark.parametrize("clock", ["12:01", "16:00"])
def test_outside_the_half_day_nobody_checks_in(cast, opened, clock):
    with at(clock), refused("no_check_in_open"):
        check_in(by=cast.participant, code=code(opened))


@pytest.mark.parametrize(("clock", "refusal"), [("07:59", True), ("08:00", False), ("12:01", True)])
def test_when_check_in_can_be_opened(cast, morning, clock, refusal):
    with at(clock):
        if refusal:
            with refused("not_now"):
                open_check_in(by=cast.trainer, part=morning)
        else:
            open_check_in(by=cast.trainer, part=morning)


def test_a_day_to_come_and_a_closed_one_cannot_be_opened(cast, cohort, day, morning, enrolment):
    with at("08:30", DATE - dt.timedelta(days=1)), refused("day_ahead"):
        open_check_in(by=cast.trainer, part=morning)
    with at("08:30"):
        marks = [Marking(enrolment.pk, part.pk, Mark.PRESENT) for part in day.parts.all()]
        mark_attendance(by=cast.trainer, day=day, markings=marks)
        close_day(by=cast.trainer, day=day)
        with refused("day_closed"):
            open_check_in(by=cast.trainer, part=morning)


def test_closing_ends_it_and_opening_again_draws_other_codes(cast, opened, morning):
    with at("08:50"):
        old = code(opened)
        close_check_in(by=cast.trainer, part=morning)
        with refused("no_check_in_open"):
            check_in(by=cast.participant, code=old)
        again = open_check_in(by=cast.trainer, part=morning)
        assert code(again) != old
        with refused("wrong_code"):
            check_in(by=cast.participant, code=old)
        check_in(by=cast.participant, code=code(again))


def test_closing_the_day_closes_check_in(cast, day, opened, enrolment):
    with at("11:00"):
        marks = [Marking(enrolment.pk, part.pk, Mark.PRESENT) for part in day.parts.all()]
        mark_attendance(by=cast.trainer, day=day, markings=marks)
        close_day(by=cast.trainer, day=day)
    assert CheckIn.objects.get().closed_at


@pytest.mark.parametrize("date", [dt.date(2027, 3, 28), dt.date(2026, 10, 25)])
def test_on_the_day_the_clock_changes_the_code_is_as_good_as_on_others(cast, date):
    with at("08:00", date - dt.timedelta(days=30)):
        cohort = make_cohort(area=cast.area, first_day=date)
        give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
        make_enrolment(cohort, cast.participant)
    part = day_of(cohort, 1).parts.all()[0]
    summer = date.month == 3
    with at("08:30", date) if not summer else at("08:30", date + dt.timedelta(0)):
        opened = open_check_in(by=cast.trainer, part=part)
        assert check_in(by=cast.participant, code=code(opened)).mark == Mark.PRESENT


def test_the_roll_counts_the_heads_and_says_who_used_the_code(cast, client, cohort, day, opened):
    by_hand = make_enrolment(cohort, cast.stranger)
    with at("08:52"):
        check_in(by=cast.participant, code=code(opened))
        here = Marking(by_hand.pk, opened.part_id, Mark.PRESENT)
        mark_attendance(by=cast.trainer, day=day, markings=[here])
        roll = roll_of(day, "am")
        client.force_login(cast.trainer)
        page = client.get(f"/kurser/{cohort.slug}/dagar/1/narvaro/?half=am").content.decode()
    assert [(here, coded) for _part, here, coded in roll.heads()] == [(2, 1), (0, 0)]
    assert [row.name for row in roll.by_code] == ["Alva Ask"]
    assert "Checkade in 8.52" in page
    assert "2 här, 1 av dem med koden" in page


def test_the_trainer_takes_away_the_mark_of_somebody_who_is_not_in_the_room(
    cast, day, opened, enrolment
):
    with at("08:52"):
        check_in(by=cast.participant, code=code(opened))
        absent = Marking(enrolment.pk, opened.part_id, Mark.ABSENT, 1)
        with refused("reason_needed"):
            mark_attendance(by=cast.trainer, day=day, markings=[absent])
        mark_attendance(by=cast.trainer, day=day, markings=[absent], reason="Inte i rummet.")
    row = Attendance.objects.get()
    assert (row.mark, row.how) == (Mark.ABSENT, MarkedHow.TRAINER)
    event = AuditEvent.objects.get(action="attendance.correct")
    assert (event.before, event.reason) == ({"mark": "present"}, "Inte i rummet.")


def test_the_wall_shows_the_code_with_a_drawing_and_no_style_of_its_own(
    cast, client, cohort, opened, queries
):
    client.force_login(cast.trainer)
    with at("08:50"):
        path = f"/kurser/{cohort.slug}/dagar/1/narvaro/kod/?half=am"
        page = client.get(path).content.decode()
        digits = code(opened)
        assert queries(path) <= 15
        fragment = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert f"{digits[:2]} {digits[2:4]} {digits[4:]}" in page
    assert "<svg" in page
    assert " style=" not in page
    assert "<html" not in fragment


def test_the_participant_scans_and_taps_once(cast, client, opened):
    client.force_login(cast.participant)
    with at("08:52"):
        digits = code(opened)
        page = client.get(f"/checka-in/?kod={digits}").content.decode()
        assert f'value="{digits}"' in page
        assert not Attendance.objects.exists()  # looking marks nobody
        page = client.post("/checka-in/", {"code": f"{digits[:3]} {digits[3:]}"}).content.decode()
    assert "Du är incheckad" in page
    assert "Här, 8.52" in page


def test_the_eleventh_try_has_to_wait(cast, client, opened):
    cache.clear()
    client.force_login(cast.participant)
    with at("08:52"):
        wrong = f"{(int(code(opened)) + 1) % 10**6:06}"
        answers = [client.post("/checka-in/", {"code": wrong}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_a_visitor_is_led_to_the_log_in_and_back_to_the_code(client, db):
    answer = client.get("/checka-in/?kod=123456")
    assert answer.status_code == 302
    assert "next=/checka-in/" in answer.url.replace("%2F", "/")
