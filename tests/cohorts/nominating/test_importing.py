"""Nominating many by file: all of it or nothing, and every problem in words."""

import logging

import pytest

from cohorts.enums import NominationState
from cohorts.exports.nominating import nomination_template
from cohorts.models import CriterionAnswer, Nomination
from cohorts.selectors.attestation import criteria_of, gaps_in
from cohorts.selectors.nominations import answers_of
from cohorts.services.nominations.drafting import nominate
from cohorts.services.nominations.file_rows import columns_for
from cohorts.services.nominations.importing import import_nominations
from common.models import AuditEvent
from common.tabular import read
from messaging.models import Message
from tests.cohorts.nominating.answers import NUMBER
from tests.cohorts.nominating.files import HEADINGS, JASMIN, csv_file, row, xlsx_file
from tests.factories.organisations import make_profession, make_unit
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _professions(db):
    for name in ("Boendestödjare", "Behandlingsassistent", "Undersköterska"):
        make_profession(name)


@pytest.fixture
def send_in(cast, cohort):
    """`send_in(file)` as Nadja; gives nominations, and the problems in words."""

    def send(file, *, by=None, to=None):
        imported = import_nominations(by=by or cast.nominator, cohort=to or cohort, file=file)
        return imported.nominations, [str(problem) for problem in imported.problems]

    return send


def gaps(cohort, nomination) -> list[str]:
    found = gaps_in(criteria_of(cohort.version), answers_of([nomination])[nomination.pk])
    return [gap.field for gap in found]


# ── what is read ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "file",
    [
        xlsx_file(JASMIN),
        csv_file(JASMIN),
        csv_file(JASMIN, encoding="cp1252"),
        csv_file(JASMIN, encoding="utf-8", delimiter=","),
        csv_file(JASMIN, encoding="utf-16", delimiter="\t"),
        csv_file(JASMIN[::-1], headings=HEADINGS[::-1]),
        csv_file([text.upper() for text in JASMIN], headings=[h.upper() for h in HEADINGS]),
        csv_file([f" {text} " for text in JASMIN]),
        xlsx_file(JASMIN, [""] * 10, [""] * 10),
        xlsx_file([*JASMIN[:4], 1, *JASMIN[5:]]),
    ],
    ids=[
        "xlsx",
        "csv",
        "cp1252",
        "comma",
        "utf-16",
        "reversed",
        "shouted",
        "spaced",
        "blank",
        "1.0",
    ],
)
def test_a_file_is_read_however_it_was_saved(cast, cohort, send_in, file):
    file.seek(0)
    [nomination], problems = send_in(file)
    assert problems == []
    assert nomination.state == NominationState.DRAFT
    assert nomination.email == "jasmin@lunda.example"
    assert nomination.name.casefold() == "jasmin örn"
    assert (nomination.unit, nomination.employer) == (cast.south, cast.lunda)
    assert (nomination.profession.name, nomination.rank) == ("Boendestödjare", 1)
    assert gaps(cohort, nomination) == []
    assert not Message.objects.exists()


def test_answers_may_be_left_for_the_grid(cohort, send_in):
    [nomination], problems = send_in(csv_file(JASMIN[:4], headings=HEADINGS[:4]))
    assert problems == []
    assert gaps(cohort, nomination) == ["b1_is_met", "b2_is_met", "b3_is_met", "b4_is_met"]


def test_grounds_go_to_every_criterion_that_asks_for_them(send_in):
    send_in(csv_file(row(B4="")))
    grounds = dict(CriterionAnswer.objects.values_list("criterion__code", "grounds"))
    assert grounds["B1"] == grounds["B4"] == "Arbetar på boendestödet sedan 2019."
    assert grounds["B3"] == ""  # a yes to B3 never says which half of it


def test_a_no_to_a_should_needs_grounds_and_then_is_complete(cohort, send_in):
    [nomination], _ = send_in(csv_file(row(B3="Nej")))
    assert gaps(cohort, nomination) == []
    [other], _ = send_in(
        csv_file(row(B3="nej", Grund="", E_postadress="bo@lunda.example", Rang="2"))
    )
    assert "b3_grounds" in gaps(cohort, other)


