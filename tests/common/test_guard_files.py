"""Files that people hand in: whatever hides in them is found, and what can't be read is refused."""

# ruff: noqa: E501 - XML does not break well

import random
import time

import pikepdf
import pytest

from common.errors import RuleViolation
from common.guard import IDENTITY_NUMBERS
from common.guard.files import MAX_FILE, FileKind, checked_file
from common.guard.measuring import numbers
from tests.common.papers import (
    CORE,
    ODF,
    W,
    archive,
    changed_pdf,
    docx,
    odt,
    paragraph,
    pdf,
    run,
    upload,
    word_part,
)

CANARY = "Kanariefågel"
NUMBER = "{1}-{2}".format(*numbers.drawn(random.Random(7)))
DATE, LAST = NUMBER.split("-")
TELEPHONE = "070-174 06 50"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MIXED = paragraph(
    run(f"{DATE}-{LAST[:2]}"),
    '<w:ins w:author="x"><w:r><w:t>1</w:t></w:r></w:ins>',
    f'<w:del w:author="x"><w:r><w:delText>{LAST[2:]}</w:delText></w:r></w:del>',
    run("7 slut"),
)
RELATIONS = '<Relationships><Relationship Target="mailto:{}"/></Relationships>'


def refusal(content: bytes, name: str = "arbete.docx") -> RuleViolation:
    with pytest.raises(RuleViolation) as refused:
        checked_file(upload(content, name), field="file")
    violation = refused.value
    assert violation.field == "file"
    assert violation.hint
    said = f"{violation} {violation!r} {vars(violation)} {violation.__context__!r}"
    for secret in (CANARY, NUMBER, DATE, LAST, TELEPHONE):
        assert secret not in said
    return violation


# ── what is taken ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (docx("Fas 2.", "Nätverkskartan på 14 veckor."), FileKind.DOCX),
        (odt("Fas 2."), FileKind.ODT),
        (pdf("Fas 2.", "Fas 3."), FileKind.PDF),
        ("Fas 2, ärligt.".encode(), FileKind.TEXT),
        ("Fas 2, ärligt.".encode("cp1252"), FileKind.TEXT),
        ("Fas 2, ärligt.".encode("utf-16"), FileKind.TEXT),
        (
            changed_pdf(lambda _pdf: None, encryption=pikepdf.Encryption(owner="x", user="")),
            FileKind.PDF,
        ),
    ],
)
def test_a_document_is_known_by_its_content_and_gets_its_ending(content, kind):
    checked = checked_file(upload(content, "../Mitt arbete.exe"))

    assert checked.kind is kind
    assert checked.name == f"Mitt_arbete{kind.suffix}"
    assert checked.content == content


def test_a_document_of_fifty_pages_is_read():
    page = "Vi talade om nätverkskartan och om vad som går att pröva till nästa gång. " * 30

    assert checked_file(upload(pdf(*[page] * 50))).kind is FileKind.PDF


# ── what is found, and where ────────────────────────────────────────────────────────────────

