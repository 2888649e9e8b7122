"""What each block asks of its writer, and what becomes of files and pictures."""

import io
import json
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from content.blocks import MODULE_BLOCKS
from content.blocks.text import FEATURES
from content.enums import QuizKind
from content.models import ModulePage
from tests.factories.content_blocks import make_document, quiz_block, video_block

pytestmark = pytest.mark.django_db
BLOCKS = dict(MODULE_BLOCKS)


def clean(kind: str, value, *, is_draft: bool = False):
    block = ModulePage._meta.get_field("body").stream_block.child_blocks[kind]
    value = block.normalize(value)
    return block.clean_deferred(value) if is_draft else block.clean(value)


def said(kind: str, value, *, is_draft: bool = False) -> str:
    with pytest.raises(ValidationError) as refused:
        clean(kind, value, is_draft=is_draft)
    error = refused.value
    data = error.as_json_data() if hasattr(error, "as_json_data") else error.messages
    return json.dumps(data, ensure_ascii=False, default=str)


# ── recordings ──────────────────────────────────────────────────────────────────────────────


def test_a_film_has_captions_and_a_text_before_it_is_published():
    whole = video_block()
    assert clean("video", whole)["title"] == "Att se tecknen tillsammans"
    for needed in ("captions", "transcript", "file"):
        value = whole | {needed: None}
        assert said("video", value)
        clean("video", value, is_draft=True)


def test_a_film_is_a_film_and_captions_are_captions():
    assert ".mp4" in said("video", video_block() | {"file": make_document()})
    assert ".vtt" in said("video", video_block() | {"captions": make_document()}, is_draft=True)


def test_a_sound_recording_has_a_text_before_it_is_published():
    sound = {"title": "Samtal", "file": make_document("s.mp3", b"ID3\x04"), "transcript": None}
    assert said("audio", sound)
    clean("audio", sound, is_draft=True)
    assert ".mp3" in said("audio", sound | {"file": make_document()}, is_draft=True)


# ── files and pictures ──────────────────────────────────────────────────────────────────────


def upload(name: str, content: bytes):
    document = get_document_model()
    data = {"title": "Fil", "tags": "", "collection": "1"}
    files = {"file": SimpleUploadedFile(name, content)}
    return get_document_form(document)(data, files, instance=document())


def test_a_file_is_looked_into_when_it_is_put_up():
    assert "file" not in upload("karta.pdf", b"%PDF-1.7").errors
    disguised = upload("karta.pdf", b"MZ\x90\0").errors["file"]
    assert "slutar på .pdf" in disguised[0]
    assert "går inte att använda" in upload("bild.svg", b"<svg/>").errors["file"][0]


def picture(name: str, content: bytes):
    image = get_image_model()
    data = {"title": "Bild", "tags": "", "collection": "1"}
    return get_image_form(image)(data, {"file": SimpleUploadedFile(name, content)}).errors["file"]


def png(side: int) -> bytes:
    """A small file that becomes a large square: every dot of it is black."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    dots = zlib.compress(bytes((side // 8 + 1) * side))
    chunks = [(b"IHDR", head), (b"IDAT", dots), (b"IEND", b"")]
    written = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [8_000, 12_000, 16_000])
def test_a_picture_that_expands_to_gigabytes_is_refused(side):
    assert len(png(side)) < 50_000
    [message] = picture("stor.png", png(side))
    assert "för hög upplösning" in message
    assert "50000000" in message


def test_a_drawing_with_a_script_is_refused_and_told_which_kinds_can_be_used():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert any("PNG" in message for message in picture("karta.svg", drawing))
    assert picture("karta.png", drawing)
    assert picture("karta.png", io.BytesIO(b"MZ\x90\0rest").read())


# ── text ────────────────────────────────────────────────────────────────────────────────────

FROM_WORD = """
{"blocks": [{"key": "1", "text": "Rubrik", "type": "header-two", "depth": 0,
 "inlineStyleRanges": [{"offset": 0, "length": 6, "style": "color-red"}], "entityRanges": []},
 {"key": "2", "text": "Text med länk", "type": "unstyled", "depth": 0, "inlineStyleRanges":
 [{"offset": 0, "length": 4, "style": "BOLD"}, {"offset": 5, "length": 3, "style": "UNDERLINE"}],
 "entityRanges": [{"offset": 9, "length": 4, "key": 0}]}],
 "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE",
 "data": {"url": "javascript:alert(1)"}}}}
"""


@pytest.mark.filterwarnings("ignore")  # the exporter says that it leaves things out
def test_what_the_editor_does_not_offer_is_not_kept():
    kept = ContentstateConverter(FEATURES).to_database_format(FROM_WORD)
    assert "<b>Text</b>" in kept
    assert ">Rubrik</h2>" in kept
    for unwanted in ("<u", "style", "javascript", "color"):
        assert unwanted not in kept


def test_a_table_says_what_it_shows_before_it_is_published():
    table = {
        "caption": "Vem gör vad",
        "columns": [{"type": "text", "heading": "Vem"}],
        "rows": [{"values": ["<p>Systern</p>"]}],
    }
    clean("table", table)
    for lacking in ({"caption": ""}, {"columns": [{"type": "text", "heading": ""}]}):
        assert "tabellen visar" in said("table", table | lacking)
        clean("table", table | lacking, is_draft=True)


# ── quiz ────────────────────────────────────────────────────────────────────────────────────

A, B, C = ("A", False, ""), ("B", False, ""), ("C", True, "")
D = ("D", True, "")


@pytest.mark.parametrize("is_draft", [False, True])
@pytest.mark.parametrize(
    ("kind", "answers", "why"),
    [
        (QuizKind.SINGLE, (A, B), "Inget svar är rätt"),
        (QuizKind.MULTIPLE, (A, B), "Inget svar är rätt"),
        (QuizKind.SINGLE, (A, C, D), "Flera svar är rätt"),
        (QuizKind.ORDER, (A, B, C), "i ordning"),
    ],
)
def test_a_question_that_nobody_can_answer_is_not_saved(kind, answers, why, is_draft):
    assert why in said("quiz", quiz_block(kind, *answers), is_draft=is_draft)


def test_a_question_has_two_answers_at_least():
    assert said("quiz", quiz_block(QuizKind.SINGLE, C))
    assert "minst två" in said("quiz", quiz_block(QuizKind.SINGLE, C), is_draft=True)


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (QuizKind.SINGLE, (A, C)),
        (QuizKind.MULTIPLE, (A, C, D)),
        (QuizKind.MULTIPLE, (A, C)),
        (QuizKind.ORDER, (A, B)),
    ],
)
def test_a_question_with_a_right_answer_is_saved(kind, answers):
    assert len(clean("quiz", quiz_block(kind, *answers)).options) == len(answers)


def test_a_question_may_be_begun_in_a_draft():
    clean("quiz", {"question": "Vem?", "kind": QuizKind.SINGLE, "answers": []}, is_draft=True)


def test_what_is_put_in_order_is_never_shown_in_the_right_one():
    for number in range(20):
        block = quiz_block(QuizKind.ORDER, *((f"{number}.{n}", False, "") for n in range(3)))
        quiz = BLOCKS["quiz"].normalize(block)
        assert [pk for pk, _answer in quiz.shown] != quiz.right
        assert quiz.shown == quiz.shown
