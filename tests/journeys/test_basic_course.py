"""The basic course from planning to certificate, lived in the browser by everybody it takes.

Nine employers nominate 38 people for 30 seats: the steps 2–9 of the programme's main job. The
clock is turned from chapter to chapter; everything else is as in life.
"""

import datetime as dt
import re
from email.message import EmailMessage

import pytest
import time_machine

from cohorts.models import Cohort, Enrolment, Nomination
from common.invariants import broken_invariants
from courses.models import AssignmentPlan
from courses.services.reference_data import load_programmes
from lms.demo.cast import Cast, Character
from messaging.services.relay import drain
from organisations.services.reference_data import load_places_and_professions

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BEGIN = dt.date(2027, 1, 11)
CLOSES_ON = dt.date(2027, 2, 19)
FIRST_DAY = dt.date(2027, 3, 10)  # Wednesdays; Easter lies between


def on(day: dt.date, hour: int = 9):
    """Let it be that day and hour; the clock goes on from there."""
    return time_machine.travel(f"{day} {hour:02}:00:00 +0100", tick=True)


@pytest.fixture
def stage() -> Cast:
    """The area with its board, employers and nominators, and the programmes."""
    with on(BEGIN):
        load_places_and_professions()
        load_programmes()
        cast = Cast()
        cast.set_the_stage()
    return cast


def test_from_planning_to_certificate(stage, visit, mailoutbox):
    people = [stage.participant(), *stage.characters(37)]
    with on(BEGIN):
        board = visit("/omrade/", stage.board)
        slug = plan(board)
        nominate(stage, visit, slug, people)
    with on(BEGIN + dt.timedelta(days=7)):
        confirm(visit("/", java_script_enabled=False), mailoutbox)
    with on(CLOSES_ON + dt.timedelta(days=3)):
        select(visit(f"/kurser/{slug}/urval/", stage.board, java_script_enabled=False), slug)
        move_a_day(visit(f"/kurser/{slug}/dagar/2/flytta/", stage.board), slug, mailoutbox)
    hold_the_days(stage, visit, slug)
    last = Cohort.objects.get(slug=slug).days.order_by("-date").first().date
    with on(last + dt.timedelta(days=2)):
        mark_homework(visit("/kurser/", stage.people["trainer"]), slug)
        examine(visit(f"/examination/{slug}/9/", stage.people["examiner"]), slug)
        codes = certify(visit(f"/kurser/{slug}/intyg/", stage.people["examiner"]))
        check(visit("/intyg/"), codes)
        own_page = visit("/min-sida/", Enrolment.objects.first().person, phone=True)
        assert own_page.get_by_text("Du har fått ditt intyg").is_visible()
        manager = visit("/chef/", stage.people["manager"])
        assert manager.locator("#people").get_by_text(re.compile("^Intyg ")).first.is_visible()
        assert broken_invariants() == []


def plan(page) -> str:
    """The board plans the cohort and sees its nine dates before saving."""
    page.goto("/omrade/planera/")
    page.get_by_label(re.compile("^Basutbildning")).first.check()
    page.get_by_role("button", name="Fortsätt").click()
    page.fill("[name=name]", "Bas 7")
    page.fill("[name=first_day_1]", FIRST_DAY.isoformat())
    page.fill("[name=venue]", "Folkets hus, Viken")
    page.fill("[name=opens_on]", BEGIN.isoformat())
    page.fill("[name=closes_on]", CLOSES_ON.isoformat())
    page.fill("[name=answer_by]", CLOSES_ON.isoformat())
    page.locator("button[name=save]").click()
    page.wait_for_url("**/kurser/*/")
    cohort = Cohort.objects.get(name="Bas 7")
    assert cohort.days.count() == 9
    assert cohort.seats == 30
    return cohort.slug