HIDDEN = {
    "in the text": (docx("Fas 2.", "", f"Klienten {NUMBER}."), "texten, stycke 2"),
    "divided into runs": (
        docx(paragraph(run(DATE[:4]), run(DATE[4:]), run("-"), run(LAST))), "texten"
    ),
    "divided into paragraphs": (docx(DATE, LAST), "texten, stycke 1"),
    "in cells of a table": (
        docx(f"<w:tbl><w:tr><w:tc>{paragraph(run(DATE))}</w:tc><w:tc>{paragraph(run(LAST))}</w:tc></w:tr></w:tbl>"),
        "texten",
    ),
    "with Word's own hyphen": (
        docx(paragraph(run(DATE), "<w:r><w:noBreakHyphen/></w:r>", run(LAST))), "texten"
    ),
    "in deleted text": (
        docx(paragraph(f"<w:del><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del>")),
        "spårad ändring",
    ),
    "half deleted": (docx(MIXED.replace("7 slut", " slut")), "spårad ändring"),
    "in a text box": (
        docx(paragraph(f"<w:r><w:pict><v:textbox xmlns:v='v'><w:txbxContent>{paragraph(run(NUMBER))}</w:txbxContent></v:textbox></w:pict></w:r>")),
        "texten",
    ),
    "in a field code": (
        docx(paragraph(f'<w:r><w:instrText>HYPERLINK "{NUMBER}"</w:instrText></w:r>')), "texten"
    ),
    "in a header": (docx(parts={"word/header2.xml": word_part(NUMBER)}), "sidhuvud eller sidfot"),
    "in a footnote": (docx(parts={"word/footnotes.xml": word_part(NUMBER)}), "fotnot"),
    "in a comment": (docx(parts={"word/comments.xml": word_part(NUMBER)}), "en kommentar"),
    "in who commented": (
        docx(parts={"word/comments.xml": f'<w:c xmlns:w="{W}" w:author="{NUMBER}"/>'}), "namnet på"
    ),
    "in what a picture is called": (
        docx(paragraph(f'<w:r><w:docPr name="Bild 1" descr="{NUMBER}"/></w:r>')), "beskrivning"
    ),
    "in the author": (
        docx(parts={"docProps/core.xml": CORE.format(name="creator", value=NUMBER)}),
        "egenskaper (författare)",
    ),
    "in the title": (
        docx(parts={"docProps/core.xml": CORE.format(name="title", value=NUMBER)}),
        "egenskaper (titel)",
    ),
    "in a property of somebody's own": (
        docx(parts={"docProps/custom.xml": f"<p><lpwstr>{NUMBER}</lpwstr></p>"}),
        "egenskaper (övriga)",
    ),
    "in data of a form": (docx(parts={"customXml/item1.xml": f"<a><b>{NUMBER}</b></a>"}), "dold del"),
    "in a drawing": (docx(parts={"word/media/a.svg": f"<svg><text>{NUMBER}</text></svg>"}), "dold del"),
    "in what the camera wrote": (
        docx(parts={"word/media/image1.jpeg": b"\xff\xd8\xff\xe1Exif\0\0" + f"Foto {NUMBER} ".encode() + bytes(64)}),
        "det som en bild säger",
    ),
    "in wide signs of a picture": (
        docx(parts={"word/media/image1.emf": f"Foto {NUMBER} ".encode("utf-16-le")}), "en bild säger"
    ),
    "in the name of a part": (docx(parts={f"word/media/{NUMBER}.png": b"x"}), "namnet på en del"),
    "in Writer's text": (odt("Fas 2.", f"{DATE}<text:s/>{LAST}"), "texten"),
    "in Writer's spans": (odt(f"<text:span>{DATE}</text:span>-<text:span>{LAST}</text:span>"), "texten"),
    "in Writer's comment": (odt(f"Hej<office:annotation><text:p>{NUMBER}</text:p></office:annotation>"), "texten"),
    "in Writer's deleted text": (
        odt(f"<text:tracked-changes><text:deletion><text:p>{NUMBER}</text:p></text:deletion></text:tracked-changes>"),
        "texten",
    ),
    "in Writer's footer": (odt(parts={"styles.xml": ODF.format(f"<text:p>{NUMBER}</text:p>")}), "sidfot"),
    "in Writer's properties": (
        odt(parts={"meta.xml": CORE.format(name="creator", value=NUMBER)}), "(författare)"
    ),
    "on a page": (pdf("Fas 2.", f"Klienten {NUMBER}."), "sidan 2"),
    "in a PDF's title": (pdf(title=NUMBER), "(titel)"),
    "in a PDF's author": (pdf(author=NUMBER), "(författare)"),
    "in a PDF's comment": (
        changed_pdf(
            lambda made: made.pages[0].update(
                {"/Annots": made.make_indirect(pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=NUMBER)]))}
            )
        ),
        "en kommentar",
    ),
    "in a PDF's form": (
        changed_pdf(
            lambda made: made.Root.update(
                {"/AcroForm": pikepdf.Dictionary(Fields=pikepdf.Array([pikepdf.Dictionary(FT=pikepdf.Name.Tx, V=NUMBER)]))}
            )
        ),
        "ett fält",
    ),
    "in a string of its own": (
        changed_pdf(lambda made: made.Root.update({"/Hidden": made.make_indirect(pikepdf.String(NUMBER))})),
        "dold del",
    ),
    "in a text file": (f"Fas 2\n\n{NUMBER}\n".encode(), "texten, stycke 2"),
}  # fmt: skip


@pytest.mark.parametrize("where", HIDDEN)
def test_a_number_is_found_wherever_it_hides_and_its_place_is_told(where):
    content, place = HIDDEN[where]

    violation = refusal(content)

    assert violation.code == "identity_number"
    assert place in str(violation)


