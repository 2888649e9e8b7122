"""Announcing absence beforehand: until the half begins, by the participant alone."""

import random

import pytest

from cohorts.enums import Half
from cohorts.models import AbsenceNotice
from cohorts.selectors.attending import roll_of
from cohorts.services.absences import announce_absence
from common.guard.measuring.numbers import drawn
from common.models import AuditEvent
from tests.cohorts.attending.days import at
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cast, cohort):
    return make_enrolment(cohort, cast.participant)


@pytest.fixture
def announce(cast, enrolment, day):
    def announce(halves, reason="work", note=""):
        return announce_absence(
            by=cast.participant,
            enrolment=enrolment,
            day=day,
            halves=halves,
            reason=reason,
            note=note,
        )

    return announce


def standing():
    found = AbsenceNotice.objects.filter(withdrawn_at__isnull=True).order_by("part__starts_at")
    return [(notice.part.half, notice.reason) for notice in found.select_related("part")]


def test_absence_is_announced_for_the_halves_chosen_and_seen_on_the_roll(announce, day):
    with at("07:00"):
        announce([Half.MORNING, Half.AFTERNOON], "private")
        roll = roll_of(day, "am")
    assert (roll.expected, roll.announced) == (0, 1)
    assert standing() == [("am", "private"), ("pm", "private")]
    assert AuditEvent.objects.filter(action="absence_notice.give").count() == 2


def test_the_choice_replaces_what_was_announced(announce):
    with at("07:00"):
        announce([Half.MORNING, Half.AFTERNOON])
        announce([Half.AFTERNOON], "other")
        assert standing() == [("pm", "other")]
        announce([])
        assert standing() == []
    actions = AuditEvent.objects.filter(action__startswith="absence").values_list(
        "action", flat=True
    )
    assert sorted(action.split(".")[1] for action in actions) == [
        "change", "give", "give", "withdraw", "withdraw",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("clock", "halves", "code"),
    [
        ("08:59", ["am"], None),
        ("09:00", ["am"], "half_has_begun"),
        ("09:00", ["pm"], None),
        ("09:00", ["am", "pm"], "half_has_begun"),
        ("13:00", ["pm"], "half_has_begun"),
    ],
)
def test_until_when_absence_can_be_announced(announce, clock, halves, code):
    with at(clock):
        if code:
            with refused(code):
                announce(halves)
        else:
            announce(halves)
    assert len(standing()) == (0 if code else len(halves))


def test_what_was_announced_for_a_half_that_has_begun_stays(announce):
    with at("07:00"):
        announce(["am", "pm"])
    with at("10:00"):
        announce(["am"])  # the afternoon is taken back, the morning is past changing
    assert standing() == [("am", "work")]


def test_a_note_with_an_identity_number_is_refused_and_nothing_is_saved(announce):
    _century, date, last = drawn(random.Random(7))
    number = f"{date}-{last}"
    with at("07:00"), refused("identity_number") as refusal:
        announce(["am"], note=f"Ring {number}")
    assert refusal.value.field == "note"
    assert standing() == []


def test_a_reason_outside_the_list_is_refused(announce):
    with at("07:00"), refused("reason_missing"):
        announce(["am"], "flu")


def test_a_cancelled_day_needs_no_absence(announce, cohort, day):
    cohort.days.filter(pk=day.pk).update(state="cancelled")
    day.refresh_from_db()
    with at("07:00"), refused("day_cancelled"):
        announce(["am"])


def test_the_notice_is_withdrawn_with_its_note(announce):
    with at("07:00"):
        announce(["am"], note="Domstolsförhandling")
        announce([])
    assert AbsenceNotice.objects.get().note == ""


def url(cohort, number=1):
    return f"/kurser/{cohort.slug}/dagar/{number}/franvaro/"


def test_the_participant_announces_changes_and_takes_back_on_the_page(
    cast, client, cohort, enrolment
):
    client.force_login(cast.participant)
    with at("07:00"):
        page = client.post(
            url(cohort), {"halves": ["am"], "reason": "work", "note": "Möte"}, follow=True
        )
        assert "Din frånvaro är anmäld." in page.content.decode()
        assert 'value="Möte"' in client.get(url(cohort)).content.decode()
        page = client.post(url(cohort), {"withdraw": "1"}, follow=True).content.decode()
    assert "Du har tagit tillbaka din frånvaro. Du väntas." in page
    assert standing() == []


def test_the_page_says_what_is_missing(cast, client, cohort, enrolment):
    client.force_login(cast.participant)
    with at("07:00"):
        page = client.post(url(cohort), {"halves": [], "reason": "work"}).content.decode()
    assert "Välj förmiddagen, eftermiddagen eller båda." in page


def test_the_page_of_a_day_that_has_begun_tells_whom_to_talk_to(cast, client, cohort, enrolment):
    client.force_login(cast.participant)
    with at("14:00"):
        page = client.get(url(cohort)).content.decode()
    assert "Säg till din utbildare i stället." in page


@pytest.mark.parametrize("who", ["trainer", "manager", "nominator", "stranger"])
def test_nobody_else_finds_the_page(cast, client, cohort, enrolment, who):
    client.force_login(getattr(cast, who))
    with at("07:00"):
        assert client.get(url(cohort)).status_code == 404


def test_own_attendance_costs_the_same_for_one_day_and_for_many(
    cast, client, cohort, enrolment, queries, announce
):
    client.force_login(cast.participant)
    path = f"/kurser/{cohort.slug}/min-narvaro/"
    with at("07:00"):
        before = queries(path)
        announce(["am", "pm"])
        assert queries(path) == before <= 15
        assert client.get("/kurser/finns-inte/min-narvaro/").status_code == 404
        other = make_cohort(area=cast.area)
        assert client.get(f"/kurser/{other.slug}/min-narvaro/").status_code == 404
