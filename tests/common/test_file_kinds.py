"""Files known by content, captions that will show, and parts of a file."""

import io

import pytest

from common.errors import RuleViolation
from common.file_kinds import check_kind
from common.ranges import NotInFile, part_of, wanted_range
from common.webvtt import check_captions

CAPTIONS = (
    b"WEBVTT\n\n00:01.000 --> 00:04.000\nHej.\n\n00:04.000 --> 00:06.500 line:0\nV\xc3\xa4nta.\n"
)
GENUINE = {
    "a.pdf": b"%PDF-1.7\n",
    "a.docx": b"PK\x03\x04rest",
    "a.odt": b"PK\x03\x04rest",
    "a.txt": "Hej på dig".encode(),
    "A.VTT": CAPTIONS,
    "a.mp4": b"\0\0\0\x20ftypisom",
    "a.m4a": b"\0\0\0\x20ftypM4A ",
    "a.webm": b"\x1a\x45\xdf\xa3rest",
    "a.mp3": b"ID3\x04",
    "b.mp3": b"\xff\xfb\x90",
    "a.ogg": b"OggSrest",
}


def code_of(name: str, content: bytes, size: int | None = None) -> str:
    with pytest.raises(RuleViolation) as refused:
        check_kind(io.BytesIO(content), name, len(content) if size is None else size)
    return refused.value.code


@pytest.mark.parametrize("name", GENUINE)
def test_a_file_that_is_what_it_says_is_taken_and_left_at_its_start(name):
    file = io.BytesIO(GENUINE[name])
    check_kind(file, name, len(GENUINE[name]))
    assert file.tell() == 0


@pytest.mark.parametrize("name", [name for name in GENUINE if not name.endswith((".txt", "VTT"))])
@pytest.mark.parametrize("content", [b"MZ\x90\0rest", b"<svg><script/></svg>", b""])
def test_a_disguised_file_is_refused(name, content):
    assert code_of(name, content) == "file_disguised"


def test_text_is_no_program():
    assert code_of("a.txt", b"MZ\x90\0rest") == "file_disguised"


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "a.docm", "a.zip", "a", "pdf"])
def test_other_kinds_are_refused_and_told_which_can_be_used(name):
    with pytest.raises(RuleViolation) as refused:
        check_kind(io.BytesIO(b"%PDF-"), name, 5)
    assert refused.value.code == "file_kind"
    assert "pdf" in refused.value.hint


@pytest.mark.parametrize(("name", "most"), [("a.mp4", 500), ("a.mp3", 100), ("a.pdf", 20)])
def test_each_kind_has_its_size(name, most):
    content = GENUINE[name]
    check_kind(io.BytesIO(content), name, most * 2**20)
    assert code_of(name, content, most * 2**20 + 1) == "file_too_large"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"1\n00:00:01,000 --> 00:00:04,000\nHej\n",  # SubRip
        b"WEBVTT\n\nHej\n",
        b"WEBVTT\n\n00:01,000 --> 00:04,000\nHej\n",
        b"WEBVTT\n\n00:04.000 --> 00:01.000\nHej\n",
        b"WEBVTT\n\n00:04.000 --> 00:05.000\nA\n\n00:01.000 --> 00:02.000\nB\n",
        "WEBVTT\n\n00:01.000 --> 00:04.000\nVänta\n".encode("latin-1"),
        b"WEBVTTX\n\n00:01.000 --> 00:04.000\nHej\n",
    ],
)
def test_captions_that_would_not_show_are_refused(content):
    with pytest.raises(RuleViolation) as refused:
        check_captions(content)
    assert refused.value.code == "captions"


@pytest.mark.parametrize(
    "content", [CAPTIONS, CAPTIONS.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + CAPTIONS]
)
def test_captions_of_any_program_are_taken(content):
    check_captions(content)
    check_captions(content.replace(b"00:01.000", b"00:00:01.000"))


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", None),
        ("bytes=0-99", range(100)),
        ("bytes=900-", range(900, 1000)),
        ("bytes=990-5000", range(990, 1000)),
        ("bytes=-5", range(995, 1000)),
        ("bytes=-5000", range(1000)),
        ("bytes=0-1,5-6", None),
        ("bytes=9-2", None),
        ("bytes=-", None),
        ("rows=1-2", None),
    ],
)
def test_which_part_is_asked_for(header, found):
    assert wanted_range(header, 1000) == found


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_after_the_end_is_not_in_the_file(header):
    with pytest.raises(NotInFile):
        wanted_range(header, 1000)


def test_a_part_is_given_in_blocks_and_the_file_closed():
    content = bytes(range(256)) * 1000
    file = io.BytesIO(content)
    assert b"".join(part_of(file, range(3, 200_000))) == content[3:200_000]
    assert file.closed
