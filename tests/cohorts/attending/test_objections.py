"""Objecting to a mark: within ten days after the day was closed, answered by a trainer."""

import datetime as dt

import pytest

from cohorts.enums import Mark, MarkedHow, ObjectionState
from cohorts.models import Attendance, Objection
from cohorts.selectors.objections import objections_to_answer
from cohorts.services.attendance import Marking, close_day, mark_attendance
from cohorts.services.objections import answer_objection, object_to_mark, withdraw_objection
from common.models import AuditEvent
from messaging.models import Message
from messaging.services.relay import drain
from tests.cohorts.attending.days import DATE, at
from tests.factories.cohorts import make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def mark(cast, cohort, day, morning) -> Attendance:
    """Alva is marked as away in the morning of a day that is closed."""
    enrolment = make_enrolment(cohort, cast.participant)
    with at("16:00"):
        away = [Marking(enrolment.pk, part.pk, Mark.ABSENT) for part in day.parts.all()]
        mark_attendance(by=cast.trainer, day=day, markings=away)
        close_day(by=cast.trainer, day=day)
    return Attendance.objects.get(part=morning)


@pytest.fixture
def objection(cast, mark) -> Objection:
    with at("18:00"):
        return object_to_mark(by=cast.participant, attendance=mark, grounds="Jag var där.")


def letters(event: str) -> list[str]:
    return sorted(Message.objects.filter(event=event).values_list("recipient_name", flat=True))


def test_an_objection_is_told_to_the_trainers_and_waits_for_them(cast, objection):
    assert objection.state == ObjectionState.OPEN
    assert letters("objection_made") == ["Erika Ek", "Torvald Torn"]
    assert [row.pk for row in objections_to_answer(cast.trainer)] == [objection.pk]
    assert list(objections_to_answer(cast.stranger)) == []
    assert AuditEvent.objects.filter(action="objection.make", actor=cast.participant).exists()


@pytest.mark.parametrize(("days", "code"), [(0, None), (10, None), (11, "too_late")])
def test_until_when_one_can_object(cast, mark, days, code):
    with at("09:00" if days else "17:00", DATE + dt.timedelta(days=days)):
        if code:
            with refused(code):
                object_to_mark(by=cast.participant, attendance=mark, grounds="Jag var där.")
        else:
            object_to_mark(by=cast.participant, attendance=mark, grounds="Jag var där.")


def test_before_the_day_is_closed_one_talks_to_the_trainer(cast, mark, day):
    type(day).objects.update(attendance_closed_at=None)
    with at("16:30"), refused("not_closed"):
        object_to_mark(by=cast.participant, attendance=mark, grounds="Jag var där.")


def test_the_trainer_accepts_with_another_mark_and_the_participant_is_told(
    cast, objection, mailoutbox
):
    with at("19:00"):
        answer_objection(by=cast.examiner, objection=objection, mark="late", answer="Du kom 9.20.")
    row = objection.attendance
    row.refresh_from_db()
    assert (row.mark, row.how, row.marked_by, row.revision) == (
        Mark.LATE, MarkedHow.OBJECTION, cast.examiner, 2,
    )  # fmt: skip
    event = AuditEvent.objects.get(action="attendance.correct")
    assert (event.before, event.after, event.reason) == (
        {"mark": "absent"},
        {"mark": "late"},
        "Du kom 9.20.",
    )
    assert AuditEvent.objects.filter(action="objection.accept").exists()
    with at("19:01"):
        drain()
    mail = mailoutbox[-1]
    assert cast.participant.email in mail.to[0]
    assert "är ändrad till ”Sen”" in mail.body
    assert "Du kom 9.20." in mail.body


def test_the_trainer_lets_the_mark_stay_with_an_answer(cast, objection):
    with at("19:00"):
        with refused("reason_missing"):
            answer_objection(by=cast.trainer, objection=objection, mark="", answer=" ")
        answer_objection(by=cast.trainer, objection=objection, mark="", answer="Du gick 9.10.")
    objection.refresh_from_db()
    assert objection.state == ObjectionState.REJECTED
    assert objection.attendance.mark == Mark.ABSENT
    assert letters("objection_answered") == ["Alva Ask"]


def test_the_same_mark_is_tried_once_but_a_changed_one_can_be_objected_to(cast, objection, mark):
    with at("19:00"):
        with refused("objected_already"):
            object_to_mark(by=cast.participant, attendance=mark, grounds="Igen.")
        answer_objection(by=cast.trainer, objection=objection, mark="", answer="Nej.")
        with refused("objected_already"):
            object_to_mark(by=cast.participant, attendance=mark, grounds="Igen.")
        mark_attendance(
            by=cast.trainer,
            day=mark.part.day,
            markings=[Marking(mark.enrolment_id, mark.part_id, Mark.EXCUSED, 1)],
            reason="Intyg visat.",
        )
        object_to_mark(by=cast.participant, attendance=mark, grounds="Jag var ju där.")


def test_an_answer_is_given_once(cast, objection):
    with at("19:00"):
        answer_objection(by=cast.trainer, objection=objection, mark="", answer="Nej.")
        with refused("not_now"):
            answer_objection(by=cast.examiner, objection=objection, mark="present", answer="Jo.")
    assert objection.attendance.mark == Mark.ABSENT
    assert Attendance.objects.get(pk=objection.attendance_id).mark == Mark.ABSENT


def test_an_objection_is_taken_back_before_the_answer_only(cast, objection):
    with at("19:00"):
        withdraw_objection(by=cast.participant, objection=objection)
        with refused("not_now"):
            answer_objection(by=cast.trainer, objection=objection, mark="present", answer="Ja.")
    assert Attendance.objects.filter(mark=Mark.PRESENT).count() == 0


def test_the_participant_objects_and_reads_the_answer(cast, client, cohort, mark):
    client.force_login(cast.participant)
    own = f"/kurser/{cohort.slug}/min-narvaro/"
    with at("18:00"):
        assert f"{own}{mark.pk}/" in client.get(own).content.decode()
        page = client.post(f"{own}{mark.pk}/", {"grounds": "Jag var där."}, follow=True)
        assert "Väntar på utbildaren" in page.content.decode()
        objection = Objection.objects.get()
        client.force_login(cast.trainer)
        path = f"/kurser/{cohort.slug}/invandningar/{objection.pk}/"
        assert "Jag var där." in client.get(path).content.decode()
        client.post(path, {"mark": "present", "answer": "Du har rätt."})
        client.force_login(cast.participant)
        page = client.get(own).content.decode()
    assert "Markeringen är ändrad" in page
    assert "Torvald Torn: Du har rätt." in page


def test_nobody_objects_to_or_reads_somebody_elses_mark(cast, client, cohort, mark, objection):
    make_enrolment(cohort, cast.stranger)
    client.force_login(cast.stranger)
    with at("18:00"):
        assert client.get(f"/kurser/{cohort.slug}/min-narvaro/{mark.pk}/").status_code == 404
        back = f"/kurser/{cohort.slug}/min-narvaro/{objection.pk}/ta-tillbaka/"
        assert client.post(back).status_code == 404
        assert client.get(f"/kurser/{cohort.slug}/invandningar/{objection.pk}/").status_code == 404
    assert Objection.objects.get().state == ObjectionState.OPEN
