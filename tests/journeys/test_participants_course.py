"""One participant's basic course as it is lived on a phone: a day missed and made up, an
examination failed and passed, and the certificate that anyone can check.

What others do on their own pages stands in their journeys; here it is done by services, except
where the participant's way depends on it: the yes to a make-up, and the examiner's lists.
"""

import datetime as dt
import re

import pytest
import time_machine

from cohorts.enums import Half, HomeworkState, Mark, Outcome
from cohorts.models import Attendance, Certificate, Cohort, CourseDay, DayPart
from cohorts.services.attendance import Marking, close_day, mark_attendance
from cohorts.services.homework import mark_homework
from cohorts.services.selection.closing import close_round
from cohorts.services.selection.drafting import Choice, decide
from common.invariants import broken_invariants
from courses.models import ProgrammeVersion
from messaging.services.relay import drain
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_nomination
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FIRST_DAY = dt.date(2027, 3, 10)  # nine Wednesdays, the last one the examination
LATER = dt.date(2027, 5, 12)  # the next cohort begins when this one has ended


def at(day: dt.date, clock: str = "09:00"):
    return time_machine.travel(f"{day} {clock}:00 +0100", tick=True)


@pytest.fixture
def version(db) -> ProgrammeVersion:
    """The basic course; what is asked at selection is another story."""
    version = make_version()
    version.criteria.all().delete()
    return version


@pytest.fixture
def cohort(cast, version) -> Cohort:
    """Alva's cohort, with Bo beside her."""
    nominees = {"Alva Ask": cast.south, "Bo Berg": cast.psychosis}
    return planned_and_selected(cast, version, nominees, name="Bas 7", first_day=FIRST_DAY)


@pytest.fixture
def later(cast, version) -> Cohort:
    """The cohort that comes after it, where days are made up and attempts made."""
    nominees = {"Cia Carlén": cast.psychosis}
    return planned_and_selected(cast, version, nominees, name="Bas 8", first_day=LATER)


def planned_and_selected(cast, version, nominees: dict, **plan) -> Cohort:
    """A cohort whose nominees the board has accepted, all in one round."""
    with at(FIRST_DAY - dt.timedelta(days=40)):
        cohort = make_cohort(version, cast.area, **plan)
        for name, unit in nominees.items():
            nomination = make_nomination(cohort, unit, name=name)
            if name == cast.participant.name:
                nomination.person, nomination.email = cast.participant, cast.participant.email
                nomination.save()
            decide(by=cast.board, cohort=cohort, choices=[Choice(nomination.pk, Outcome.ACCEPT)])
        close_round(by=cast.board, round=cohort.rounds.get(), present=[cast.board])
    give(cast, cohort)
    return cohort


def give(cast, cohort: Cohort) -> None:
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    give_role(cast.examiner, RoleCode.EXAMINER, cohort=cohort)


def test_a_participants_basic_course(cast, cohort, later, visit, violations, mailoutbox):

    def phone(path="/min-sida/"):
        """Alva's phone; logged in anew each time, since weeks lie between."""
        return visit(path, cast.participant, phone=True)

    before_the_start(phone, violations)
    announce_absence(phone, cohort)
    hold_days(cast, cohort, range(1, 5), away={3: "Alva Ask", 4: "Alva Ask"})
    read_that_a_day_must_be_made_up(phone, cohort, violations, mailoutbox)
    ask_to_make_up(phone, later)
    say_yes(visit, cast, later)
    hold_days(cast, cohort, range(5, 9))
    hand_in(cast, cohort)
    hold_days(cast, cohort, [9])
    examine(visit, cast, cohort, outcomes={"Alva Ask": "Underkänd", "Bo Berg": "Godkänd"})
    read_that_another_attempt_waits(phone, cohort, violations)
    book_another_attempt(visit, cast, cohort, later)
    be_a_guest(phone, visit, cast, later)
    pass_at_the_second_attempt(visit, cast, later)
    code = get_the_certificate(phone, visit, cast, cohort, later, violations)
    anyone_can_check_it(visit, code, violations)
    with at(day_of(later, 9).date, "20:00"):
        assert broken_invariants() == []


def before_the_start(phone, violations) -> None:
    with at(FIRST_DAY - dt.timedelta(days=5)):
        page = phone()
        assert page.get_by_text("Basic börjar om 5 dagar").is_visible()
        assert page.get_by_text("Du kan missa en dag till.").is_visible()
        assert violations(page) == []


def announce_absence(phone, cohort: Cohort) -> None:
    """Alva knows that she can't come to day 3, and says so as soon as she knows."""
    with at(day_of(cohort, 3).date - dt.timedelta(days=2)):
        page = phone(f"/kurser/{cohort.slug}/dagar/3/franvaro/")
        for half in ("Förmiddag", "Eftermiddag"):
            page.get_by_label(half).check()
        page.get_by_label("Arbete").check()
        page.get_by_role("button", name="Anmäl frånvaro").click()
        page.get_by_text("Din frånvaro är anmäld.").wait_for()


def hold_days(cast, cohort: Cohort, numbers, away: dict[int, str] | None = None) -> None:
    """The trainer marks the days and closes them; `away` names who was not there on a day."""
    for number in numbers:
        day = day_of(cohort, number)
        with at(day.date, "16:30"):
            markings = [
                Marking(
                    enrolment.pk,
                    part.pk,
                    Mark.ABSENT
                    if enrolment.person.name == (away or {}).get(number)
                    else Mark.PRESENT,
                )
                for enrolment in cohort.enrolments.active().select_related("person")
                for part in day.parts.all()
            ]
            mark_attendance(by=cast.trainer, day=day, markings=markings)
            close_day(by=cast.trainer, day=day)


