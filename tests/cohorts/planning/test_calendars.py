"""The personal feed and the file of a cohort."""

import datetime as dt

import icalendar
import pytest
import time_machine
from django.urls import reverse

from cohorts.enums import DayMode
from cohorts.services.course_days import cancel_day, move_day
from cohorts.services.dates import DayTimes
from cohorts.services.enrolments import leave
from common.models import AuditEvent
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_it_begins")]


@pytest.fixture
def before_it_begins():
    with time_machine.travel("2026-12-15 09:00 +01:00", tick=False):
        yield


@pytest.fixture
def cohort(planned):
    return planned()


@pytest.fixture
def enrolment(cast, cohort):
    return make_enrolment(cohort, cast.participant, unit=cast.south)


def feed_of(person) -> str:
    return reverse("cohorts:personal_calendar", args=[person.calendar_key])


def entries(answer) -> list:
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_feed_holds_all_own_days_without_a_log_in(client, enrolment):
    answer = client.get(feed_of(enrolment.person))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(entries(answer)) == 9
    assert b"METHOD:PUBLISH" in answer.content


def test_a_moved_day_is_the_same_entry_with_a_higher_sequence(client, cast, cohort, enrolment):
    before = {
        str(entry["uid"]): entry["sequence"]
        for entry in entries(client.get(feed_of(enrolment.person)))
    }
    day = cohort.days.get(plan__number=3)

    move_day(
        by=cast.board,
        day=day,
        date=dt.date(2027, 2, 3),
        times=DayTimes(),
        reason="Salen är upptagen.",
    )

    after = {
        str(entry["uid"]): entry["sequence"]
        for entry in entries(client.get(feed_of(enrolment.person)))
    }
    assert after == before | {str(day.uid): 1}


def test_a_cancelled_day_stays_in_the_feed_marked_so(client, cast, cohort, enrolment):
    cancel_day(by=cast.board, day=cohort.days.get(plan__number=3), reason="Sjuk lärare.")

    states = [str(entry["status"]) for entry in entries(client.get(feed_of(enrolment.person)))]
    assert states.count("CANCELLED") == 1


def test_programs_that_ask_again_are_told_that_nothing_has_changed(client, cast, cohort, enrolment):
    path = feed_of(enrolment.person)
    etag = client.get(path)["ETag"]

    with time_machine.travel("2026-12-15 17:00 +01:00", tick=False):
        again = client.get(path, headers={"If-None-Match": etag})
    assert again.status_code == 304

    cancel_day(by=cast.board, day=cohort.days.get(plan__number=3), reason="Sjuk lärare.")
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_trainers_have_the_days_of_their_cohorts(client, cast, cohort):
    give_role(cast.trainer, "trainer", cohort=cohort)

    assert len(entries(client.get(feed_of(cast.trainer)))) == 9


def test_whoever_has_left_has_no_days(client, cast, enrolment):
    leave(by=cast.board, enrolment=enrolment, on=dt.date(2026, 12, 15), reason="Ny tjänst.")

    assert entries(client.get(feed_of(enrolment.person))) == []


def test_a_wrong_key_leads_nowhere(client):
    assert client.get("/kalender/fel-nyckel.ics").status_code == 404


def test_somebody_who_may_not_log_in_has_no_feed(client, enrolment):
    enrolment.person.is_active = False
    enrolment.person.save()

    assert client.get(feed_of(enrolment.person)).status_code == 404


def test_a_new_address_makes_the_old_one_stop(client, enrolment):
    person = enrolment.person
    old = feed_of(person)
    client.force_login(person)

    answer = client.post(reverse("cohorts:renew_calendar"))

    person.refresh_from_db()
    assert answer.url == reverse("cohorts:my_calendar")
    assert client.get(old).status_code == 404
    assert client.get(feed_of(person)).status_code == 200
    event = AuditEvent.objects.get(action="person.renew_calendar_key")
    assert person.calendar_key not in str((event.before, event.after))


def test_the_page_shows_the_own_address_only(client, cast, enrolment):
    client.force_login(enrolment.person)

    page = client.get(reverse("cohorts:my_calendar")).content.decode()

    assert enrolment.person.calendar_key in page
    assert "webcal:" in page
    assert cast.trainer.calendar_key not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("participant", 200),
        ("board", 200),
        ("nominator", 200),
        ("nominator_outsider", 404),
        ("board_outsider", 404),
        ("stranger", 404),
    ],
)
def test_the_file_of_a_cohort_is_for_those_who_see_it(client, cast, cohort, enrolment, who, status):
    client.force_login(getattr(cast, who))

    assert client.get(reverse("cohorts:cohort_calendar", args=[cohort.slug])).status_code == status


@pytest.mark.parametrize(("who", "is_shown"), [("participant", True), ("nominator", False)])
def test_the_link_to_the_meeting_is_for_those_who_take_part(
    client, cast, cohort, enrolment, who, is_shown
):
    cohort.days.update(mode=DayMode.ONLINE, meeting_url="https://moten.example/rum-6")
    client.force_login(getattr(cast, who))

    content = client.get(reverse("cohorts:cohort_calendar", args=[cohort.slug])).content
    assert (b"moten.example" in content) is is_shown


def test_the_number_of_queries_does_not_grow(queries, cast):
    person = cast.participant
    make_enrolment(make_cohort(area=cast.area), person)
    one = queries(feed_of(person))
    for _ in range(10):
        make_enrolment(make_cohort(area=cast.area), person)

    assert queries(feed_of(person)) == one <= 4
