"""Taking attendance: one tap per half day, corrected only with a reason."""

import datetime as dt

import pytest

from cohorts.enums import Half, Mark, MarkedHow
from cohorts.models import Attendance
from cohorts.selectors.attending import day_of, half_now, roll_of
from cohorts.selectors.roll import WHOLE_DAY
from cohorts.services.absences import announce_absence
from cohorts.services.attendance import Marking, close_day, mark_attendance
from common.models import AuditEvent
from tests.cohorts.attending.days import DATE, at
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def during_the_morning():
    with at("09:30"):
        yield


def marking(enrolment, part, mark=Mark.PRESENT, revision=0, how=MarkedHow.TRAINER):
    return Marking(enrolment.pk, part.pk, mark, revision, how)


def test_a_first_mark_needs_no_reason_and_is_logged(cast, cohort, day, morning):
    enrolment = make_enrolment(cohort)
    outcome = mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, morning)])
    assert outcome.saved == 1
    row = Attendance.objects.get()
    assert (row.mark, row.how, row.marked_by, row.revision) == (
        Mark.PRESENT, MarkedHow.TRAINER, cast.trainer, 1,
    )  # fmt: skip
    event = AuditEvent.objects.get(action="attendance.mark")
    assert (event.actor, event.subject_id, event.after) == (
        cast.trainer,
        str(row.pk),
        {"mark": "present", "how": "trainer"},
    )


@pytest.mark.parametrize(
    ("later", "who", "closed"),
    [
        ("09:31", "trainer", False),  # one's own, at once
        ("09:46", "trainer", False),
        ("09:31", "examiner", False),  # a colleague's mark
        ("09:31", "trainer", True),
    ],
)
def test_every_change_needs_a_reason(cast, cohort, day, morning, later, who, closed):
    enrolment = make_enrolment(cohort)
    marks = [marking(enrolment, part) for part in day.parts.all()]
    mark_attendance(by=cast.trainer, day=day, markings=marks)
    if closed:
        close_day(by=cast.trainer, day=day)
    change = {
        "by": getattr(cast, who),
        "day": day,
        "markings": [marking(enrolment, morning, Mark.LATE, 1)],
    }
    with at(later):
        with refused("reason_needed"):
            mark_attendance(**change)
        assert Attendance.objects.get(part=morning).mark == Mark.PRESENT
        mark_attendance(**change, reason="Kom 9.20")
    assert Attendance.objects.get(part=morning).mark == Mark.LATE


def test_a_correction_without_a_reason_saves_nothing_at_all(cast, cohort, day, morning):
    first, second = make_enrolment(cohort), make_enrolment(cohort)
    mark_attendance(by=cast.examiner, day=day, markings=[marking(first, morning)])
    with refused("reason_needed"):
        mark_attendance(
            by=cast.trainer,
            day=day,
            markings=[marking(first, morning, Mark.ABSENT, 1), marking(second, morning)],
        )
    assert list(Attendance.objects.values_list("mark", flat=True)) == [Mark.PRESENT]


def test_a_correction_keeps_before_after_and_why(cast, cohort, day, morning):
    enrolment = make_enrolment(cohort)
    mark_attendance(by=cast.examiner, day=day, markings=[marking(enrolment, morning)])
    mark_attendance(
        by=cast.trainer,
        day=day,
        markings=[marking(enrolment, morning, Mark.LATE, 1)],
        reason="Kom 9.30",
    )
    event = AuditEvent.objects.get(action="attendance.correct")
    assert (event.actor, event.before, event.after, event.reason) == (
        cast.trainer,
        {"mark": "present"},
        {"mark": "late"},
        "Kom 9.30",
    )
    assert Attendance.objects.get().revision == 2


def test_two_trainers_never_overwrite_each_other_unseen(cast, cohort, day, morning):
    enrolment = make_enrolment(cohort)
    mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, morning, Mark.ABSENT)])
    outcome = mark_attendance(
        by=cast.examiner, day=day, markings=[marking(enrolment, morning, Mark.PRESENT, 0)]
    )
    [conflict] = outcome.conflicts
    assert (conflict.enrolment_id, conflict.wanted) == (enrolment.pk, Mark.PRESENT)
    assert (conflict.found.mark, conflict.found.marked_by) == (Mark.ABSENT, cast.trainer)
    assert Attendance.objects.get().mark == Mark.ABSENT


