"""One tap per person, in a browser on a phone: saved row by row, also without network."""

import pytest

from cohorts.enums import Mark, MarkedHow
from cohorts.models import Attendance
from cohorts.services.attendance import Marking, mark_attendance
from common.clock import today
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cohort(cast):
    cohort = make_cohort(area=cast.area, first_day=today())
    for trainer in (cast.trainer, cast.examiner):
        give_role(trainer, RoleCode.TRAINER, cohort=cohort)
    for name in ("Anna Ask", "Bo Berg", "Cia Carlén"):
        make_enrolment(cohort, make_person(name, f"{name[:2].strip().lower()}@lunda.example"))
    return cohort


def path(cohort, half="am") -> str:
    return f"/kurser/{cohort.slug}/dagar/1/narvaro/?half={half}"


@pytest.fixture
def roll(cast, visit, cohort):
    """The page of a course day today, on the phone of its trainer."""
    return visit(path(cohort), cast.trainer, phone=True)


def row_of(page, name: str):
    return page.locator(".roll li").filter(has_text=name)


def tap(page, name: str, word: str) -> None:
    with page.expect_response(lambda given: given.request.method == "POST"):
        row_of(page, name).get_by_text(word, exact=True).click()
    row_of(page, name).get_by_text("Sparat", exact=True).wait_for()


def marks() -> dict[str, str]:
    rows = Attendance.objects.select_related("enrolment__person")
    return {row.enrolment.person.name: row.mark for row in rows}


def mark_as(trainer, cohort, name: str, mark: Mark) -> None:
    day = cohort.days.get(plan__number=1)
    enrolment = cohort.enrolments.get(person__name=name)
    marking = Marking(enrolment.pk, day.parts.first().pk, mark)
    mark_attendance(by=trainer, day=day, markings=[marking])


def test_each_tap_saves_and_shows_its_own_row(roll):
    tap(roll, "Anna Ask", "Här")
    tap(roll, "Bo Berg", "Sen")
    tap(roll, "Cia Carlén", "Borta")
    assert roll.locator(".roll legend").count() == 3
    shown = roll.locator(".roll input:checked").evaluate_all("all => all.map(one => one.value)")
    assert shown == ["present", "late", "absent"]
    assert marks() == {"Anna Ask": Mark.PRESENT, "Bo Berg": Mark.LATE, "Cia Carlén": Mark.ABSENT}


def test_changing_a_colleagues_mark_asks_why_in_the_row(cast, visit, cohort):
    mark_as(cast.examiner, cohort, "Bo Berg", Mark.PRESENT)
    page = visit(path(cohort), cast.trainer, phone=True)
    row = row_of(page, "Bo Berg")
    row.get_by_text("Sen", exact=True).click()
    row.get_by_text("Ej sparat").wait_for()
    row.get_by_label("Varför ändrar du?").fill("Tåget var försenat.")
    row.get_by_label("Varför ändrar du?").press("Tab")
    row.get_by_text("Sparat", exact=True).wait_for()
    assert marks() == {"Bo Berg": Mark.LATE}


def test_thirty_people_with_three_absent_are_marked_in_five_clicks(cast, visit, cohort):
    for _ in range(27):
        make_enrolment(cohort)
    page = visit(path(cohort, "day"), cast.trainer, phone=True)
    clicks = 0
    for name in ("Anna Ask", "Bo Berg", "Cia Carlén"):
        tap(page, name, "Borta")
        clicks += 1
    page.get_by_role("button", name="Alla omarkerade är här").click()
    clicks += 1
    page.get_by_text("30 av 30 markerade").wait_for()
    page.get_by_role("button", name="Stäng dagen").click()
    clicks += 1
    page.get_by_text("Dagens närvaro är stängd.").wait_for()
    assert clicks <= 5
    assert Attendance.objects.filter(mark=Mark.PRESENT).count() == 54
    assert Attendance.objects.filter(mark=Mark.ABSENT).count() == 6


def test_one_finds_somebody_while_typing(roll):
    roll.get_by_label("Hitta person").fill("carl")
    assert row_of(roll, "Cia Carlén").is_visible()
    assert not row_of(roll, "Anna Ask").is_visible()