def test_the_case_manager_course_has_its_own_columns(case_managers, send_in):
    headings = ["E-post", "Namn", "Yrke", "Enhet", "C2", "C3", "C4", "C5", "C6", "C9", "Grund"]
    cells = [*JASMIN[:4], "Ja", "Ja", "Ja", "4", "Ja", "Ja", "Fyra år."]
    [nomination], problems = send_in(csv_file(cells, headings=headings), to=case_managers)
    assert problems == []
    assert gaps(case_managers, nomination) == []
    assert CriterionAnswer.objects.get(criterion__code="C5").years == 4


# ── what is wrong ───────────────────────────────────────────────────────────────────────────

PROBLEMS = [
    (
        row(Yrke="beh.ass"),
        "Rad 2, kolumn C (Yrke): Yrket finns inte i listan. Menade du ”Behandlingsassistent”?",
    ),
    (
        row(Yrke="Boendestödjaer"),
        "Rad 2, kolumn C (Yrke): Yrket finns inte i listan. Menade du ”Boendestödjare”?",
    ),
    (row(Yrke="Xyz"), "Rad 2, kolumn C (Yrke): Yrket finns inte i listan. Se listan i mallen."),
    (
        row(Enhet="Boendestöd Syd"),
        (
            "Rad 2, kolumn D (Enhet): Enheten är ingen av dem du nominerar för. "
            "Menade du ”Boendestöd Söder”?"
        ),
    ),
    (
        row(Enhet="Psykosmottagningen"),
        "Rad 2, kolumn D (Enhet): Enheten är ingen av dem du nominerar för. Se listan i mallen.",
    ),
    (
        row(E_postadress="ronja.holmgard@"),
        "Rad 2, kolumn A (E-postadress): Skriv en adress med @, till exempel namn@kommun.example.",
    ),
    (row(Rang="först"), "Rad 2, kolumn E (Rang): Skriv ett heltal, till exempel 1."),
    (row(Rang="0"), "Rad 2, kolumn E (Rang): Skriv ett heltal, till exempel 1."),
    (row(Rang="9" * 5000), "Rad 2, kolumn E (Rang): Skriv ett heltal, till exempel 1."),
    (row(B2="kanske"), "Rad 2, kolumn G (B2): Skriv Ja eller Nej, eller lämna rutan tom."),
    (row(Namn="N" * 121), "Rad 2, kolumn B (Namn): Texten är för lång. Skriv högst 120 tecken."),
    (
        row(Grund="g" * 1001),
        "Rad 2, kolumn J (Grund): Texten är för lång. Skriv högst 1000 tecken.",
    ),
]


@pytest.mark.parametrize(("cells", "words"), PROBLEMS, ids=[words[:60] for _, words in PROBLEMS])
def test_what_is_wrong_is_told_with_row_and_column(send_in, cells, words):
    assert send_in(csv_file(cells)) == ([], [words])
    assert not Nomination.objects.exists()


def test_a_name_that_is_missing_is_told(send_in):
    nominations, [problem] = send_in(csv_file(row(Namn="")))
    assert nominations == []
    assert problem.startswith("Rad 2, kolumn B (Namn)")


def test_a_column_that_is_missing_is_told(send_in):
    nominations, [problem] = send_in(csv_file([*JASMIN[:3]], headings=HEADINGS[:3]))
    assert nominations == []
    assert "Enhet" in problem


def test_the_same_address_and_the_same_rank_twice_are_told(send_in):
    _, problems = send_in(csv_file(JASMIN, row(E_postadress="JASMIN@lunda.example")))
    assert problems == [
        "Rad 3, kolumn A (E-postadress): Samma adress finns på rad 2.",
        "Rad 3, kolumn E (Rang): Samma rang finns på rad 2. Ge varje person en egen.",
    ]


def test_who_is_nominated_already_is_told_with_the_day(cast, cohort, nominee, send_in):
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee())
    _, [problem] = send_in(csv_file(JASMIN))
    assert problem.startswith(
        "Rad 2, kolumn A (E-postadress): Din organisation nominerade adressen "
    )


def test_of_a_sister_units_nominee_the_file_tells_whom_to_ask(cast, cohort, nominee, send_in):
    nominate(by=cast.nominator_colleague, cohort=cohort, nominee=nominee(unit=cast.north))
    _, [problem] = send_in(csv_file(JASMIN))
    assert problem == (
        "Rad 2, kolumn A (E-postadress): Personen är redan nominerad till utbildningen. "
        "Fråga SKL-teamet om du undrar. Ta bort raden."
    )


def test_whom_another_employer_nominated_is_not_told(cast, cohort, nominee, send_in):
    nominate(by=cast.nominator_region, cohort=cohort, nominee=nominee(unit=cast.psychosis))
    nominations, problems = send_in(csv_file(JASMIN))
    assert (len(nominations), problems) == (1, [])