def read_that_a_day_must_be_made_up(phone, cohort, violations, mailoutbox) -> None:
    """Two days are one too many: page and mail say what can be done about it, in time."""
    with at(day_of(cohort, 4).date, "18:00"):
        page = phone()
        assert page.get_by_role("heading", name="Något behöver tas igen").is_visible()
        assert page.get_by_role("link", name=re.compile("Ta igen dag 4")).first.is_visible()
        assert violations(page) == []
        drain()
        told = [mail for mail in mailoutbox if "alva.ask" in mail.to[0]]
        assert any("ta igen" in mail.body for mail in told)


def ask_to_make_up(phone, later: Cohort) -> None:
    with at(day_of(later, 1).date - dt.timedelta(days=40)):
        page = phone()
        page.get_by_role("link", name=re.compile("Ta igen dag 4")).first.click()
        page.locator("main").get_by_text(later.name).first.click()
        page.get_by_role("button", name="Skicka önskemålet").click()
        page.wait_for_url("**/min-sida/")
        assert page.get_by_text("Du har frågat om att ta igen dag 4").is_visible()


def say_yes(visit, cast, later: Cohort) -> None:
    with at(day_of(later, 1).date - dt.timedelta(days=39)):
        page = visit("/idag/", cast.trainer, phone=True)
        page.get_by_role("link", name="Alva Ask vill ta igen dag 4").click()
        page.get_by_role("button", name="Säg ja").click()
        page.wait_for_url("**/deltagare/*/")


def hand_in(cast, cohort: Cohort) -> None:
    with at(day_of(cohort, 8).date, "17:00"):
        for assignment in cohort.version.assignments.all():
            mark_homework(
                by=cast.trainer,
                cohort=cohort,
                assignment=assignment,
                results={row.pk: HomeworkState.APPROVED for row in cohort.enrolments.all()},
            )


def examine(visit, cast, cohort: Cohort, *, outcomes: dict[str, str]) -> None:
    """The examiner enters a result for each, and makes the list final."""
    day = day_of(cohort, 9)
    with at(day.date, "17:00"):
        page = visit(f"/examination/{cohort.slug}/9/", cast.examiner)
        for name, outcome in outcomes.items():
            row = page.locator(".roll li").filter(has_text=name)
            row.get_by_text(outcome, exact=True).click()
        page.get_by_role("button", name="Spara resultaten").click()
        page.get_by_role("button", name=re.compile("Fastställ")).click()
        page.get_by_text("Resultaten är fastställda").first.wait_for()


def read_that_another_attempt_waits(phone, cohort, violations) -> None:
    with at(day_of(cohort, 9).date, "19:00"):
        page = phone()
        assert page.get_by_text(re.compile("Försök 1, .*: Underkänd")).is_visible()
        assert violations(page) == []


def book_another_attempt(visit, cast, cohort: Cohort, later: Cohort) -> None:
    with at(day_of(cohort, 9).date, "19:30"):
        page = visit(f"/examination/{cohort.slug}/9/", cast.examiner)
        page.get_by_role("link", name="Alva Ask").click()
        page.get_by_role("link", name="Boka ett nytt försök").click()
        page.locator("main form").get_by_text(later.name).first.click()
        page.get_by_role("button", name="Boka försöket").click()
        page.get_by_text("bokad", exact=False).first.wait_for()


def be_a_guest(phone, visit, cast, later: Cohort) -> None:
    """Day 4 again, in the other cohort: its trainer finds her on the roll."""
    day = day_of(later, 4)
    with at(day.date, "09:30"):
        trainer = visit(f"/kurser/{later.slug}/dagar/4/narvaro/", cast.trainer, phone=True)
        assert trainer.locator(".roll li").filter(has_text="Alva Ask").is_visible()
        for half in Half.values:
            trainer.goto(f"/kurser/{later.slug}/dagar/4/narvaro/?half={half}")
            trainer.get_by_role("button", name="Alla omarkerade är här").click()
            trainer.get_by_text("2 av 2 markerade").wait_for()
        page = phone()
        assert page.get_by_text("Du har varit med tillräckligt många dagar.").is_visible()
    assert Attendance.objects.filter(part__day=day, enrolment__cohort=later).count() == 2
    assert DayPart.objects.filter(attendance__enrolment__person=cast.participant).count() == 20


def pass_at_the_second_attempt(visit, cast, later: Cohort) -> None:
    examine(visit, cast, later, outcomes={"Alva Ask": "Godkänd", "Cia Carlén": "Godkänd"})


def get_the_certificate(phone, visit, cast, cohort: Cohort, later: Cohort, violations) -> str:
    with at(day_of(later, 9).date, "18:00"):
        issuing = visit(f"/kurser/{cohort.slug}/intyg/", cast.examiner)
        issuing.get_by_role("button", name=re.compile("Utfärda")).click()
        issuing.get_by_text("intyg är utfärdade").first.wait_for()
        page = phone()
        assert page.get_by_text("Du har fått ditt intyg").is_visible()
        page.get_by_role("link", name="Se intyget").click()
        assert page.locator("main").get_by_text("Alva Ask").first.is_visible()
        assert violations(page) == []
    return Certificate.objects.get(enrolment__person=cast.participant).code


def anyone_can_check_it(visit, code: str, violations) -> None:
    page = visit(f"/intyg/{code}/")
    assert page.get_by_text("Intyget är äkta och gäller").is_visible()
    assert page.locator("main").get_by_text("Alva Ask").first.is_visible()
    assert violations(page) == []


def day_of(cohort: Cohort, number: int) -> CourseDay:
    return cohort.days.select_related("plan", "cohort").get(plan__number=number)
