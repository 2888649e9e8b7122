"""Files that are refused as a whole, before they can do harm and without a word of theirs."""

import io
import random
import zipfile

import pytest

from common.errors import RuleViolation
from common.guard import assert_no_identity_numbers
from common.guard.measuring import numbers as identity_numbers
from common.tabular import Column, read
from tests.common.lists import csv_upload, upload, with_parts, workbook

COLUMNS = [Column("name", "Namn", required=True), Column("unit", "Enhet")]
CANARY = "Kanariefågel"
LIST = workbook({"Blad1": [["Namn"], [CANARY]]})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SHEET = "xl/worksheets/sheet1.xml"


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return file.getvalue()


def encrypted_entry() -> bytes:
    """The flag that says so, in the list of parts at the end of the archive."""
    content = bytearray(LIST)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def far_cell() -> bytes:
    """Some kilobytes that claim 17 billion cells: the parser asks for 500 gigabytes."""
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet = f"{head}<sheetData>{first}{last}</sheetData></worksheet>"
    return with_parts(LIST, {SHEET: sheet.encode()})


def laughing_entities() -> bytes:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    text = f'<!DOCTYPE x [<!ENTITY a0 "{CANARY}">{names}]><sst><si><t>&a8;</t></si></sst>'
    return with_parts(LIST, {"xl/sharedStrings.xml": text.encode()})


def lying_sizes() -> bytes:
    """A part of 30 megabytes that says it has ten bytes."""
    content = bytearray(with_parts(LIST, {SHEET: b" " * 30_000_000}))
    entry = content.index(SHEET.encode(), content.index(b"PK\x01\x02")) - 46
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    return bytes(content)