def test_a_place_that_is_taken_is_told(cast, cohort, nominee, send_in):
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee("Ada Al", rank=1))
    _, problems = send_in(csv_file(JASMIN))
    assert problems == [
        "Rad 2, kolumn E (Rang): En av era nominerade har redan den rangen. Välj en annan."
    ]


def test_a_no_to_a_must_is_told(case_managers, send_in):
    headings = [*HEADINGS[:4], "C3"]
    _, [problem] = send_in(csv_file([*JASMIN[:4], "Nej"], headings=headings), to=case_managers)
    assert problem == (
        "Rad 2, kolumn E (C3): Det här är ett krav. Ingen kan nomineras med ett nej, "
        "så ta bort raden."
    )


def test_years_are_a_number(case_managers, send_in):
    headings = [*HEADINGS[:4], "C5"]
    _, [problem] = send_in(csv_file([*JASMIN[:4], "Ja"], headings=headings), to=case_managers)
    assert problem == "Rad 2, kolumn E (C5): Skriv hela år, till exempel 4."


def test_two_units_of_one_name_are_told_apart_by_what_is_above(cast, cohort, send_in):
    make_unit(cast.south, "Team A")
    make_unit(make_unit(cast.south, "Kväll"), "Team A")
    _, [problem] = send_in(csv_file(row(Enhet="Team A")))
    assert "Menade du ”Team A, " in problem
    [nomination], _ = send_in(csv_file(row(Enhet="Team A, Kväll")))
    assert nomination.unit.get_parent().name == "Kväll"


def test_one_bad_row_keeps_all_the_others_out_and_all_problems_are_told_at_once(send_in):
    rows = [
        row(E_postadress=f"person{n}@lunda.example", Rang=str(n), B1="Ja" if n % 7 else "?")
        for n in range(1, 15)
    ]
    nominations, problems = send_in(csv_file(*rows))
    assert nominations == []
    assert [problem.split(",")[0] for problem in problems] == ["Rad 8", "Rad 15"]
    assert not Nomination.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="nomination").exists()


# ── what is refused whole ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "file",
    [
        csv_file(row(Grund=f"Född {NUMBER}.")),
        csv_file(row(Namn=NUMBER)),
        csv_file([*JASMIN, NUMBER], headings=[*HEADINGS, "Övrigt"]),
        csv_file(JASMIN, headings=[*HEADINGS[:-1], f"Grund {NUMBER}"]),
        xlsx_file(JASMIN, row(Grund=NUMBER)),
        csv_file(JASMIN, name=f"{NUMBER}.csv"),
    ],
    ids=["grounds", "name", "column nobody asked for", "heading", "xlsx", "file name"],
)
def test_a_file_with_an_identity_number_is_refused_whole(send_in, caplog, file):
    file.seek(0)
    with caplog.at_level(logging.DEBUG), refused("identity_number") as caught:
        send_in(file)
    assert NUMBER not in str(caught.value)
    assert NUMBER not in caplog.text
    assert not Nomination.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="nomination").exists()


def test_a_file_comes_within_the_window(cohort, send_in):
    cohort.closes_on = cohort.opens_on
    with refused("closed"):
        send_in(csv_file(JASMIN), to=cohort)


# ── numbers, and the template ───────────────────────────────────────────────────────────────


def test_importing_takes_as_many_queries_for_thirty_as_for_one(
    cast, cohort, django_assert_num_queries, send_in
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(first: int, count: int) -> int:
        rows = [
            row(E_postadress=f"person{n}@lunda.example", Rang=str(n))
            for n in range(first, first + count)
        ]
        with CaptureQueriesContext(connection) as captured:
            _, problems = send_in(csv_file(*rows))
        assert problems == []
        return len(captured)

    assert queries(1, 1) >= queries(2, 30) - 3  # SQLite writes thirty rows in a few portions


def test_the_template_can_be_filled_in_and_sent_in(cast, cohort):
    criteria = criteria_of(cohort.version)
    content = nomination_template(
        criteria, professions=["Boendestödjare"], units=["Boendestöd Söder"]
    )
    from io import BytesIO

    from common.errors import RuleViolation

    with pytest.raises(RuleViolation) as caught:  # as it is: headings, and no rows below
        read(BytesIO(content), columns_for(criteria))
    assert "rad" in str(caught.value)
