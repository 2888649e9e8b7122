"""PDFs that can be read aloud and kept: tags, language, title, and the same bytes each time."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import pdfua
import pikepdf
import pytest
import typst

from common.documents.pdf import compile_pdf, qr_svg

MINIMAL = Path(__file__).parent / "documents" / "minimal.typ"
DATA = {"title": "Intyg för Åsa Öberg", "text": "Gått kursen.", "day": "2026-03-02"}
FILES = {"qr.svg": qr_svg("https://kurser.example/intyg/abc")}


def made(**changes) -> bytes:
    return compile_pdf(MINIMAL, DATA | changes, files=FILES)


def opened(document: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(document))


def tags(node: pikepdf.Object) -> list[str]:
    """The names of all tags below a node of the structure tree."""
    if isinstance(node, pikepdf.Array):
        return [name for kid in node for name in tags(kid)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    name = [str(node.S)] if "/S" in node else []
    return name + (tags(node.K) if "/K" in node else [])


def test_the_document_is_tagged_and_has_language_and_title():
    document = opened(made())

    assert document.Root.Lang == "sv"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.docinfo.Title == DATA["title"]
    assert {"/H1", "/P", "/Figure", "/Table", "/TH"} <= set(tags(document.Root.StructTreeRoot))


def test_the_document_says_that_it_follows_both_standards():
    with opened(made()).open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")


def test_a_checker_of_accessibility_finds_nothing_here_and_something_in_an_untagged_document(
    tmp_path,
):
    tagged, untagged = tmp_path / "tagged.pdf", tmp_path / "untagged.pdf"
    tagged.write_bytes(made())
    typst.compile(b"= Rubrik", output=str(untagged), pdf_tags=False)

    assert not pdfua.validate(tagged).findings
    assert pdfua.validate(untagged).findings


def test_the_same_data_give_the_same_bytes():
    assert made() == made()
    assert made() != made(text="Gått en annan kurs.")


def test_the_document_is_dated_by_its_data():
    assert str(opened(made()).docinfo.CreationDate).startswith("D:20260302")


def test_data_are_never_markup():
    """Typst would refuse the unknown function if it took the text for its own."""
    document = opened(made(title='#panic("x") *b* $y$'))

    assert document.docinfo.Title == '#panic("x") *b* $y$'


def test_threads_do_not_disturb_each_other():
    with ThreadPoolExecutor(4) as threads:
        documents = list(threads.map(lambda turn: made(text=str(turn % 2)), range(12)))

    assert len(set(documents)) == 2


def test_a_template_reads_only_what_stands_beside_it(tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    template = tmp_path / "templates" / "nosy.typ"
    template.parent.mkdir()
    template.write_text('#set document(title: "x")\n#read("../secret.txt")')

    with pytest.raises(typst.TypstError):
        compile_pdf(template, {})


def test_a_document_that_some_could_not_read_is_not_made(tmp_path):
    untitled = tmp_path / "untitled.typ"
    untitled.write_text("= Rubrik")

    with pytest.raises(typst.TypstError, match="title"):
        compile_pdf(untitled, {})


def test_a_qr_code_is_a_picture_that_fits_its_place():
    picture = ET.fromstring(FILES["qr.svg"])

    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert "viewBox" in picture.attrib
    assert "width" not in picture.attrib