def test_taps_without_network_are_kept_and_sent_once_when_it_is_back(roll):
    tap(roll, "Anna Ask", "Här")
    roll.evaluate("navigator.serviceWorker.ready.then(() => true)")
    roll.context.set_offline(True)
    row_of(roll, "Bo Berg").get_by_text("Sen", exact=True).click()
    row_of(roll, "Cia Carlén").get_by_text("Här", exact=True).click()
    row_of(roll, "Cia Carlén").get_by_text("Borta", exact=True).click()  # changes their mind
    row_of(roll, "Bo Berg").get_by_text("Ej sparat").wait_for()
    roll.get_by_text("2 osparade").wait_for()
    assert roll.get_by_text("Det finns inget nät.").is_visible()
    assert marks() == {"Anna Ask": Mark.PRESENT}
    roll.context.set_offline(False)
    row_of(roll, "Cia Carlén").get_by_text("Sparat", exact=True).wait_for()
    row_of(roll, "Bo Berg").get_by_text("Sparat", exact=True).wait_for()
    roll.get_by_text("osparade").wait_for(state="hidden")
    assert marks() == {"Anna Ask": Mark.PRESENT, "Bo Berg": Mark.LATE, "Cia Carlén": Mark.ABSENT}
    hows = dict(Attendance.objects.values_list("enrolment__person__name", "how"))
    assert hows["Bo Berg"] == MarkedHow.OFFLINE
    assert {row.revision for row in Attendance.objects.all()} == {1}


def test_the_page_can_be_loaded_again_without_network_and_still_knows_the_taps(roll):
    roll.evaluate("navigator.serviceWorker.ready.then(() => true)")
    roll.wait_for_function("caches.open('attendance').then((kept) => kept.match(location.href))")
    roll.wait_for_function(
        "caches.open('attendance').then((kept) => kept.keys()).then((keys) => keys.length > 4)"
    )
    roll.context.set_offline(True)
    row_of(roll, "Bo Berg").get_by_text("Borta", exact=True).click()
    roll.reload()
    row_of(roll, "Bo Berg").get_by_text("Ej sparat").wait_for()
    assert row_of(roll, "Bo Berg").locator("input:checked").get_attribute("value") == "absent"
    roll.context.set_offline(False)
    row_of(roll, "Bo Berg").get_by_text("Sparat", exact=True).wait_for()
    assert marks() == {"Bo Berg": Mark.ABSENT}


def test_a_tap_sent_later_never_overwrites_what_a_colleague_marked_meanwhile(cast, cohort, roll):
    roll.evaluate("navigator.serviceWorker.ready.then(() => true)")
    roll.context.set_offline(True)
    row_of(roll, "Bo Berg").get_by_text("Här", exact=True).click()
    row_of(roll, "Cia Carlén").get_by_text("Här", exact=True).click()
    mark_as(cast.examiner, cohort, "Bo Berg", Mark.ABSENT)
    mark_as(cast.examiner, cohort, "Cia Carlén", Mark.PRESENT)  # the same: no conflict
    roll.context.set_offline(False)
    told = row_of(roll, "Bo Berg").get_by_role("alert")
    told.wait_for()
    assert "Erika Ek har under tiden markerat Borta" in told.inner_text()
    row_of(roll, "Cia Carlén").get_by_text("Sparat", exact=True).wait_for()
    assert marks()["Bo Berg"] == Mark.ABSENT


def test_what_is_kept_for_reading_without_network_goes_at_the_log_out(cast, roll):
    roll.evaluate("navigator.serviceWorker.ready.then(() => true)")
    roll.wait_for_function("caches.open('attendance').then((kept) => kept.match(location.href))")
    roll.goto("/konto/")
    roll.locator("main").get_by_role("button", name="Logga ut").click()
    roll.wait_for_url("**/")
    roll.wait_for_function("caches.has('attendance').then((there) => !there)")


@pytest.mark.parametrize("dark", [False, True])
def test_the_pages_are_accessible(cast, visit, violations, cohort, dark):
    for page in ("", "lista/", "skriv-in/", "kod/"):
        opened = visit(f"/kurser/{cohort.slug}/dagar/1/narvaro/{page}", cast.trainer, dark=dark)
        assert violations(opened) == []
    opened = visit("/idag/", cast.trainer, phone=True, dark=dark)
    assert violations(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") == 390
