"""Planning a cohort, changing it, calling it off."""

import datetime as dt

import pytest
import time_machine
from django.utils.timezone import localtime

from cohorts.enums import CohortState, DayState, NominationState
from cohorts.models import DayPart
from cohorts.services.dates import DayTimes
from cohorts.services.planning import cancel_cohort, change_cohort
from common.errors import RuleViolation
from common.models import AuditEvent
from courses.enums import DayKind, VersionState, WayIn
from courses.models import DayPlan, Term
from messaging.models import Message
from tests.cohorts.planning.conftest import FIRST_DAY
from tests.factories.cohorts import make_enrolment, make_nomination
from tests.factories.courses import make_version
from tests.factories.organisations import give_role, make_person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("before_it_begins"),
]


@pytest.fixture
def before_it_begins():
    with time_machine.travel("2026-10-15 09:00 +02:00", tick=False):
        yield


@pytest.fixture
def case_manager():
    """A version of three terms with two days each."""
    version = make_version("case_manager", days=6, examination=False, assignments=0)
    terms = [
        Term.objects.create(version=version, number=number, name=f"Termin {number}")
        for number in (1, 2, 3)
    ]
    for plan in version.days.all():
        plan.term = terms[(plan.number - 1) // 2]
        plan.save()
    return version


def changed(cohort, **changes):
    names = ("name", "seats", "venue", "opens_on", "closes_on", "answer_by")
    return {name: getattr(cohort, name) for name in names} | changes


def test_a_cohort_gets_all_days_of_the_version_each_with_two_half_days(planned):
    cohort = planned()

    days = list(cohort.days.in_order())
    assert [day.plan.number for day in days] == list(range(1, 10))
    assert days[-1].plan.kind == DayKind.EXAMINATION
    assert [day.date for day in days] == [FIRST_DAY + dt.timedelta(weeks=n) for n in range(9)]
    for day in days:
        hours = [
            (localtime(part.starts_at).hour, localtime(part.ends_at).hour)
            for part in day.parts.all()
        ]
        assert hours == [(9, 12), (13, 16)]


def test_planning_is_logged_with_its_dates(planned, cast):
    cohort = planned()

    event = AuditEvent.objects.get(action="cohort.plan")
    assert (event.actor, event.subject_id) == (cast.board, str(cohort.pk))
    assert event.after["days"][0] == "2027-01-14"


def test_the_number_of_queries_does_not_grow_with_the_days(planned, django_assert_num_queries):
    short, long = make_version("short", days=2), make_version("long", days=24)
    with django_assert_num_queries(8):
        planned(version=short)
    with django_assert_num_queries(8):
        planned(version=long)


def test_each_term_begins_on_its_own_first_day(planned, case_manager):
    starts = [dt.date(2027, 1, 14), dt.date(2027, 9, 2), dt.date(2028, 1, 20)]

    cohort = planned(version=case_manager, first_days=starts, every_n_weeks=2)

    assert [day.date for day in cohort.days.in_order()][::2] == starts


def test_the_times_are_those_of_the_day(planned):
    cohort = planned(times=DayTimes(morning_starts=dt.time(8, 30)))

    first = DayPart.objects.filter(day__cohort=cohort).first()
    assert localtime(first.starts_at).time() == dt.time(8, 30)


def test_the_address_is_readable_and_nobody_elses(planned):
    version = make_version("bas")

    slugs = [planned(version=version, name=name).slug for name in ("Bas, grupp 6", "Bas 6", "Bas")]

    assert slugs == ["bas-vastra-lunda-6", "bas-vastra-lunda-7", "bas-vastra-lunda-3"]


def test_registration_needs_no_last_day_to_answer(planned):
    assert planned(version=make_version("open", way_in=WayIn.OPEN)).answer_by is None


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"seats": 31}, "seats", "seats"),
        ({"seats": 0}, "seats", "seats"),
        ({"closes_on": dt.date(2026, 9, 30)}, "window", "closes_on"),
        ({"closes_on": FIRST_DAY}, "window", "closes_on"),
        ({"answer_by": dt.date(2026, 11, 30)}, "window", "answer_by"),
        ({"answer_by": FIRST_DAY}, "window", "answer_by"),
        ({"weekdays": {0}}, "first_day_is_another_weekday", "first_day_1"),
        ({"times": DayTimes(morning_ends=dt.time(8))}, "times_out_of_order", "morning_ends"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused_at_the_right_question(planned, changes, code, field):
    with pytest.raises(RuleViolation) as refused:
        planned(**changes)

    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.RETIRED])
def test_only_published_versions_are_planned(planned, state):
    with pytest.raises(RuleViolation) as refused:
        planned(version=make_version("other", state=state))

    assert refused.value.code == "version_not_published"


def test_a_version_without_days_is_refused(planned):
    version = make_version("empty", assignments=0)
    DayPlan.objects.filter(version=version).delete()

    with pytest.raises(RuleViolation) as refused:
        planned(version=version)

    assert refused.value.code == "no_days"


