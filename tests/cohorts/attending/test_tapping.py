"""One tap per person, in a browser: each row is saved by itself."""

import pytest

from cohorts.enums import Mark
from cohorts.models import Attendance
from common.clock import today
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def roll(cast, visit):
    """The page of a course day today, on the phone of its trainer."""
    cohort = make_cohort(area=cast.area, first_day=today())
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    for name in ("Anna Ask", "Bo Berg", "Cia Carlén"):
        make_enrolment(cohort, make_person(name, f"{name[:2].strip().lower()}@lunda.example"))
    return visit(f"/kurser/{cohort.slug}/dagar/1/narvaro/?half=am", cast.trainer, phone=True)


def tap(page, name: str, word: str) -> None:
    row = page.locator(".roll li").filter(has_text=name)
    with page.expect_response(lambda given: given.request.method == "POST"):
        row.get_by_text(word, exact=True).click()
    row.get_by_text("Sparat").wait_for()


def marks() -> dict[str, str]:
    rows = Attendance.objects.select_related("enrolment__person")
    return {row.enrolment.person.name: row.mark for row in rows}


def test_each_tap_saves_and_shows_its_own_row(roll):
    tap(roll, "Anna Ask", "Här")
    tap(roll, "Bo Berg", "Sen")
    tap(roll, "Cia Carlén", "Borta")
    assert roll.locator(".roll legend").count() == 3
    shown = roll.locator(".roll input:checked").evaluate_all("all => all.map(one => one.value)")
    assert shown == ["present", "late", "absent"]
    assert marks() == {"Anna Ask": Mark.PRESENT, "Bo Berg": Mark.LATE, "Cia Carlén": Mark.ABSENT}


def test_a_second_tap_asks_why_in_the_row_and_is_saved_with_the_reason(roll):
    tap(roll, "Anna Ask", "Här")
    tap(roll, "Bo Berg", "Här")
    row = roll.locator(".roll li").filter(has_text="Bo Berg")
    row.get_by_text("Sen", exact=True).click()
    row.get_by_text("Ej sparat").wait_for()
    row.get_by_label("Varför ändrar du?").fill("Tåget var försenat.")
    row.get_by_label("Varför ändrar du?").press("Tab")
    row.get_by_text("Sparat", exact=True).wait_for()
    assert marks() == {"Anna Ask": Mark.PRESENT, "Bo Berg": Mark.LATE}