REFUSED = {
    "nothing": (b"", "file_empty"),
    "blank lines": (b"\n \r\n", "file_empty"),
    "an empty workbook": (workbook({"Blad1": []}), "file_empty"),
    "a workbook with hidden sheets only": (
        workbook({"Blad1": [], "Dold": [["Namn"], [CANARY]]}, hidden=["Dold"]),
        "file_empty",
    ),
    "a byte too many": (b"Namn\n" + b"x" * 1024 * 1024, "file_too_large"),
    "a zip bomb": (with_parts(LIST, {"xl/media/image1.png": bytes(21_000_000)}), "file_unreadable"),
    "a zip that lies about its sizes": (lying_sizes(), "file_unreadable"),
    "a cell at the end of the world": (far_cell(), "file_unreadable"),
    "entities within entities": (laughing_entities(), "file_unreadable"),
    "half a workbook": (LIST[: len(LIST) // 2], "file_unreadable"),
    "a broken sheet": (with_parts(LIST, {SHEET: b"<worksheet><sheetData><row"}), "file_unreadable"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
    "a password on the archive": (encrypted_entry(), "file_locked"),
    "the older Excel format": (OLE + "Workbook".encode("utf-16-le"), "file_old_excel"),
    "macros": (with_parts(LIST, {"xl/vbaProject.bin": b"x"}), "file_macros"),
    "macros by its type": (
        with_parts(LIST, {"[Content_Types].xml": b"application/vnd.ms-excel.macroEnabled"}),
        "file_macros",
    ),
    "a binary workbook": (archive(**{"xl/workbook.bin": b"x"}), "file_kind"),
    "a text document": (archive(**{"word/document.xml": CANARY.encode()}), "file_kind"),
    "an OpenDocument sheet": (archive(mimetype=b"x", **{"content.xml": b"x"}), "file_kind"),
    "a PDF": (b"%PDF-1.7\nNamn", "file_kind"),
    "a web page": (f"<html><table><td>{CANARY}".encode(), "file_kind"),
    "rich text": (rb"{\rtf1 Namn}", "file_kind"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64), "file_kind"),
    "bytes of no alphabet": (b"Namn\n\x81\x8d", "file_kind"),
    "two sheets in sight": (
        workbook({"Blad1": [["Namn"], [CANARY]], "Blad2": [["Namn"], [CANARY]]}),
        "file_several_sheets",
    ),
    "a row too many": (workbook({"Blad1": [["Namn"], *[["Bo"]] * 5001]}), "file_too_many_rows"),
    "a row too many in CSV": (b"Namn\n" + b"Bo\n" * 5001, "file_too_many_rows"),
    "a column too many": (workbook({"B": [["Namn"] * 51, ["Bo"]]}), "file_too_many_columns"),
    "a column too many in CSV": (b"Namn;" * 50 + b"Namn\nBo", "file_too_many_columns"),
    "another list": (f"Ort;Datum\n{CANARY};2026-03-02".encode(), "file_headings"),
    "headings alone": (b"Namn;Enhet\n", "file_no_rows"),
    "a quotation mark that never ends": (f'Namn\n"{CANARY}'.encode(), "file_quotes"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_file_is_refused_with_a_way_out_and_without_a_word_of_its_own(what):
    content, code = REFUSED[what]

    with pytest.raises(RuleViolation) as refused:
        read(upload(content), COLUMNS)

    violation = refused.value
    assert violation.code == code
    assert violation.hint
    assert CANARY not in f"{violation} {vars(violation)} {violation.__cause__!r}"


def test_the_largest_list_is_read():
    content = workbook({"B": [["Namn", "Enhet"], *[[f"Bo {n}", "A"] for n in range(5000)]]})

    assert len(read(upload(content), COLUMNS).rows) == 5000


def test_a_long_text_that_many_cells_point_at_is_refused():
    content = workbook({"Blad1": [["Namn"], *[["x" * 30_000]] * 500]})

    with pytest.raises(RuleViolation, match="går inte att läsa"):
        read(upload(content), COLUMNS)


def test_the_kind_of_file_is_told_by_its_content_and_not_by_its_name():
    assert read(upload(LIST, "lista.csv"), COLUMNS).rows
    assert read(csv_upload("Namn\nBo", name="lista.xlsx"), COLUMNS).rows


# ── the guard ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def number() -> str:
    return "{1}-{2}".format(*identity_numbers.drawn(random.Random(7)))


def refusal(file) -> RuleViolation:
    with pytest.raises(RuleViolation) as refused:
        read(file, COLUMNS, guard=assert_no_identity_numbers)
    assert refused.value.code == "identity_number"
    return refused.value


def test_a_list_without_numbers_passes_the_guard():
    assert read(upload(LIST), COLUMNS, guard=assert_no_identity_numbers).rows


def test_a_number_in_a_cell_is_refused_with_its_place_and_not_repeated(number):
    violation = refusal(csv_upload(f"Namn;Enhet\nEva;A\nBo;{number}"))

    assert "rad 3, kolumn B" in str(violation)
    assert number not in f"{violation} {vars(violation)}"


@pytest.mark.parametrize("row", [["Namn", "{}"], ["{}", "Namn"]])
def test_a_number_in_a_heading_is_refused(number, row):
    headings = [text.format(number) for text in row]

    assert "rad 1" in str(refusal(upload(workbook({"Blad1": [headings, ["Bo", "A"]]}))))


def test_a_number_in_the_name_of_the_file_or_of_a_sheet_is_refused(number):
    assert "filens namn" in str(refusal(upload(LIST, f"remiss {number}.xlsx")))
    assert "blads namn" in str(refusal(upload(workbook({number: [["Namn"], ["Bo"]]}))))


def test_a_number_on_a_hidden_sheet_is_refused(number):
    content = workbook({"Lista": [["Namn"], ["Bo"]], "Dold": [[number]]}, hidden=["Dold"])

    refusal(upload(content))


def test_a_number_typed_as_a_number_is_refused_although_excel_drops_its_zeros(number):
    born_2004 = "040229" + "123"
    digits = born_2004 + identity_numbers.check_digit(born_2004)

    refusal(upload(workbook({"Blad1": [["Namn"], [int(digits)]]})))


def test_the_guard_comes_before_every_other_complaint(number):
    refusal(csv_upload(f"Ort;Datum\nLund;{number}"))