def test_changes_are_logged_as_what_they_were_and_became(planned, cast):
    cohort = planned()

    change_cohort(by=cast.board, cohort=cohort, **changed(cohort, name="Bas sex"), reason="Stavfel")

    event = AuditEvent.objects.get(action="cohort.change")
    assert (event.before, event.after) == ({"name": "Bas, grupp 6"}, {"name": "Bas sex"})
    assert event.reason == "Stavfel"


def test_a_form_sent_without_changes_leaves_no_trace(planned, cast):
    cohort = planned()

    change_cohort(by=cast.board, cohort=cohort, **changed(cohort))

    assert not AuditEvent.objects.filter(action="cohort.change").exists()


def test_seats_are_never_fewer_than_those_taken(planned, cast):
    cohort = planned()
    for _ in range(3):
        make_enrolment(cohort, unit=cast.south)

    with pytest.raises(RuleViolation) as refused:
        change_cohort(by=cast.board, cohort=cohort, **changed(cohort, seats=2))

    assert refused.value.code == "seats"


def test_holders_of_high_numbers_keep_a_seat_when_there_are_fewer(planned, cast):
    cohort = planned()
    for number in (1, 29, 30):
        seat = make_enrolment(cohort, unit=cast.south).seat
        seat.number = number
        seat.save()

    change_cohort(by=cast.board, cohort=cohort, **changed(cohort, seats=3))

    assert sorted(cohort.taken_seats.values_list("number", flat=True)) == [1, 2, 3]


def test_a_new_place_reaches_the_calendars_of_days_without_a_place_of_their_own(planned, cast):
    cohort = planned()
    person = make_enrolment(cohort, unit=cast.south).person
    cohort.days.filter(plan__number=2).update(venue="Stadsbiblioteket")

    change_cohort(by=cast.board, cohort=cohort, **changed(cohort, venue="Kulturhuset"))

    moved = {day.plan.number: day.sequence for day in cohort.days.in_order()}
    assert moved == {number: int(number != 2) for number in range(1, 10)}
    message = Message.objects.get(event="course_days_changed", recipient=person)
    assert message.calendar["text"].count("BEGIN:VEVENT") == 8
    assert "Kulturhuset" in message.calendar["text"]


def test_a_cancelled_cohort_cancels_the_days_that_are_left(planned, cast):
    cohort = planned()
    with time_machine.travel("2027-01-25 09:00 +01:00", tick=False):
        cancel_cohort(by=cast.board, cohort=cohort, reason="För få deltagare.")

    cohort.refresh_from_db()
    states = [day.state for day in cohort.days.in_order()]
    assert cohort.state == CohortState.CANCELLED
    assert states == [DayState.PLANNED] * 2 + [DayState.CANCELLED] * 7
    event = AuditEvent.objects.get(action="cohort.cancel")
    assert event.reason == "För få deltagare."


def test_everybody_who_counts_on_a_cancelled_cohort_is_told_once(planned, cast):
    cohort = planned()
    trainer = make_person("Torvald Torn")
    give_role(trainer, "trainer", cohort=cohort)
    taking_part = make_enrolment(cohort, unit=cast.south).person
    asked = make_nomination(cohort, cast.south, by=cast.nominator)
    draft = make_nomination(cohort, cast.south, by=cast.nominator, state=NominationState.DRAFT)
    withdrawn = make_nomination(
        cohort, cast.south, by=cast.nominator, state=NominationState.WITHDRAWN
    )

    cancel_cohort(by=cast.board, cohort=cohort, reason="För få deltagare.")

    told = Message.objects.filter(event="course_cancelled")
    by_address = {message.recipient_email: message.calendar for message in told}
    assert {trainer.email, taking_part.email, asked.email, cast.nominator.email} <= set(by_address)
    assert not {draft.email, withdrawn.email} & set(by_address)
    assert by_address[asked.email] is None
    assert "METHOD:CANCEL" in by_address[taking_part.email]["text"]
    assert len(told) == len(by_address)


@pytest.mark.parametrize("reason", ["", "   "])
def test_cancelling_needs_a_reason(planned, cast, reason):
    with pytest.raises(RuleViolation) as refused:
        cancel_cohort(by=cast.board, cohort=planned(), reason=reason)

    assert refused.value.code == "reason_missing"


def test_a_cancelled_cohort_stays_as_it_was(planned, cast):
    cohort = planned()
    cancel_cohort(by=cast.board, cohort=cohort, reason="Inställd.")

    for act in (
        lambda: cancel_cohort(by=cast.board, cohort=cohort, reason="Igen."),
        lambda: change_cohort(by=cast.board, cohort=cohort, **changed(cohort, name="Ny")),
    ):
        with pytest.raises(RuleViolation) as refused:
            act()
        assert refused.value.code == "not_now"
