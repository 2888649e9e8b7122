"""The manager's Monday, lived in the browser: who is in training and at risk, who is away, a deputy
for the week, a list to take home, somebody who has left; and what the others then see."""

import datetime as dt

import openpyxl
import pytest

from cohorts.enums import Mark
from cohorts.models import Attendance, CourseDay, DayPart
from common.clock import now, today
from common.presentation.dates import date_words
from messaging.services.relay import drain
from organisations.models import Affiliation, Person
from organisations.roles import RoleCode
from organisations.services.affiliations import note_affiliation
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role, make_person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DEPUTY = "dag.dahl@lunda.example"


@pytest.fixture
def course(cast):
    """Two of nine days are over. Alva was there on both, Bo on none."""
    cohort = make_cohort(area=cast.area, first_day=today() - dt.timedelta(days=10))
    for person, unit, mark in (
        (cast.participant, cast.south, Mark.PRESENT),
        (make_person("Bo Bom"), cast.north, Mark.ABSENT),
    ):
        enrolment = make_enrolment(cohort, person, unit=unit)
        for part in DayPart.objects.filter(day__cohort=cohort, day__date__lt=today()):
            Attendance.objects.create(
                enrolment=enrolment, part=part, mark=mark, marked_by=cast.trainer, marked_at=now()
            )
    return cohort


def people_in(page) -> str:
    return page.locator("#people table").inner_text()


def test_the_manager_s_monday(cast, course, visit, mailoutbox, violations, tmp_path):
    page = visit("/chef/", cast.manager)
    assert "Bo Bom" in page.locator(".notice").inner_text()  # may not get there
    assert "2 av 2, 8 planerade" in people_in(page)
    assert violations(page) == []

    page.get_by_role("link", name="Vem som är borta").click()
    coming = CourseDay.objects.filter(cohort=course, date__gte=today()).order_by("date")[0]
    assert "Boendestöd Söder: Alva Ask" in page.inner_text("main")
    assert date_words(coming.date, "day").capitalize() in page.inner_text("main")
    assert page.get_by_role("button", name="Skriv ut").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".site-header").is_hidden()
    page.emulate_media(media="screen")

    page.goto("/chef/")
    with page.expect_download() as file:
        page.locator("#people").get_by_role("link", name="Excel").click()
    file.value.save_as(tmp_path / "medarbetare.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "medarbetare.xlsx").active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Bo Bom", "Alva Ask"]

    appoint_a_deputy(page)
    drain()
    assert [mail.to[0] for mail in mailoutbox] == [f"Dag Dahl <{DEPUTY}>"]
    deputy = visit("/chef/", Person.objects.get(email=DEPUTY), phone=True)
    assert "Bo Bom" in people_in(deputy)
    assert "Alva Ask" in people_in(deputy)
    deputy.goto("/chef/stallforetradare/")
    assert deputy.get_by_role("button", name="Utse").count() == 0

    alva_leaves(page)
    page.goto("/chef/")
    assert "Slutade under kursen" in people_in(page)
    the_next_employer_sees_her(cast, visit)


def appoint_a_deputy(page) -> None:
    page.goto("/chef/")
    page.get_by_role("link", name="Ställföreträdare").click()
    page.fill("[name=email]", DEPUTY)
    page.fill("[name=name]", "Dag Dahl")
    page.select_option("[name=organisation]", label="Lunda kommun")
    page.fill("[name=ends_on]", (today() + dt.timedelta(days=5)).isoformat())
    page.get_by_role("button", name="Utse").click()
    page.get_by_text("Gäller nu").wait_for()


def alva_leaves(page) -> None:
    """Her last day was yesterday."""
    page.goto("/chef/")
    page.get_by_role("link", name="Alva Ask").click()
    page.get_by_role("link", name="Har slutat eller byter enhet").click()
    page.fill("[name=last_day]", (today() - dt.timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Notera sista dagen").click()
    page.get_by_role("button", name="Ta tillbaka").wait_for()


def the_next_employer_sees_her(cast, visit) -> None:
    """From the day she works there: the days to come, and none of those before."""
    note_affiliation(
        by=cast.administrator, person=cast.participant, unit=cast.psychosis, profession=None
    )
    assert Affiliation.objects.filter(person=cast.participant).count() == 2
    manager = make_person("Ragna Region")
    give_role(manager, RoleCode.MANAGER, organisation=cast.region)
    page = visit("/chef/", manager)
    assert "Alva Ask" in people_in(page)
    assert "6 framför sig" in people_in(page)
    assert "Bo Bom" not in page.inner_text("main")
