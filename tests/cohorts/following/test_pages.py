"""The pages: what trainers and the board decide, what the participant asks for, and one's own."""

import datetime as dt
import random

import pytest
from django.test import Client

from cohorts.enums import EnrolmentState, MakeUpState, Mark
from cohorts.models import Enrolment, MakeUp
from cohorts.services.following import make_ups
from common.clock import today
from common.guard.measuring.numbers import drawn
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role


@pytest.fixture
def missed(person, mark):
    mark(person, 1)
    mark(person, 2, Mark.ABSENT)
    mark(person, 3, Mark.ABSENT)
    return person


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(enrolment, rest=""):
    return f"/kurser/{enrolment.cohort.slug}/deltagare/{enrolment.pk}/{rest}"


def text(response):
    return " ".join(response.content.decode().split())


def test_a_trainer_plans_a_make_up_in_two_clicks(cast, missed, later):
    trainer = as_(cast.trainer)
    assert page_of(missed, "ta-igen/2/") in text(trainer.get(page_of(missed)))
    host = later.days.get(plan__number=2)
    answer = trainer.post(page_of(missed, "ta-igen/2/"), {"host": str(host.pk)})
    assert answer.url == page_of(missed)
    assert MakeUp.objects.filter(state=MakeUpState.PLANNED).count() == 2
    assert later.name in text(trainer.get(page_of(missed)))


def test_a_participant_asks_and_the_trainer_says_yes(cast, missed, later):
    alva, trainer = as_(cast.participant), as_(cast.trainer)
    own = f"/kurser/{missed.cohort.slug}/ta-igen/2/"
    assert own in text(alva.get("/min-sida/"))
    assert later.name in text(alva.get(own))
    alva.post(own, {"host": str(later.days.get(plan__number=2).pk)})
    assert "Du har frågat om att ta igen dag 2" in text(alva.get("/min-sida/"))
    trainer.post(page_of(missed, "ta-igen/2/"))
    assert "Du tar igen dag 2" in text(alva.get("/min-sida/"))
    alva.post(own, {"withdraw": "1"})
    assert set(MakeUp.objects.values_list("state", flat=True)) == {MakeUpState.CANCELLED}


def test_a_written_task_from_wish_to_approval(cast, missed):
    alva, trainer = as_(cast.participant), as_(cast.trainer)
    alva.post(f"/kurser/{missed.cohort.slug}/ta-igen/2/", {"host": "written"})
    task = {"task": "Läs kapitel 2.", "due_on": (today() + dt.timedelta(days=9)).isoformat()}
    trainer.post(page_of(missed, "ta-igen/2/"), task)
    assert "Skriftlig uppgift" in text(alva.get("/min-sida/"))
    trainer.post(page_of(missed, "ta-igen/2/godkann/"))
    assert set(MakeUp.objects.values_list("state", flat=True)) == {MakeUpState.APPROVED}
    trainer.post(page_of(missed, "ta-igen/2/godkann-inte/"), {"reason": "Texten saknas."})
    assert set(MakeUp.objects.values_list("state", flat=True)) == {MakeUpState.NOT_APPROVED}


def test_a_refusal_is_shown_where_it_was_asked(cast, missed, later, version):
    host = later.days.get(plan__number=2)
    make_ups.plan_as_guest(by=cast.trainer, enrolment=missed, number=2, host=host)
    version.make_ups_at_most = 1
    version.save()
    answer = as_(cast.trainer).post(
        page_of(missed, "ta-igen/3/"), {"host": str(later.days.get(plan__number=3).pk)}
    )
    assert "Bara en dag kan tas igen i den här kursen." in text(answer)


def test_the_board_pauses_takes_back_and_lets_somebody_change_cohort(cast, missed, later):
    board = as_(cast.board)
    board.post(page_of(missed, "uppehall/"), {"on": today().isoformat(), "cause": "leave"})
    missed.refresh_from_db()
    assert missed.state == EnrolmentState.INTERRUPTED
    assert "Du har uppehåll" in text(as_(cast.participant).get("/min-sida/"))
    answer = board.post(page_of(missed, "kom-tillbaka/"), {"cohort": str(missed.cohort_id)})
    back = Enrolment.objects.get(continues=missed)
    assert answer.url == page_of(back)
    board.post(page_of(back, "byt/"), {"cohort": str(later.pk), "reason": "Flyttar."})
    there = Enrolment.objects.get(continues=back)
    shown = text(board.get(page_of(there)))
    assert "Fortsätter från en tidigare kursgrupp" in shown
    assert "Där, i den tidigare kursgruppen" in shown


def test_what_a_credit_needs_is_said(cast, missed):
    board, page = as_(cast.board), page_of(missed, "tillgodorakna/")
    answer = board.post(page, {"what": "number-days_attended", "reason": "Kurs 2025."})
    assert "Ange hur många, minst en." in text(answer)
    number = "".join(drawn(random.Random(3)))
    answer = board.post(page, {"what": "all-homework_approved", "reason": f"Gick som {number}."})
    assert "personnummer" in text(answer)
    assert not missed.credits.exists()


def test_the_board_credits_and_withdraws(cast, missed):
    board = as_(cast.board)
    day = missed.cohort.version.days.get(number=2)
    board.post(page_of(missed, "tillgodorakna/"), {"what": f"day-{day.pk}", "reason": "Kurs."})
    [row] = missed.credits.all()
    assert (row.day, row.kind) == (day, "days_attended")
    url = page_of(missed, f"tillgodorakna/{row.pk}/ta-tillbaka/")
    board.post(url, {"reason": "Det var en annan kurs."})
    row.refresh_from_db()
    assert row.withdrawn_reason == "Det var en annan kurs."
    assert board.get(url).status_code == 404


def test_other_boards_and_trainers_find_nothing(cast, missed, later):
    give_role(cast.board_outsider, RoleCode.TRAINER, cohort=later)
    for somebody in (cast.board_outsider, cast.manager, cast.participant):
        assert as_(somebody).get(page_of(missed)).status_code == 404


def test_the_page_of_a_participant_does_not_ask_more_for_more_people(
    cast, missed, running, client, queries, mark
):
    client.force_login(cast.trainer)
    one = queries(page_of(missed))
    for _ in range(12):
        mark(make_enrolment(running, unit=cast.south), 2, Mark.ABSENT)
    assert queries(page_of(missed)) == one <= 15


def test_several_courses_stand_on_one_page_the_nearest_day_first(cast, missed):
    soon = make_cohort(missed.cohort.version, cast.area, first_day=today() + dt.timedelta(days=1))
    make_enrolment(soon, cast.participant)
    shown = text(as_(cast.participant).get("/min-sida/"))
    assert shown.count("Kvar till intyget") == 2
    assert "börjar i morgon" in shown or "i dag" in shown