def test_a_number_in_the_name_of_the_file_is_found():
    assert "filens namn" in str(refusal(docx(), f"remiss {NUMBER}.docx"))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (docx(f"Ring {TELEPHONE}"), "telefonnummer"),
        (docx(parts={"word/_rels/document.xml.rels": RELATIONS.format("a@b.example")}), "e-post"),
        (pdf("Bor på Storgatan 4, 123 45 Lillby"), "gatuadress"),
    ],
)
def test_how_somebody_is_reached_is_found(content, what):
    violation = refusal(content)

    assert violation.code == "contact_details"
    assert what in str(violation)
    assert checked_file(upload(content), kinds=IDENTITY_NUMBERS)


def test_the_account_of_who_comments_is_not_held_against_them():
    people = f'<w:people xmlns:w="{W}"><w:person w:author="S::anna@sundmark.example"/></w:people>'

    assert checked_file(upload(docx(parts={"word/people.xml": people})))


# ── what can't be read, or should not ───────────────────────────────────────────────────────


def laughing_entities() -> bytes:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    return docx(
        parts={"word/footnotes.xml": f'<!DOCTYPE x [<!ENTITY a0 "{CANARY}">{names}]><x>&a8;</x>'}
    )


def endless_page() -> bytes:
    """A page that draws itself: pages within pages without end, and two gigabytes of nothing."""

    def change(made):
        stream = made.make_stream(b"q Q " * 500_000_00)
        made.pages[0].Contents = stream

    return changed_pdf(change, compress_streams=True)


REFUSED = {
    "nothing": (b"", "file_empty"),
    "blank lines": (b" \r\n", "file_empty"),
    "a byte too many": (b"x" * (MAX_FILE + 1), "file_too_large"),
    "a zip bomb": (docx(parts={"word/media/image1.png": bytes(61 * 2**20)}), "file_unreadable"),
    "a part packed beyond belief": (docx(parts={"word/a.xml": bytes(5 * 2**20)}), "file_unreadable"),
    "too many parts": (docx(parts={f"word/{n}.xml": "<a/>" for n in range(2_001)}), "file_unreadable"),
    "entities within entities": (laughing_entities(), "file_unreadable"),
    "half a document": (docx(CANARY * 500)[:-200], "file_unreadable"),
    "broken XML": (docx(parts={"word/footnotes.xml": f"<a>{CANARY}"}), "file_unreadable"),
    "half a PDF": (pdf(CANARY)[:2000], "file_unreadable"),
    "no PDF after all": (b"%PDF-1.7\n" + CANARY.encode(), "file_unreadable"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
    "a password of Writer's": (odt(parts={"META-INF/manifest.xml": "<encryption-data/>"}), "file_locked"),
    "a password on a PDF": (
        changed_pdf(lambda _pdf: None, encryption=pikepdf.Encryption(owner="x", user="y")),
        "file_locked",
    ),
    "the older Word format": (OLE, "file_old_format"),
    "macros": (docx(parts={"word/vbaProject.bin": b"x"}), "file_macros"),
    "macros of Writer's": (odt(parts={"Basic/Standard/Module1.xml": "<x/>"}), "file_macros"),
    "a table from Excel inside": (docx(parts={"word/embeddings/a.xlsx": b"x"}), "file_holds_files"),
    "a web page inside": (docx(parts={"word/afchunk.mht": b"x"}), "file_holds_files"),
    "a file inside a PDF": (
        changed_pdf(lambda made: made.attachments.update({"a.txt": CANARY.encode()})),
        "file_holds_files",
    ),
    "a workbook": (archive({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "file_kind"),
    "a program": (b"MZ\x90\0\x03\0\0\0" + bytes(64), "file_kind"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64), "file_kind"),
    "a web page": (f"<!doctype html><p>{CANARY}".encode(), "file_kind"),
    "rich text": (rb"{\rtf1 Namn}", "file_kind"),
    "an empty document": (docx(""), "file_no_text"),
    "an empty PDF": (pdf("#set page()"), "file_no_text"),
    "a scanned page": (
        pdf("Fas 2.", '#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\' width=\'99\' height=\'99\'><circle cx=\'50\' cy=\'50\' r=\'40\'/></svg>"), width: 100%)'),
        "file_no_text",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_the_file_is_refused_with_a_way_out_and_without_a_word_of_its_own(what):
    content, code = REFUSED[what]

    assert refusal(content, "arbete.pdf").code == code


def test_a_scanned_page_is_named():
    assert "sidan 2 " in str(refusal(REFUSED["a scanned page"][0]))


def test_a_page_of_two_hundred_megabytes_takes_neither_memory_nor_time():
    started = time.monotonic()

    assert refusal(endless_page()).code == "file_unreadable"
    assert time.monotonic() - started < 25
