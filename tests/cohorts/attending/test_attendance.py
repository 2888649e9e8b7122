"""Taking attendance: one tap per half day, corrected only with a reason."""

import datetime as dt

import pytest

from cohorts.enums import Half, Mark
from cohorts.models import Attendance
from cohorts.selectors.attending import day_of, half_now, roll_of
from cohorts.services.attendance import Marking, close_day, mark_attendance
from common.clock import today
from common.errors import RuleViolation
from common.models import AuditEvent
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast):
    cohort = make_cohort(area=cast.area, first_day=today())
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    return cohort


@pytest.fixture
def day(cohort):
    return day_of(cohort, 1)


def marking(enrolment, part, mark=Mark.PRESENT, revision=0):
    return Marking(enrolment.pk, part.pk, mark, revision)


def morning(day):
    return day.parts.get(half=Half.MORNING)


def test_a_first_mark_needs_no_reason_and_is_logged(cast, cohort, day):
    enrolment = make_enrolment(cohort)
    outcome = mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, morning(day))])
    assert outcome.saved == 1
    row = Attendance.objects.get()
    assert (row.mark, row.marked_by, row.revision) == (Mark.PRESENT, cast.trainer, 1)
    event = AuditEvent.objects.get(action="attendance.mark")
    assert (event.actor, event.subject_id, event.after) == (
        cast.trainer,
        str(row.pk),
        {"mark": "present"},
    )


def test_a_correction_without_a_reason_changes_nothing(cast, cohort, day):
    first, second = make_enrolment(cohort), make_enrolment(cohort)
    part = morning(day)
    mark_attendance(by=cast.trainer, day=day, markings=[marking(first, part)])
    with pytest.raises(RuleViolation) as refusal:
        mark_attendance(
            by=cast.trainer,
            day=day,
            markings=[marking(first, part, Mark.ABSENT, 1), marking(second, part)],
        )
    assert refusal.value.code == "reason_needed"
    assert list(Attendance.objects.values_list("mark", flat=True)) == [Mark.PRESENT]


def test_a_correction_keeps_before_after_and_why(cast, cohort, day):
    enrolment, part = make_enrolment(cohort), morning(day)
    mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, part)])
    mark_attendance(
        by=cast.trainer,
        day=day,
        markings=[marking(enrolment, part, Mark.LATE, 1)],
        reason="Kom 9.30",
    )
    event = AuditEvent.objects.get(action="attendance.correct")
    assert (event.before, event.after, event.reason) == (
        {"mark": "present"},
        {"mark": "late"},
        "Kom 9.30",
    )
    assert Attendance.objects.get().revision == 2


def test_two_trainers_never_overwrite_each_other_unseen(cast, cohort, day):
    enrolment, part = make_enrolment(cohort), morning(day)
    mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, part, Mark.ABSENT)])
    outcome = mark_attendance(
        by=cast.examiner, day=day, markings=[marking(enrolment, part, Mark.PRESENT, 0)]
    )
    assert [conflict.enrolment_id for conflict in outcome.conflicts] == [enrolment.pk]
    assert Attendance.objects.get().mark == Mark.ABSENT


@pytest.mark.parametrize(
    ("shift", "change", "code"),
    [(1, {}, "day_ahead"), (0, {"state": "cancelled"}, "day_cancelled")],
)
def test_days_that_cannot_be_marked(cast, cohort, day, shift, change, code):
    cohort.days.filter(pk=day.pk).update(date=today() + dt.timedelta(days=shift), **change)
    with pytest.raises(RuleViolation) as refusal:
        mark_attendance(
            by=cast.trainer, day=day, markings=[marking(make_enrolment(cohort), morning(day))]
        )
    assert refusal.value.code == code


def test_somebody_of_another_cohort_cannot_be_marked(cast, cohort, day):
    other = make_enrolment(make_cohort(area=cast.area))
    with pytest.raises(RuleViolation) as refusal:
        mark_attendance(by=cast.trainer, day=day, markings=[marking(other, morning(day))])
    assert refusal.value.code == "not_in_cohort"


def test_a_day_is_closed_when_everybody_is_marked_and_then_wants_reasons(cast, cohort, day):
    enrolment = make_enrolment(cohort)
    parts = list(day.parts.all())
    mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, parts[0])])
    with pytest.raises(RuleViolation) as refusal:
        close_day(by=cast.trainer, day=day)
    assert refusal.value.code == "unmarked"
    mark_attendance(by=cast.trainer, day=day, markings=[marking(enrolment, parts[1])])
    assert close_day(by=cast.trainer, day=day).attendance_closed_at
    late_comer = make_enrolment(cohort)
    with pytest.raises(RuleViolation) as refusal:
        mark_attendance(by=cast.trainer, day=day, markings=[marking(late_comer, parts[0])])
    assert refusal.value.code == "reason_needed"


def test_the_page_opens_with_the_half_that_has_begun(day):
    first, second = day.parts.all()
    assert half_now(day, first.starts_at - dt.timedelta(hours=1)) == Half.MORNING
    assert half_now(day, second.starts_at) == Half.AFTERNOON


def url(cohort, number=1):
    return f"/kurser/{cohort.slug}/dagar/{number}/narvaro/?half=am"


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
    assert Attendance.objects.get(enrolment=unmarked).mark == Mark.PRESENT


def test_a_refused_correction_keeps_what_was_chosen(cast, client, cohort, day):
    enrolment = make_enrolment(cohort)
    client.force_login(cast.trainer)
    client.post(url(cohort), {f"mark-{enrolment.pk}": "present"})
    response = client.post(
        url(cohort), {f"mark-{enrolment.pk}": "late", f"revision-{enrolment.pk}": "1"}
    )
    page = response.content.decode()
    assert "Du ändrar en markering som redan är sparad." in page
    assert roll_of(day, "am").row(enrolment.pk).mark == Mark.PRESENT
    assert f'name="mark-{enrolment.pk}" value="late" checked' in page


def test_a_tap_answers_with_the_row_and_the_counts(cast, client, cohort, day):
    enrolment = make_enrolment(cohort)
    make_enrolment(cohort)
    client.force_login(cast.trainer)
    response = client.post(
        url(cohort), {f"mark-{enrolment.pk}": "present"}, headers={"HX-Request": "true"}
    )
    fragment = response.content.decode()
    assert fragment.count("<fieldset") == 1
    assert 'hx-swap-oob="true"' in fragment
    assert "1 av 2 markerade" in fragment
    response = client.post(
        url(cohort),
        {f"mark-{enrolment.pk}": "absent", f"revision-{enrolment.pk}": "1"},
        headers={"HX-Request": "true"},
    )
    fragment = response.content.decode()
    assert "Varför ändrar du?" in fragment
    assert "is-unsaved" in fragment


@pytest.mark.parametrize("who", ["board", "nominator", "stranger", "board_outsider"])
def test_only_who_takes_attendance_there_finds_the_page(cast, client, cohort, who):
    client.force_login(getattr(cast, who))
    assert client.get(url(cohort)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_group(cast, client, cohort, queries):
    client.force_login(cast.trainer)
    make_enrolment(cohort)
    one = queries(url(cohort))
    for _ in range(29):
        make_enrolment(cohort)
    assert queries(url(cohort)) == one <= 15
