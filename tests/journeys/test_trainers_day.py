"""A course day as its trainer lives it, on a phone: from the morning's page to the closed day.

Participants come and go as they do: somebody has announced absence, two check in with the code
on the wall, the network goes for a while, and somebody objects the day after.
"""

import datetime as dt
import re

import pytest
import time_machine

from cohorts.enums import Mark, MarkedHow
from cohorts.models import Attendance, Cohort
from cohorts.selectors.attending_invariants import (
    answers_are_told,
    marks_are_of_the_own_cohort,
)
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role, make_person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DAY = dt.date(2027, 3, 10)  # a Wednesday
NAMES = ["Amina Alm", "Bo Berg", "Cia Carlén", "David Dahl", "Elif Ek", "Fia Fors"]


def at(clock: str, day: dt.date = DAY):
    return time_machine.travel(f"{day} {clock}:00 +0100", tick=True)


@pytest.fixture
def cohort(cast) -> Cohort:
    with at("10:00", DAY - dt.timedelta(days=40)):
        cohort = make_cohort(area=cast.area, first_day=DAY, name="Bas 7")
        give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
        for name in NAMES:
            first = name.split()[0].lower()
            person = make_person(name, f"{first}@lunda.example")
            make_enrolment(cohort, person)
    return cohort


def person(cohort: Cohort, name: str):
    return cohort.enrolments.get(person__name=name).person


def row_of(page, name: str):
    return page.locator(".roll li").filter(has_text=name)


def test_the_trainers_day(cast, cohort, visit, violations):
    with at("20:00", DAY - dt.timedelta(days=1)):
        announce_absence(visit(f"/kurser/{cohort.slug}/dagar/1/franvaro/",
                               person(cohort, "Fia Fors"), phone=True))  # fmt: skip
    with at("08:40"):
        trainer = visit("/min-sida/", cast.trainer, phone=True)
        assert trainer.get_by_text("5 väntas, 1 har anmält frånvaro.").is_visible()
        assert violations(trainer) == []
        open_the_wall(trainer)
        check_in(trainer, visit("/", person(cohort, "Amina Alm"), phone=True), "Här")
    with at("09:20"):
        check_in(trainer, visit("/", person(cohort, "Bo Berg"), phone=True), "Sen")
        trainer.get_by_role("link", name="Tillbaka till närvaron").click()
        without_network(trainer)
        mark_the_rest(trainer)
    with at("15:50"):
        trainer.goto(f"/kurser/{cohort.slug}/dagar/1/narvaro/")
        close_the_day(trainer)
    with at("18:00"):
        own = visit(f"/kurser/{cohort.slug}/min-narvaro/", person(cohort, "Cia Carlén"), phone=True)
        object_to_the_mark(own)
    with at("08:10", DAY + dt.timedelta(days=1)):
        trainer.goto("/idag/")
        answer(trainer)
        own.reload()
        assert own.get_by_text("Du satt längst bak, det stämmer.").is_visible()
    marks = {
        (row.enrolment.person.name, row.part.half): (row.mark, row.how)
        for row in Attendance.objects.select_related("enrolment__person", "part")
    }
    assert len(marks) == 12
    assert marks["Amina Alm", "am"] == (Mark.PRESENT, MarkedHow.CODE)
    assert marks["Bo Berg", "am"] == (Mark.LATE, MarkedHow.CODE)
    assert marks["Cia Carlén", "am"] == (Mark.PRESENT, MarkedHow.OBJECTION)
    assert marks["David Dahl", "am"] == (Mark.PRESENT, MarkedHow.EVERYONE)
    assert marks["Fia Fors", "am"] == (Mark.EXCUSED, MarkedHow.TRAINER)
    assert marks["Fia Fors", "pm"] == (Mark.PRESENT, MarkedHow.EVERYONE)
    assert list(marks_are_of_the_own_cohort()) == list(answers_are_told()) == []


def announce_absence(page) -> None:
    page.get_by_label("Förmiddag").check()
    page.get_by_label("Arbete").check()
    page.get_by_role("button", name="Anmäl frånvaro").click()
    page.get_by_text("Din frånvaro är anmäld.").wait_for()


def open_the_wall(page) -> None:
    page.get_by_role("link", name="Koden på väggen").click()
    page.get_by_role("button", name="Öppna incheckningen").click()
    page.locator(".wall__code").wait_for()


def check_in(wall, phone, word: str) -> None:
    """The participant writes what the wall shows."""
    wall.reload()  # the clock has been turned since it was drawn
    digits = re.sub(r"\D", "", wall.locator(".wall__code").inner_text())
    phone.goto("/checka-in/")
    phone.get_by_label("Koden på väggen").fill(digits)
    phone.get_by_role("button", name="Checka in").click()
    phone.get_by_role("heading", name="Du är incheckad").wait_for()
    assert phone.get_by_text(re.compile(rf"^{word}, ")).is_visible()


def without_network(page) -> None:
    """The room has no network for a while: the tap is kept, and sent afterwards."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    row_of(page, "Cia Carlén").get_by_text("Borta", exact=True).click()
    page.get_by_text("1 osparade").wait_for()
    page.context.set_offline(False)
    row_of(page, "Cia Carlén").get_by_text("Sparat", exact=True).wait_for()


def mark_the_rest(page) -> None:
    row = row_of(page, "Fia Fors")
    assert row.get_by_text("Har anmält frånvaro: Arbete.").is_visible()
    row.get_by_text("Giltig").click()
    row.get_by_text("Sparat", exact=True).wait_for()
    page.get_by_role("button", name="Alla omarkerade är här").click()
    page.get_by_text("6 av 6 markerade").wait_for()
    assert page.get_by_text("4 här, 2 borta").is_visible()


def close_the_day(page) -> None:
    assert page.locator("[aria-current=true]").inner_text() == "Eftermiddag"
    page.get_by_role("button", name="Alla omarkerade är här").click()
    page.get_by_text("6 av 6 markerade").wait_for()
    assert page.get_by_text("4 här, 2 av dem med koden").is_visible()
    page.get_by_role("button", name="Stäng dagen").click()
    page.get_by_text("Dagens närvaro är stängd.").wait_for()


def object_to_the_mark(page) -> None:
    page.get_by_role("link", name=re.compile("^Stämmer det inte")).first.click()
    page.get_by_label("Vad är det som inte stämmer?").fill("Jag satt längst bak från början.")
    page.get_by_role("button", name="Skicka invändningen").click()
    page.get_by_text("Din invändning är skickad till din utbildare.").wait_for()


def answer(page) -> None:
    page.get_by_role("link", name="Cia Carlén har en invändning").click()
    page.get_by_label("Ändra till: Här").check()
    page.get_by_label("Varför?").fill("Du satt längst bak, det stämmer.")
    page.get_by_role("button", name="Skicka svaret").click()
    page.get_by_text("Ditt svar är skickat till deltagaren.").wait_for()