def test_two_equal_marks_are_no_conflict_and_the_same_taps_sent_twice_are_saved_once(
    cast, cohort, day, morning
):
    taps = [marking(make_enrolment(cohort), morning, Mark.LATE)]
    assert mark_attendance(by=cast.trainer, day=day, markings=taps).saved == 1
    again = mark_attendance(by=cast.trainer, day=day, markings=taps)
    colleague = mark_attendance(by=cast.examiner, day=day, markings=taps)
    assert (again.saved, again.conflicts, colleague.conflicts) == (0, (), ())
    assert AuditEvent.objects.filter(action__startswith="attendance").count() == 1


def test_everybody_is_here_never_touches_a_mark_made_meanwhile(cast, cohort, day, morning):
    enrolment = make_enrolment(cohort)
    mark_attendance(by=cast.examiner, day=day, markings=[marking(enrolment, morning, Mark.ABSENT)])
    everyone = marking(enrolment, morning, how=MarkedHow.EVERYONE)
    outcome = mark_attendance(by=cast.trainer, day=day, markings=[everyone])
    assert (outcome.saved, outcome.conflicts) == (0, ())
    assert Attendance.objects.get().mark == Mark.ABSENT


@pytest.mark.parametrize(
    ("shift", "change", "code"),
    [(1, {}, "day_ahead"), (0, {"state": "cancelled"}, "day_cancelled")],
)
def test_days_that_cannot_be_marked(cast, cohort, day, morning, shift, change, code):
    cohort.days.filter(pk=day.pk).update(date=DATE + dt.timedelta(days=shift), **change)
    taps = [marking(make_enrolment(cohort), morning)]
    with refused(code):
        mark_attendance(by=cast.trainer, day=day, markings=taps)
    with refused(code):
        close_day(by=cast.trainer, day=day)


def test_somebody_of_another_cohort_cannot_be_marked(cast, day, morning):
    other = make_enrolment(make_cohort(area=cast.area))
    with refused("not_in_cohort"):
        mark_attendance(by=cast.trainer, day=day, markings=[marking(other, morning)])


def test_a_half_of_another_day_cannot_be_marked(cast, cohort, day):
    tomorrow = day_of(cohort, 2).parts.all()[0]
    with refused("not_in_cohort"):
        mark_attendance(
            by=cast.trainer, day=day, markings=[marking(make_enrolment(cohort), tomorrow)]
        )


def test_a_day_is_closed_once_when_everybody_is_marked_and_then_wants_reasons(
    cast, cohort, day, morning, afternoon
):
    enrolment = make_enrolment(cohort)
    mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, morning)])
    with refused("unmarked"):
        close_day(by=cast.trainer, day=day)
    mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, afternoon)])
    assert close_day(by=cast.trainer, day=day).attendance_closed_at
    with refused("not_now"):
        close_day(by=cast.examiner, day=day)
    late_comer = make_enrolment(cohort)
    with refused("reason_needed"):
        mark_attendance(by=cast.trainer, day=day, markings=[marking(late_comer, morning)])


def test_half_now_is_the_last_half_that_has_begun(day, morning, afternoon):
    assert half_now(day, morning.starts_at - dt.timedelta(hours=1)) == Half.MORNING
    assert half_now(day, afternoon.starts_at) == Half.AFTERNOON


@pytest.mark.parametrize(
    ("clock", "marked", "half"),
    [
        ("08:40", False, Half.MORNING),
        ("13:05", False, WHOLE_DAY),  # nothing has been marked: both halves at once
        ("13:05", True, Half.AFTERNOON),
    ],
)
def test_what_the_page_opens_with(cast, cohort, day, morning, clock, marked, half):
    enrolment = make_enrolment(cohort)
    if marked:
        mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, morning)])
    with at(clock):
        assert roll_of(day).half == half