def nominate(stage: Cast, visit, slug: str, people: list[Character]) -> None:
    """One by form, all others from files, nine employers; drafts are attested in the grid."""
    by_form, *by_file = people
    page = visit(f"/nominera/{slug}/ny/", stage.nominator_of(by_form))
    page.fill("[name=email]", by_form.email)
    page.fill("[name=name]", by_form.name)
    page.select_option("[name=profession]", label=by_form.profession.name)
    page.select_option("[name=unit]", index=1)
    for code in ("b1", "b2", "b3", "b4"):
        page.locator(f"[name={code}_is_met][value=yes]").check()
        grounds = page.locator(f"[name={code}_grounds]")
        if grounds.count():
            grounds.fill("Möter målgruppen varje dag.")
    page.get_by_role("button", name="Skicka nomineringen").click()
    page.wait_for_url(f"**/nominera/{slug}/**")
    files: dict[int, list[Character]] = {}
    for character in by_file:
        files.setdefault(stage.nominator_of(character).pk, []).append(character)
    nominators = {person.pk: person for person in stage.nominators.values()}
    assert len(files) == 9
    for pk, characters in files.items():
        page = visit(f"/nominera/{slug}/fil/", nominators[pk], java_script_enabled=False)
        page.set_input_files("[type=file]", a_file(characters))
        page.locator("main form.upload button").click()
        page.goto(f"/nominera/{slug}/intyga/")
        page.get_by_role("button", name=re.compile("skicka", re.IGNORECASE)).first.click()
    assert Nomination.objects.filter(state="awaiting").count() == 38


def a_file(characters: list[Character]) -> dict:
    """A CSV as Excel saves it in Sweden, with all answers given."""
    lines = ["Namn;E-postadress;Yrke;Enhet;Rang;B1;B2;B3;B4;Grund"]
    for rank, one in enumerate(characters, start=1):
        unit = one.unit.name
        lines.append(
            f"{one.name};{one.email};{one.profession.name};{unit};{rank + 1};"
            "Ja;Ja;Ja;Ja;Arbetar nära målgruppen."
        )
    return {
        "name": "nominerade.csv",
        "mimeType": "text/csv",
        "buffer": "\r\n".join(lines).encode("cp1252"),
    }


def letters(mailoutbox, words: str) -> list[EmailMessage]:
    """The mails sent now whose text holds `words`; the box is emptied."""
    drain()
    found = [mail for mail in mailoutbox if words in mail.body]
    mailoutbox.clear()
    return found


def confirm(page, mailoutbox) -> None:
    """Everybody opens the link in the mail and says yes, without an account."""
    asked = letters(mailoutbox, "/svara/")
    assert len(asked) == 38
    for mail in asked:
        page.goto(re.search(r"/svara/\S+/", mail.body)[0])
        page.locator("[name=accepts][value=yes]").check()
        page.get_by_role("button", name="Skicka mitt svar").click()
    assert Nomination.objects.filter(state="complete").count() == 38


def select(page, slug: str) -> None:
    """Thirty seats, eight reserves in order; closing the round enrols and releases the letters."""
    rows = page.locator("tbody tr")
    assert rows.count() == 38
    for number in range(38):
        outcome = "accept" if number < 30 else "reserve"
        rows.nth(number).locator(f"input[value={outcome}]").check()
    page.locator("button[name=close]").click()
    page.wait_for_url(f"**/kurser/{slug}/urval/stang/")
    for member in page.locator("[name=present]").all():
        member.check()
    page.locator("[name=agreed]").check()
    page.get_by_role("button", name=re.compile("Stäng omgången")).click()
    page.wait_for_url(f"**/kurser/{slug}/urval/**")
    assert Enrolment.objects.filter(cohort__slug=slug).count() == 30
    assert Nomination.objects.filter(cohort__slug=slug, state="reserve").count() == 8


