"""Files, pictures and blocks for modules."""

import itertools

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from content.enums import QuizKind

_numbers = itertools.count(1)
CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:04.000\nHej.\n"
FILM = b"\0\0\0\x20ftypisom" + bytes(range(256)) * 40


def make_document(name: str = "karta.pdf", content: bytes = b"%PDF-1.7"):
    file = ContentFile(content, name=name)
    return get_document_model().objects.create(title=name.partition(".")[0].title(), file=file)


def make_picture():
    file = get_test_image_file(filename=f"karta{next(_numbers)}.png")
    return get_image_model().objects.create(title="Karta", file=file)


def video_block() -> dict:
    return {
        "title": "Att se tecknen tillsammans",
        "file": make_document("film.mp4", FILM),
        "captions": make_document("film.vtt", CAPTIONS),
        "poster": None,
        "transcript": RichText("<p>Filmen börjar i ett kök.</p>"),
    }


def quiz_block(kind: str = QuizKind.SINGLE, *answers: tuple, question: str = "") -> dict:
    """Answers as (text, whether it is right, feedback)."""
    answers = answers or (
        ("Personen", True, "Ja, alltid."),
        ("Case managern", False, "Hen kan föreslå."),
        ("Läkaren", False, ""),
    )
    return {
        "question": question or "Vem bestämmer vilka som är med?",
        "kind": kind,
        "answers": [
            dict(zip(("text", "is_right", "feedback"), answer, strict=True)) for answer in answers
        ],
    }


def every_block() -> list[tuple]:
    """One of each kind that needs no worksheet."""
    table = {
        "caption": "Vem gör vad",
        "columns": [{"type": "text", "heading": "Vem"}, {"type": "text", "heading": "Vad"}],
        "rows": [{"values": ["<p>Systern</p>", "<p>Ringer på söndagar</p>"]}],
    }
    return [
        ("text", RichText("<h2>Börja i det som gick bra</h2><p>Fråga om en bra tid.</p>")),
        ("call_out", {"heading": "Kom ihåg", "text": RichText("<p>Personen bestämmer.</p>")}),
        ("quote", {"text": "Du brukar sluta ringa.", "source": "En bror"}),
        ("steps", ["Rita personen i mitten.", "Skriv vilka som finns runt om."]),
        ("table", table),
        ("accordion", [{"heading": "Om ingen vill komma", "text": RichText("<p>Vänta.</p>")}]),
        ("picture", {"image": make_picture(), "shows": "En karta", "caption": "Kartan"}),
        ("video", video_block()),
        (
            "audio",
            {
                "title": "Ett samtal",
                "file": make_document("samtal.mp3", b"ID3\x04rest"),
                "transcript": RichText("<p>Hej och välkommen.</p>"),
            },
        ),
        ("file", {"document": make_document(), "note": "Till mötet"}),
        ("reflection", {"question": "Vilka tecken märker du hos dig själv?"}),
        ("quiz", quiz_block()),
        (
            "external_course",
            {
                "title": "Barn som anhöriga",
                "provider": "Lärosätet",
                "address": "https://kurs.example/barn",
                "minutes": 40,
                "about": "Att prata med barn.",
            },
        ),
    ]