def url(cohort, number=1, half="am"):
    return f"/kurser/{cohort.slug}/dagar/{number}/narvaro/?half={half}"


def test_the_trainer_marks_everybody_and_sees_the_counts(cast, client, cohort, day):
    present, absent, unmarked = (make_enrolment(cohort) for _ in range(3))
    client.force_login(cast.trainer)
    response = client.post(
        url(cohort),
        {f"mark-{present.pk}": "present", f"mark-{absent.pk}": "absent", "all_here": "1"},
        follow=True,
    )
    page = response.content.decode()
    assert "3 av 3 markerade" in page
    assert "2 här, 1 borta" in page
    row = Attendance.objects.get(enrolment=unmarked)
    assert (row.mark, row.how) == (Mark.PRESENT, MarkedHow.EVERYONE)


def test_one_tap_marks_the_whole_day_and_halves_that_differ_are_said(cast, client, cohort, day):
    enrolment = make_enrolment(cohort)
    client.force_login(cast.trainer)
    client.post(url(cohort, half="day"), {f"mark-{enrolment.pk}": "present"})
    assert set(Attendance.objects.values_list("mark", flat=True)) == {Mark.PRESENT}
    client.post(
        url(cohort, half="pm"),
        {
            f"mark-{enrolment.pk}": "absent",
            f"seen-{enrolment.pk}": "1.present",
            "reason": "Gick vid lunch.",
        },
    )
    page = client.get(url(cohort, half="day")).content.decode()
    assert "Förmiddag: Här. Eftermiddag: Borta" in page
    assert "0 här, 1 delvis, 0 borta" in page


def test_who_has_announced_absence_is_left_for_the_trainer_to_decide(cast, client, cohort, day):
    here, away = make_enrolment(cohort), make_enrolment(cohort, cast.participant)
    with at("07:00"):
        announce_absence(
            by=cast.participant, enrolment=away, day=day, halves=["am"], reason="work",
            note="Domstolsförhandling",
        )  # fmt: skip
    client.force_login(cast.trainer)
    page = client.get(url(cohort)).content.decode()
    assert "1 person väntas, 1 har anmält frånvaro." in page
    assert "Har anmält frånvaro: Arbete. Domstolsförhandling" in page
    page = client.post(url(cohort), {"all_here": "1"}, follow=True).content.decode()
    assert "En person har anmält frånvaro. Bestäm vad som ska markeras." in page
    assert list(Attendance.objects.values_list("enrolment", flat=True)) == [here.pk]


def test_a_page_that_is_old_does_not_touch_what_nobody_tapped(cast, client, cohort, day, morning):
    first, second = make_enrolment(cohort), make_enrolment(cohort)
    mark_attendance(by=cast.trainer, day=day, markings=[marking(first, morning)])
    mark_attendance(
        by=cast.examiner, day=day, markings=[marking(first, morning, Mark.LATE, 1)], reason="9.20"
    )
    client.force_login(cast.trainer)
    shown = {f"mark-{first.pk}": "present", f"seen-{first.pk}": "1.present"}
    response = client.post(url(cohort), shown | {f"mark-{second.pk}": "absent"}, follow=True)
    assert "En markering är sparad." in response.content.decode()
    assert Attendance.objects.get(enrolment=first).mark == Mark.LATE


def test_a_conflict_names_the_colleague_and_both_marks(cast, client, cohort, day, morning):
    enrolment = make_enrolment(cohort)
    mark_attendance(by=cast.examiner, day=day, markings=[marking(enrolment, morning, Mark.ABSENT)])
    client.force_login(cast.trainer)
    tap = {f"mark-{enrolment.pk}": "present", f"seen-{enrolment.pk}": "0."}
    page = client.post(url(cohort), tap, follow=True).content.decode()
    assert "Erika Ek har markerat Borta, du valde Här." in page
    fragment = client.post(url(cohort), tap, headers={"HX-Request": "true"}).content.decode()
    assert "Erika Ek har under tiden markerat Borta (Förmiddag). Du valde Här." in fragment
    assert f'name="seen-{enrolment.pk}" value="1.absent"' in fragment


