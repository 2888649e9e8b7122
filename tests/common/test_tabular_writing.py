"""Lists to take home: readable in Excel, and never run as formulas."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.tabular import Column, read, write_csv, write_xlsx
from tests.common.lists import upload

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1"]
TEXTS = st.one_of(
    st.text(max_size=20),
    st.tuples(st.sampled_from(FORMULAS), st.text(max_size=10)).map("".join),
)


def reopened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def lines(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_written_list_can_be_read_again():
    columns = [Column("name", "Namn"), Column("day", "Dag"), Column("rank", "Rang")]
    rows = [["Åsa; Öberg", dt.date(2026, 3, 2), 1], ["=1+1", None, 2]]
    expected = [
        {"name": "Åsa; Öberg", "day": "2026-03-02", "rank": "1"},
        {"name": "=1+1", "day": "", "rank": "2"},
    ]

    workbook = write_xlsx(["Namn", "Dag", "Rang"], rows, sheet="Lista")

    assert [dict(row.cells) for row in read(upload(workbook), columns).rows] == expected


def test_the_headings_are_bold_and_stay_in_view_and_columns_are_wide_enough():
    sheet = reopened(write_xlsx(["Namn", "E-postadress"], [["Bo", "x" * 40]], sheet="Lista"))

    assert [cell.font.bold for cell in sheet[1]] == [True, True]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["B"].width > 40 > sheet.column_dimensions["A"].width


def test_moments_are_written_as_the_clock_on_the_wall_shows_them():
    moment = dt.datetime(2026, 7, 1, 7, 30, tzinfo=dt.UTC)

    assert reopened(write_xlsx(["När"], [[moment]], sheet="L")).cell(2, 1).value == dt.datetime(
        2026, 7, 1, 9, 30
    )
    assert lines(write_csv(["När"], [[moment]]))[1] == ["2026-07-01 09:30"]


def test_the_name_of_the_sheet_is_made_one_that_excel_allows():
    assert reopened(write_xlsx(["A"], [], sheet="Grund/höst: " + "x" * 40)).title.startswith(
        "Grund"
    )


def test_the_csv_file_opens_at_a_click_in_swedish_excel():
    content = write_csv(["Namn", "Andel"], [["Åsa", 2.5], ["Bo", None]])

    assert content.startswith(b"\xef\xbb\xbf")
    assert lines(content) == [["Namn", "Andel"], ["Åsa", "2,5"], ["Bo", ""]]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_be_a_formula_is_text(text):
    cell = reopened(write_xlsx(["Namn"], [[text]], sheet="L")).cell(2, 1)

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert lines(write_csv(["Namn"], [[text]]))[1] == [f"'{text}"]


def test_numbers_below_zero_stay_numbers():
    assert reopened(write_xlsx(["Saldo"], [[-5]], sheet="L")).cell(2, 1).value == -5
    assert lines(write_csv(["Saldo"], [[-5]]))[1] == ["-5"]


def test_yes_and_no_stay_what_they_are():
    assert reopened(write_xlsx(["Klar"], [[True]], sheet="L")).cell(2, 1).value is True
    assert lines(write_csv(["Klar"], [[False]]))[1] == ["FALSE"]


@settings(max_examples=30, deadline=None, database=None)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_no_text_at_all_becomes_a_formula(texts):
    rows = [[text] for text in texts]

    sheet = reopened(write_xlsx(["=A1"], rows, sheet="L"))
    cells = [line[0].strip() for line in lines(write_csv(["A"], rows)) if line]

    assert {cell.data_type for (cell,) in sheet.iter_rows()} <= {"s", "n"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
