"""Reading lists as people write them: any order, any spelling, rows numbered as they see them."""

import datetime as dt
import unicodedata

import pytest

from common.tabular import Column, Problem, read
from tests.common.lists import csv_upload, upload, workbook

COLUMNS = [
    Column("email", "E-postadress", ("e-post", "mejl"), required=True),
    Column("name", "Namn", required=True),
    Column("rank", "Rang"),
]
ROWS = [["E-postadress", "Namn", "Rang"], ["asa@vard.example", "Åsa Öberg", 1]]
CELLS = {"email": "asa@vard.example", "name": "Åsa Öberg", "rank": "1"}


def excel(*rows, columns=COLUMNS):
    return read(upload(workbook({"Blad1": rows})), columns)


def csv(text, *, encoding="utf-8"):
    return read(csv_upload(text, encoding=encoding), COLUMNS)


def said(table) -> list[str]:
    return [str(problem) for problem in table.problems]


# ── the same list in many files ─────────────────────────────────────────────────────────────


def test_a_workbook_is_read():
    table = excel(*ROWS)

    assert [dict(row.cells) for row in table.rows] == [CELLS]
    assert table.problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_every_alphabet_and_delimiter_is_read(encoding, delimiter):
    text = "\r\n".join(delimiter.join(map(str, row)) for row in ROWS)

    assert [dict(row.cells) for row in csv(text, encoding=encoding).rows] == [CELLS]


def test_the_delimiter_is_the_one_that_shows_the_headings():
    table = csv('Namn;E-postadress;"Rang, om du vill"\nEk, Bo;bo@vard.example;2')

    assert table.rows[0].cells["name"] == "Ek, Bo"


def test_excels_own_line_about_the_delimiter_is_no_row():
    table = csv("sep=,\r\nNamn,E-postadress\r\nBo,bo@vard.example")

    assert [(row.number, row.cells["name"]) for row in table.rows] == [(2, "Bo")]


def test_quotation_marks_hold_delimiters_line_breaks_and_themselves():
    table = csv('Namn;E-post\n"Ek; ""Bo""\nDalby";bo@vard.example\nAnna;anna@vard.example')

    assert table.rows[0].cells["name"] == 'Ek; "Bo"\nDalby'
    assert [row.number for row in table.rows] == [2, 3]


# ── headings ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("heading", ["E-POSTADRESS", "e-post adress", " Epostadress ", "Mejl"])
def test_headings_are_known_whatever_their_case_and_signs(heading):
    assert excel([heading, "namn"], ["a@vard.example", "Bo"]).problems == []


def test_headings_are_known_with_and_without_accents():
    columns = [Column("id", "Önskemål")]

    for heading in ("önskemål", "ONSKEMAL", unicodedata.normalize("NFD", "Önskemål")):
        assert excel([heading], ["x"], columns=columns).rows[0].cells == {"id": "x"}


def test_columns_may_stand_in_any_order_and_optional_ones_be_missing():
    table = excel(["Namn", "E-postadress"], ["Bo", "bo@vard.example"])

    assert dict(table.rows[0].cells) == {"email": "bo@vard.example", "name": "Bo", "rank": ""}
    assert table.has("name")
    assert not table.has("rank")


def test_what_is_wrong_with_the_headings_is_told_all_at_once():
    table = excel(["Namn", "Ort", "NAMN", ""], ["Bo", "Lund", "Bo", "lös uppgift"])

    assert said(table) == [
        "Rad 1, kolumn B: Rubriken är inte en av dem som läses. Ändra den eller ta bort kolumnen.",
        "Rad 1, kolumn C (Namn): En annan kolumn har samma rubrik. Behåll en av dem.",
        "Rad 1, kolumn D: Kolumnen saknar rubrik. Skriv en rubrik eller ta bort kolumnen.",
        "Rad 1: Kolumnen E-postadress saknas.",
    ]


def test_a_column_without_heading_and_content_is_no_problem():
    assert csv("Namn;E-postadress;;\nBo;bo@vard.example;;").problems == []


# ── rows and cells ──────────────────────────────────────────────────────────────────────────


def test_blank_rows_are_skipped_and_the_numbers_are_those_in_the_sheet():
    table = excel([], ["Namn", "E-post"], [], ["Bo", "b@vard.example"], ["", " "], ["Eva", ""])

    assert [row.number for row in table.rows] == [4, 6]
    assert [(problem.row, problem.column) for problem in table.problems] == [(6, "B")]


def test_blank_lines_of_csv_are_counted_too():
    assert [row.number for row in csv("Namn;E-post\n\n;\nBo;b@vard.example\n").rows] == [4]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (4_600_000_000_000_000, "4600000000000000"),
        (dt.date(2026, 3, 2), "2026-03-02"),
        (True, "TRUE"),
        ("  Åsa\N{NO-BREAK SPACE}", "Åsa"),
        (unicodedata.normalize("NFD", "Åsa"), "Åsa"),
    ],
)
def test_cells_are_texts_as_people_see_them(value, text):
    assert excel(["Rang", "Namn"], [value, "x"], columns=COLUMNS).rows[0].cells["rank"] == text


def test_an_empty_cell_of_a_required_column_is_told_with_row_letter_and_heading():
    table = excel(["Rang", "Namn", "Mejl"], [1, "", "bo@vard.example"])

    assert said(table) == ["Rad 2, kolumn B (Namn): Cellen är tom. Fyll i den."]


def test_the_callers_own_complaints_are_worded_the_same_way():
    table = excel(*ROWS)

    problem = table.problem(table.rows[0], "rank", "Skriv ett heltal.")

    assert problem == Problem(2, "C", "Rang", "Skriv ett heltal.")
    assert str(problem) == "Rad 2, kolumn C (Rang): Skriv ett heltal."


def test_hidden_and_empty_sheets_are_passed_over():
    content = workbook({"Tom": [], "Lista": ROWS, "Val": [["Ja"], ["Nej"]]}, hidden=["Val"])

    assert len(read(upload(content), COLUMNS).rows) == 1
