"""The nominators' pages: what they show, keep and refuse, and to whom they answer."""

import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse

from cohorts.enums import NominationState, Outcome
from cohorts.models import Nomination
from cohorts.services.nominations.answering import report_wrong_person
from cohorts.services.nominations.drafting import nominate
from cohorts.services.selection.closing import close_round
from cohorts.services.selection.drafting import Choice, decide
from organisations.models import Person
from organisations.roles import RoleCode
from tests.cohorts.nominating.answers import ALL_YES, NUMBER
from tests.cohorts.nominating.files import JASMIN, csv_file, row
from tests.factories.cohorts import make_cohort, make_nomination
from tests.factories.organisations import give_role, make_profession

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def nadja(client, cast):
    client.force_login(cast.nominator)
    return client


@pytest.fixture
def sent(cast, cohort, nominee) -> Nomination:
    return nominate(
        by=cast.nominator, cohort=cohort, nominee=nominee(rank=1), send_it=True
    ).nomination


@pytest.fixture
def draft(cast, cohort, nominee) -> Nomination:
    given = nominee("Bashir Omar", answers={})
    return nominate(by=cast.nominator, cohort=cohort, nominee=given).nomination


def page(client, name: str, *args, **query):
    answer = client.get(reverse(f"cohorts:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(cast, **changes) -> dict:
    """The form filled in with all answers."""
    answers = {}
    for code in ("b1", "b2", "b3", "b4"):
        answers |= {f"{code}_is_met": "yes", f"{code}_grounds": "Sedan 2019."}
    return {
        "email": "jasmin@lunda.example",
        "name": "Jasmin Örn",
        "profession": make_profession().pk,
        "unit": cast.south.pk,
        "rank": "1",
        "note": "",
        "action": "send",
        **answers,
        **changes,
    }


# ── home and lists ──────────────────────────────────────────────────────────────────────────


def test_a_newly_planned_cohort_is_on_the_home_page_at_once(nadja, cast, programmes):
    assert "Inga kurser ännu" in page(nadja, "nominating")
    soon = make_cohort(programmes["basic"], cast.area, name="Bas, grupp 9", opens_on=_day(5))
    html = page(nadja, "nominating")
    assert soon.name in html
    assert "Öppnar" in html


def _day(days: int) -> dt.date:
    from common.clock import today

    return today() + days * DAY


def test_home_shows_the_nearest_last_day_and_what_waits(nadja, cohort, sent, draft):
    html = page(nadja, "nominating")
    assert "Närmaste sista dag, om 20 dagar" in html
    assert "1 väntar på svar, 1 utkast" in html
    assert "Gör klart och skicka senast" in html


def test_courses_of_other_areas_and_by_other_ways_in_are_not_offered(nadja, cast, programmes):
    make_cohort(programmes["basic"], cast.other_area, name="Bas i Fjärrby")
    make_cohort(programmes["introduction"], cast.area, name="Introduktion, grupp 1")
    html = page(nadja, "nominating")
    assert "Bas i Fjärrby" not in html
    assert "Introduktion, grupp 1" not in html


def test_home_can_be_narrowed_to_what_is_open(nadja, cast, cohort, programmes):
    make_cohort(programmes["basic"], cast.area, name="Bas, grupp 9", opens_on=_day(5))
    assert "Bas, grupp 9" not in page(nadja, "nominating", show="open")


def test_the_list_is_searched_filtered_and_sorted(nadja, cohort, sent, draft):
    assert "Jasmin" in page(nadja, "nominations")
    html = page(nadja, "nominations", q="ÖRN")
    assert "Jasmin" in html
    assert "Bashir" not in html
    assert "Jasmin" not in page(nadja, "nominations", show="yours")
    assert "Ingen nominering passar" in page(nadja, "nominations", show="decided")
    html = page(nadja, "nominations", sort="-name")
    assert html.index("Jasmin") < html.index("Bashir")
    assert "Bashir" in page(nadja, "nominations", cohort=cohort.slug)


def test_the_list_is_shown_in_portions(nadja, cast, cohort):
    for number in range(30):
        make_nomination(cohort, cast.south, name=f"Person {number:02}")
    assert "Visar 1–25 av 30" in page(nadja, "nominations")
    assert "Person 29" in page(nadja, "nominations", page="2")


def test_a_course_page_leads_to_the_drafts(nadja, cohort, draft):
    html = page(nadja, "nominating_cohort", cohort.slug)
    assert "1 utkast att göra klart" in html
    assert reverse("cohorts:attest", args=[cohort.slug]) in html


# ── one nomination ──────────────────────────────────────────────────────────────────────────


def test_a_nomination_is_sent_by_form(nadja, cast, cohort):
    answer = nadja.post(f"/nominera/{cohort.slug}/ny/", typed(cast), follow=True)
    assert "Nomineringen är skickad. Jasmin Örn får frågan" in answer.content.decode()
    assert Nomination.objects.get().state == NominationState.AWAITING


def test_what_is_missing_is_told_at_its_field_and_what_was_typed_stays(nadja, cast, cohort):
    answer = nadja.post(
        f"/nominera/{cohort.slug}/ny/",
        typed(cast, b4_is_met="", b1_grounds="", note="Brinner för frågan."),
    )
    html = answer.content.decode()
    assert "<title>Fel: " in html
    assert 'href="#id_b1_grounds"' in html
    assert 'href="#id_b4_is_met_0"' in html
    assert "Brinner för frågan." in html
    assert not Nomination.objects.exists()


def test_a_draft_keeps_half_a_nomination(nadja, cast, cohort):
    given = typed(cast, action="save", b4_is_met="", b1_grounds="")
    answer = nadja.post(f"/nominera/{cohort.slug}/ny/", given, follow=True)
    assert "Utkastet om Jasmin Örn är sparat. Inget är skickat." in answer.content.decode()


def test_a_rule_that_the_service_knows_is_told_at_its_field(nadja, cast, cohort, sent):
    html = nadja.post(f"/nominera/{cohort.slug}/ny/", typed(cast)).content.decode()
    assert "Din organisation nominerade adressen" in html
    assert 'href="#id_email"' in html


def test_an_identity_number_is_not_repeated_by_the_refusal_itself(nadja, cast, cohort):
    given = typed(cast, note=f"Född {NUMBER}")
    html = nadja.post(f"/nominera/{cohort.slug}/ny/", given).content.decode()
    assert "personnummer" in html
    assert html.count(NUMBER) == 1  # in the field, where it is to be removed


def test_whoever_moved_a_step_down_is_named(nadja, cast, cohort, sent):
    given = typed(cast, email="bo@lunda.example", name="Bo Bok")
    answer = nadja.post(f"/nominera/{cohort.slug}/ny/", given, follow=True)
    assert "Flyttade ett steg ner: Jasmin Örn (2)." in answer.content.decode()


def test_a_draft_opens_as_its_form_and_can_be_finished(nadja, cast, cohort, draft):
    html = page(nadja, "nomination", cohort.slug, draft.pk)
    assert 'value="Bashir Omar"' in html
    nadja.post(f"/nominera/{cohort.slug}/{draft.pk}/", typed(cast, name="Bashir Omarzai"))
    draft.refresh_from_db()
    assert (draft.name, draft.state) == ("Bashir Omarzai", NominationState.AWAITING)


def test_checked_weighed_and_shared_criteria_are_said_to_be_so(nadja, case_managers):
    html = page(nadja, "nominate", case_managers.slug)
    assert "Kontrolleras när den nominerade har svarat" in html
    assert "C7–8" in html
    assert "Den nominerade svarar också" in html
    assert 'name="c5_years"' in html
    assert 'name="c1_is_met"' not in html


def test_the_form_is_shut_outside_the_window(nadja, cast, cohort):
    with time_machine.travel(f"{cohort.closes_on + DAY} 12:00 +01:00", tick=False):
        nadja.force_login(cast.nominator)
        for name in ("nominate", "nominate_by_file"):
            answer = nadja.get(reverse(f"cohorts:{name}", args=[cohort.slug]))
            assert answer.url == reverse("cohorts:nominating_cohort", args=[cohort.slug])


def test_a_draft_that_was_never_sent_says_so_afterwards(nadja, cast, cohort, draft):
    with time_machine.travel(f"{cohort.closes_on + DAY} 12:00 +01:00", tick=False):
        nadja.force_login(cast.nominator)
        assert "Skickades aldrig." in page(nadja, "nomination", cohort.slug, draft.pk)


def test_the_page_of_a_nomination_shows_answers_and_mails(nadja, cohort, sent):
    html = page(nadja, "nomination", cohort.slug, sent.pk)
    for words in ("Väntar på den nominerade", "sedan 2019", "Fick frågan"):
        assert words in html


def test_a_wrong_address_is_corrected_on_the_page(nadja, cohort, sent):
    report_wrong_person(by=None, nomination=sent)
    assert "Fel adress" in page(nadja, "nomination", cohort.slug, sent.pk)
    address = reverse("cohorts:correct_address", args=[cohort.slug, sent.pk])
    refused = nadja.post(address, {"email": "jasmin@lunda.example"}).content.decode()
    assert "Det är till den här adressen frågan skickades." in refused
    answer = nadja.post(address, {"email": "ny@lunda.example"}, follow=True)
    assert "Frågan är skickad till ny@lunda.example." in answer.content.decode()


def test_a_reminder_is_one_button_and_not_twice_a_day(nadja, cohort, sent):
    address = reverse("cohorts:remind_nominee", args=[cohort.slug, sent.pk])
    answer = nadja.post(address, follow=True)
    assert "har redan fått frågan i dag" in answer.content.decode()
    assert nadja.get(address).status_code == 405


def test_a_nomination_is_withdrawn_with_a_reason(nadja, cohort, sent):
    address = reverse("cohorts:withdraw", args=[cohort.slug, sent.pk])
    assert "Skriv varför du återkallar nomineringen." in nadja.post(address).content.decode()
    answer = nadja.post(address, {"reason": "Slutar."}, follow=True)
    assert "Nomineringen av Jasmin Örn är återkallad." in answer.content.decode()


def test_a_draft_is_thrown_away_with_one_button(nadja, cohort, draft):
    nadja.post(reverse("cohorts:withdraw", args=[cohort.slug, draft.pk]))
    draft.refresh_from_db()
    assert draft.state == NominationState.WITHDRAWN


def test_a_decision_is_shown_when_the_round_is_closed_and_not_before(nadja, cast, cohort):
    nomination = make_nomination(cohort, cast.south, by=cast.nominator)
    reason = "Söker igen när provanställningen är över."
    choice = Choice(nomination.pk, Outcome.REJECT, reason)
    decide(by=cast.board, cohort=cohort, choices=[choice])
    assert reason not in page(nadja, "nomination", cohort.slug, nomination.pk)
    assert "Komplett" in page(nadja, "nomination", cohort.slug, nomination.pk)
    close_round(by=cast.board, round=cohort.rounds.get(), present=[cast.board])
    assert reason in page(nadja, "nomination", cohort.slug, nomination.pk)


def test_what_the_records_say_is_shown_only_after_the_nominees_yes(
    nadja, cast, case_managers, nominee
):
    from cohorts.services.nominations.answering import answer_question
    from tests.cohorts.nominating.answers import ALL_YES_CASE_MANAGER

    given = nominee(answers=ALL_YES_CASE_MANAGER)
    asked = nominate(
        by=cast.nominator, cohort=case_managers, nominee=given, send_it=True
    ).nomination
    before = page(nadja, "nomination", case_managers.slug, asked.pk)
    assert "Kontrolleras när den nominerade har svarat" in before
    answer_question(by=None, nomination=asked, accepts=True, answers={"C9": True})
    after = page(nadja, "nomination", case_managers.slug, asked.pk)
    assert "Kontrollerat: finns inte i registret" in after
    assert "Den nominerade svarar också ja." in after


# ── by file ─────────────────────────────────────────────────────────────────────────────────


def test_a_file_becomes_drafts_and_leads_to_the_grid(nadja, cohort):
    make_profession()
    answer = nadja.post(f"/nominera/{cohort.slug}/fil/", {"file": csv_file(JASMIN)}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/nominera/{cohort.slug}/intyga/"
    html = answer.content.decode()
    assert "Filen är inläst: 1 nominering är sparad som utkast." in html
    assert "1 klar att skicka" in html


def test_problems_of_a_file_are_listed_with_row_and_column(nadja, cohort):
    make_profession()
    file = csv_file(row(Yrke="Boendestodjare", B1="?"))
    html = nadja.post(f"/nominera/{cohort.slug}/fil/", {"file": file}).content.decode()
    assert "2 saker att rätta" in html
    assert "Menade du ”Boendestödjare”?" in html
    assert "Inget är sparat." in html


def test_a_refused_file_says_why_and_repeats_nothing(nadja, cohort):
    file = csv_file(row(Grund=NUMBER))
    html = nadja.post(f"/nominera/{cohort.slug}/fil/", {"file": file}).content.decode()
    assert "personnummer" in html
    assert NUMBER not in html


def test_no_file_is_told(nadja, cohort):
    assert "Välj en fil" in nadja.post(f"/nominera/{cohort.slug}/fil/").content.decode()


def test_the_template_is_an_excel_workbook_with_own_units_only(nadja, cast, cohort):
    make_profession()
    answer = nadja.get(reverse("cohorts:nomination_template", args=[cohort.slug]))
    assert answer.headers["Content-Disposition"].endswith('bas-5.xlsx"')
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    headings, lists = (book.get_sheet_by_index(n).to_python() for n in (0, 1))
    assert headings[0][:5] == ["E-postadress", "Namn", "Yrke", "Enhet", "Rang"]
    assert headings[0][5:] == ["B1", "B2", "B3", "B4", "Grund"]
    held = {cell for line in lists for cell in line}
    assert {"Boendestödjare", "Boendestöd Söder", "Ja", "Nej"} <= held
    assert "Boendestöd Norr" not in held


# ── the grid ────────────────────────────────────────────────────────────────────────────────


def grid(*drafts, action="save", **cells) -> dict:
    return {"draft": [row.pk for row in drafts], "action": action, **cells}


def all_yes(draft) -> dict:
    cells = {}
    for code in ALL_YES:
        cells[f"{draft.pk}-{code.lower()}_is_met"] = "yes"
        cells[f"{draft.pk}-{code.lower()}_grounds"] = "Sedan 2019."
    return cells


def test_a_grid_is_saved_and_what_is_complete_is_sent(nadja, cohort, draft):
    address = f"/nominera/{cohort.slug}/intyga/"
    given = grid(draft, action="send", **all_yes(draft))
    answer = nadja.post(address, given, follow=True)
    assert "1 nominering är skickad." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == NominationState.AWAITING


def test_what_lacks_something_is_saved_and_named(nadja, cohort, draft):
    given = grid(draft, action="send", **{f"{draft.pk}-b1_is_met": "yes"})
    answer = nadja.post(f"/nominera/{cohort.slug}/intyga/", given, follow=True)
    html = answer.content.decode()
    assert "Sparat men inte skickat, eftersom något saknas: Bashir Omar." in html
    assert "1 att intyga" in html


def test_an_error_keeps_all_that_was_typed(nadja, cohort, draft):
    cells = {f"{draft.pk}-b1_is_met": "no", f"{draft.pk}-b1_grounds": NUMBER}
    cells |= {f"{draft.pk}-b2_grounds": "Undersköterska."}
    html = nadja.post(f"/nominera/{cohort.slug}/intyga/", grid(draft, **cells)).content.decode()
    assert "<title>Fel: " in html
    assert f'href="#id_{draft.pk}-b1_is_met"' in html
    assert "Undersköterska." in html
    assert not draft.answers.filter(is_met=False).exists()


def test_years_in_the_grid_are_checked(nadja, cast, case_managers, nominee):
    given = nominee(answers={})
    row = nominate(by=cast.nominator, cohort=case_managers, nominee=given).nomination
    cells = grid(row, **{f"{row.pk}-c5_years": "många"})
    html = nadja.post(f"/nominera/{case_managers.slug}/intyga/", cells).content.decode()
    assert "Jasmin Örn, C5: Skriv hela år, till exempel 4." in html
    assert 'value="många"' in html


def test_a_colleagues_draft_can_not_be_smuggled_into_the_grid(nadja, cast, cohort, nominee):
    given = nominee("Ada Al", unit=cast.north, answers={})
    theirs = nominate(by=cast.nominator_colleague, cohort=cohort, nominee=given).nomination
    nadja.post(f"/nominera/{cohort.slug}/intyga/", grid(theirs, action="send", **all_yes(theirs)))
    theirs.refresh_from_db()
    assert theirs.state == NominationState.DRAFT


def test_an_empty_grid_says_so(nadja, cohort):
    assert "Inget att intyga" in page(nadja, "attest", cohort.slug)


# ── to whom ─────────────────────────────────────────────────────────────────────────────────

OF_A_PERSON = ["nominating", "nominations"]
OF_A_COHORT = ["nominating_cohort", "nominate", "nominate_by_file", "nomination_template", "attest"]
OF_A_NOMINATION = ["nomination", "remind_nominee", "correct_address", "withdraw"]


def addresses(cohort, nomination) -> dict[str, str]:
    found = {name: reverse(f"cohorts:{name}") for name in OF_A_PERSON}
    found |= {name: reverse(f"cohorts:{name}", args=[cohort.slug]) for name in OF_A_COHORT}
    keys = [cohort.slug, nomination.pk]
    return found | {name: reverse(f"cohorts:{name}", args=keys) for name in OF_A_NOMINATION}


def statuses(client, person: Person, cohort, nomination) -> dict[str, int]:
    client.force_login(person)
    return {
        name: (client.post if name in OF_A_NOMINATION[1:] else client.get)(address).status_code
        for name, address in addresses(cohort, nomination).items()
    }


def test_a_colleague_of_another_unit_reaches_the_course_but_not_the_nomination(
    client, cast, cohort, sent
):
    found = statuses(client, cast.nominator_colleague, cohort, sent)
    assert {found[name] for name in [*OF_A_PERSON, *OF_A_COHORT]} == {200}
    assert {found[name] for name in OF_A_NOMINATION} == {404}


def test_a_nominator_of_another_area_reaches_neither(client, cast, cohort, sent):
    found = statuses(client, cast.nominator_outsider, cohort, sent)
    assert {found[name] for name in OF_A_PERSON} == {200}
    assert {found[name] for name in [*OF_A_COHORT, *OF_A_NOMINATION]} == {404}


@pytest.mark.parametrize(
    "who", ["stranger", "manager", "board", "office", "participant", "trainer"]
)
def test_who_does_not_nominate_finds_nothing_here(client, cast, cohort, sent, who):
    assert set(statuses(client, getattr(cast, who), cohort, sent).values()) == {404}


def test_visitors_are_asked_to_log_in(client, cohort, sent):
    for address in addresses(cohort, sent).values():
        assert client.get(address).url.startswith("/logga-in/")


def test_a_nominator_above_the_unit_reaches_its_nominations(client, cast, cohort, sent):
    give_role(cast.stranger, RoleCode.NOMINATOR, organisation=cast.lunda)
    client.force_login(cast.stranger)
    assert "Jasmin" in page(client, "nominating_cohort", cohort.slug)


def test_own_units_only_can_be_chosen(nadja, cast, cohort):
    html = page(nadja, "nominate", cohort.slug)
    assert "Boendestöd Söder" in html
    assert "Boendestöd Norr" not in html
    given = typed(cast, unit=cast.north.pk)
    assert nadja.post(f"/nominera/{cohort.slug}/ny/", given).status_code == 200
    assert not Nomination.objects.exists()


def test_the_menu_leads_nominators_and_nobody_else_here(client, cast):
    client.force_login(cast.nominator)
    assert 'href="/nominera/"' in client.get("/konto/").content.decode()
    client.force_login(cast.trainer)
    assert 'href="/nominera/"' not in client.get("/konto/").content.decode()


# ── speed ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("nominating", 15),
        ("nominations", 15),
        ("nominating_cohort", 15),
        ("nominate", 15),
        ("nominate_by_file", 15),
        ("attest", 15),
    ],
)
def test_a_page_takes_as_many_queries_for_thirty_nominees_as_for_one(
    nadja, cast, cohort, nominee, queries, name, most
):
    address = reverse(f"cohorts:{name}", args=[] if name in OF_A_PERSON else [cohort.slug])

    def add(start: int, stop: int) -> None:
        for number in range(start, stop):
            given = nominee(f"P{number} Person", rank=number)
            nominate(by=cast.nominator, cohort=cohort, nominee=given)

    add(1, 2)
    for_one = queries(address)
    add(2, 31)
    assert queries(address) == for_one <= most


def test_the_page_of_a_nomination_takes_few_queries(nadja, cohort, sent, draft, queries):
    assert queries(f"/nominera/{cohort.slug}/{sent.pk}/") <= 15
    assert queries(f"/nominera/{cohort.slug}/{draft.pk}/") <= 15