def move_a_day(page, slug: str, mailoutbox) -> None:
    """Everybody's calendar gets the same entry again, with a higher sequence."""
    invitations = letters(mailoutbox, "Bas 7")
    before = {uid for mail in invitations for uid in calendar_lines(mail, "UID")}
    assert len(before) == 9
    day = Cohort.objects.get(slug=slug).days.get(plan__number=2)
    page.fill("[name=date]", (day.date + dt.timedelta(days=1)).isoformat())
    page.fill("[name=reason]", "Lokalen är upptagen.")
    page.get_by_role("button", name="Flytta dagen").click()
    page.wait_for_url(f"**/kurser/{slug}/")
    moved = [mail for mail in letters(mailoutbox, "Bas 7") if mail.attachments or mail.alternatives]
    assert len(moved) == 30
    for mail in moved:
        assert calendar_lines(mail, "UID") <= before
        assert calendar_lines(mail, "SEQUENCE") == {"1"}


def calendar_lines(mail, name: str) -> set[str]:
    """The values of one property in the mail's calendar parts."""
    text = mail.message().as_bytes().decode()
    parts = [
        part.get_payload(decode=True).decode()
        for part in mail.message().walk()
        if part.get_content_type() == "text/calendar"
    ] or [text]
    return {value.strip() for part in parts for value in re.findall(rf"^{name}:(.*)$", part, re.M)}


def hold_the_days(stage: Cast, visit, slug: str) -> None:
    """The trainer takes attendance on a phone: a few taps, then everybody else at once."""
    for day in Cohort.objects.get(slug=slug).days.order_by("date").select_related("plan"):
        number = day.plan.number
        with on(day.date, hour=15):
            path = f"/kurser/{slug}/dagar/{number}/narvaro/"
            page = visit(path + "?half=am", stage.people["trainer"], phone=True)
            if number == 1:
                page.locator(".roll li").first.get_by_text("Sen", exact=True).click()
                page.get_by_text("1 av 30 markerade").wait_for()
            for half in ("am", "pm"):
                page.goto(f"{path}?half={half}")
                page.get_by_role("button", name="Alla omarkerade är här").click()
                page.get_by_text("30 av 30 markerade").wait_for()
            page.get_by_role("button", name="Stäng dagen").click()
            page.get_by_text("Dagens närvaro är stängd.").wait_for()


def mark_homework(page, slug: str) -> None:
    for assignment in AssignmentPlan.objects.filter(version__cohort__slug=slug):
        page.goto(f"/kurser/{slug}/hemuppgifter/{assignment.number}/")
        choose_for_all(page, "approved")
        page.get_by_role("button", name="Spara hemuppgiften").click()
        page.get_by_text("30 resultat är sparade.").wait_for()


def examine(page, slug: str) -> None:
    """A slip of the finger is mended, and then the results are made final."""
    choose_for_all(page, "passed")
    page.locator("input[value=failed]").first.check(force=True)
    page.get_by_role("button", name="Spara resultaten").click()
    page.get_by_text("30 resultat är sparade.").wait_for()
    page.locator("input[value=passed]").first.check(force=True)
    page.get_by_role("button", name="Spara resultaten").click()
    page.get_by_text("Ett resultat är sparat.").wait_for()
    page.get_by_role("button", name="Fastställ 30 resultat").click()
    page.get_by_text("Resultaten är fastställda, och alla har fått besked.").wait_for()


def choose_for_all(page, value: str) -> None:
    page.evaluate(
        "value => document.querySelectorAll(`.roll input[value=${value}]`)"
        ".forEach(radio => { radio.checked = true })",
        value,
    )


def certify(page) -> list[str]:
    page.get_by_role("button", name="Utfärda 30 intyg").click()
    page.get_by_text("30 intyg är utfärdade.").wait_for()
    links = page.locator("#content .rows a[href^='/intyg/']").all()
    return [link.get_attribute("href").split("/")[2] for link in links]


def check(page, codes: list[str]) -> None:
    """Anyone can check any of them."""
    assert len(set(codes)) == 30
    for code in codes:
        page.goto(f"/intyg/{code}/")
        assert page.get_by_text("Intyget är äkta och gäller").is_visible()