def test_a_refused_correction_keeps_what_was_chosen(cast, client, cohort, day, morning):
    enrolment = make_enrolment(cohort)
    mark_attendance(by=cast.examiner, day=day, markings=[marking(enrolment, morning)])
    client.force_login(cast.trainer)
    tap = {f"mark-{enrolment.pk}": "late", f"seen-{enrolment.pk}": "1.present"}
    page = client.post(url(cohort), tap).content.decode()
    assert "Du ändrar en markering som redan är sparad." in page
    assert roll_of(day, "am").row(enrolment.pk).mark == Mark.PRESENT
    assert f'name="mark-{enrolment.pk}" value="late" checked' in page


def test_a_tap_answers_with_the_row_and_the_counts(cast, client, cohort, day, morning):
    enrolment, other = make_enrolment(cohort), make_enrolment(cohort)
    client.force_login(cast.trainer)
    htmx = {"headers": {"HX-Request": "true"}}
    fragment = client.post(
        url(cohort), {f"mark-{enrolment.pk}": "present"}, **htmx
    ).content.decode()
    assert fragment.count("<fieldset") == 1
    assert 'hx-swap-oob="true"' in fragment
    assert "1 av 2 markerade" in fragment
    mark_attendance(by=cast.examiner, day=day, markings=[marking(other, morning)])
    tap = {f"mark-{other.pk}": "absent", f"seen-{other.pk}": "1.present"}
    fragment = client.post(url(cohort), tap, **htmx).content.decode()
    assert "Varför ändrar du?" in fragment
    assert "is-unsaved" in fragment


def test_a_tap_on_somebody_who_has_left_loads_the_page_anew(cast, client, cohort):
    gone = make_enrolment(make_cohort(area=cast.area))
    client.force_login(cast.trainer)
    answer = client.post(
        url(cohort), {f"mark-{gone.pk}": "present"}, headers={"HX-Request": "true"}
    )
    assert answer["HX-Refresh"] == "true"


def test_a_day_to_come_shows_who_is_expected_and_cannot_be_marked(cast, client, cohort):
    make_enrolment(cohort)
    client.force_login(cast.trainer)
    page = client.get(url(cohort, 2)).content.decode()
    assert "1 person väntas" in page
    assert "Dagen har inte kommit än" in page
    assert 'type="radio"' not in page
    assert client.get(f"/kurser/{cohort.slug}/dagar/2/narvaro/skriv-in/").status_code == 404


def test_one_finds_a_person_by_part_of_the_name_also_without_javascript(cast, client, cohort):
    make_enrolment(cohort, cast.participant)
    make_enrolment(cohort, cast.stranger)
    client.force_login(cast.trainer)
    page = client.get(url(cohort) + "&sok=alva").content.decode()
    assert "Alva Ask" in page
    assert "Sten Storm" not in page
    assert "0 av 2 markerade" in page


@pytest.mark.parametrize("who", ["board", "nominator", "stranger", "board_outsider"])
def test_only_who_takes_attendance_there_finds_the_page(cast, client, cohort, who):
    client.force_login(getattr(cast, who))
    assert client.get(url(cohort)).status_code == 404


def test_opening_and_saving_cost_the_same_for_one_and_for_thirty(
    cast, client, cohort, queries, django_assert_max_num_queries
):
    client.force_login(cast.trainer)
    first = make_enrolment(cohort)
    one = queries(url(cohort))
    everybody = [first, *(make_enrolment(cohort) for _ in range(29))]
    assert queries(url(cohort)) == one <= 15
    taps = {f"mark-{enrolment.pk}": "present" for enrolment in everybody[3:]}
    taps |= {f"mark-{enrolment.pk}": "absent" for enrolment in everybody[:3]}
    with django_assert_max_num_queries(15):  # two of them savepoints
        client.post(url(cohort), taps)
    assert Attendance.objects.count() == 30
