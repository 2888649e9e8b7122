"""The other ways in, lived in the browser: open registration, and staff registered by employers."""

import datetime as dt
import re

import pytest

from cohorts.models import Cohort, Enrolment, Registration
from cohorts.services.planning import plan_cohort
from common.clock import today
from common.invariants import broken_invariants
from courses.models import ProgrammeVersion
from courses.services.reference_data import load_programmes
from lms.demo.cast import Cast
from messaging.services.relay import drain
from organisations.services.reference_data import load_places_and_professions

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage() -> Cast:
    load_places_and_professions()
    load_programmes()
    cast = Cast()
    cast.set_the_stage()
    return cast


def plan(stage: Cast, code: str, seats: int) -> Cohort:
    """A course of the area eight weeks from now, open for registration."""
    first_day = today() + dt.timedelta(weeks=8)
    return plan_cohort(
        by=stage.board,
        version=ProgrammeVersion.objects.published().get(programme__code=code),
        area=stage.area,
        name=f"Kurs {code}",
        seats=seats,
        first_days=[first_day],
        weekdays=range(7),
        opens_on=today(),
        closes_on=first_day - dt.timedelta(weeks=2),
        venue="Biblioteket, Viken",
    )


def test_anyone_registers_and_the_waiting_list_moves(stage, visit, mailoutbox):
    cohort = plan(stage, "introduction", seats=2)
    page = visit("/anmalan/")
    for name, button in [
        ("Signe Strandh", "Anmäl mig"),
        ("Olof Ottervall", "Anmäl mig"),
        ("Ylva Yngve", "Ställ mig på väntelistan"),
    ]:
        page.goto(f"/anmalan/{cohort.slug}/")
        page.fill("[name=name]", name)
        page.fill("[name=email]", f"{name.split()[0].lower()}@exempel.example")
        page.fill("[name=organisation_name]", "Vikens kommun")
        page.get_by_role("button", name=button).click()
        page.wait_for_url("**/klart/")
    assert states() == ["seated", "seated", "waiting"]
    page.goto(link_in_mail_to("signe", mailoutbox))
    page.get_by_role("link", name="Avanmäl mig").click()
    page.get_by_role("button", name="Avanmäl mig").click()
    page.wait_for_url("**/anmalan/min/**")
    assert states() == ["cancelled", "seated", "offered"]
    page.goto(link_in_mail_to("ylva", mailoutbox))
    page.get_by_role("button", name="Ta platsen").click()
    page.wait_for_url("**/anmalan/min/**")
    assert states() == ["cancelled", "seated", "seated"]
    assert broken_invariants() == []


def test_an_employer_registers_staff_and_the_board_confirms(stage, visit):
    cohort = plan(stage, "managers", seats=5)
    character = stage.characters(1)[0]
    employer = visit(f"/anmal/{cohort.slug}/", stage.nominator_of(character))
    employer.fill("[name=staff-0-name]", character.name)
    employer.fill("[name=staff-0-email]", character.email)
    employer.select_option("[name=staff-0-profession]", index=1)
    employer.select_option("[name=staff-0-unit]", index=1)
    employer.locator("main form .formbar button").first.click()
    employer.wait_for_url(f"**/anmal/{cohort.slug}/")
    assert states() == ["submitted"]
    board = visit(f"/kurser/{cohort.slug}/anmalningar/", stage.board)
    board.get_by_role("button", name="Bekräfta alla som får plats").click()
    board.wait_for_url(f"**/kurser/{cohort.slug}/anmalningar/")
    assert states() == ["seated"]
    assert Enrolment.objects.get().person.email == character.email
    assert broken_invariants() == []


def states() -> list[str]:
    return list(Registration.objects.order_by("pk").values_list("state", flat=True))


def link_in_mail_to(name: str, mailoutbox) -> str:
    """The link in the newest mail to somebody."""
    drain()
    newest = [mail for mail in mailoutbox if mail.to[0].find(f"{name}@") >= 0][-1]
    return re.search(r"/anmalan/min/[^/\s]+/", newest.body)[0]
