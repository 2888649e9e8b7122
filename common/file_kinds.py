"""The kinds of file that can be put on the platform for others: known by content, not by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from common.errors import RuleViolation
from common.webvtt import check_captions

HEAD = 4096  # bytes that are enough to know a kind
MB = 2**20


@dataclass(frozen=True)
class FileKind:
    """What a file of this kind begins with, how it is named and given out, and how large it may
    be."""

    content_type: str
    begins_so: Callable[[bytes], bool]
    most_bytes: int = 20 * MB


def _starts_with(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _is_text(head: bytes) -> bool:
    """Text in UTF-8, or in the alphabet that older Swedish programs write."""
    return b"\0" not in head


def _is_mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp"


def _is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (head[:1] == b"\xff" and len(head) > 1 and head[1] >= 0xE0)


ZIP = _starts_with(b"PK\x03\x04")
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
KINDS = {
    "pdf": FileKind("application/pdf", _starts_with(b"%PDF-")),
    "docx": FileKind(f"{OFFICE}wordprocessingml.document", ZIP),
    "xlsx": FileKind(f"{OFFICE}spreadsheetml.sheet", ZIP),
    "pptx": FileKind(f"{OFFICE}presentationml.presentation", ZIP),
    "odt": FileKind(f"{OPEN_DOCUMENT}text", ZIP),
    "ods": FileKind(f"{OPEN_DOCUMENT}spreadsheet", ZIP),
    "odp": FileKind(f"{OPEN_DOCUMENT}presentation", ZIP),
    "txt": FileKind("text/plain", _is_text, 1 * MB),
    "csv": FileKind("text/csv", _is_text, 5 * MB),
    "vtt": FileKind("text/vtt", _is_text, 1 * MB),
    "mp4": FileKind("video/mp4", _is_mp4, 500 * MB),
    "webm": FileKind("video/webm", _starts_with(b"\x1a\x45\xdf\xa3"), 500 * MB),
    "mp3": FileKind("audio/mpeg", _is_mp3, 100 * MB),
    "m4a": FileKind("audio/mp4", _is_mp4, 100 * MB),
    "ogg": FileKind("audio/ogg", _starts_with(b"OggS"), 100 * MB),
}
VIDEO = frozenset({"mp4", "webm"})
AUDIO = frozenset({"mp3", "m4a", "ogg"})
CAPTIONS = frozenset({"vtt"})
PLAYED = VIDEO | AUDIO | CAPTIONS  # fetched by the page, not by the reader


def suffix_of(name: str) -> str:
    """ "Karta.PDF" → "pdf"."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_kind(file: BinaryIO, name: str, size: int) -> None:
    """Refuse a file that is of no known kind, too large for its kind, or something else than its
    name says. Reads the beginning (captions: the whole), and leaves the file at its start.

    Raises `RuleViolation` ("file_kind", "file_too_large", "file_disguised", "captions").
    """
    suffix = suffix_of(name)
    kind = KINDS.get(suffix)
    if kind is None:
        raise RuleViolation(
            "file_kind",
            _("Files of this kind can't be used here."),
            _("These can: %(kinds)s.") % {"kinds": ", ".join(KINDS)},
        )
    if size > kind.most_bytes:
        raise RuleViolation(
            "file_too_large",
            _("The file is too large: %(size)s.") % {"size": filesizeformat(size)},
            _("At most %(most)s for this kind of file.")
            % {"most": filesizeformat(kind.most_bytes)},
        )
    file.seek(0)
    head = file.read(HEAD)
    if not head or not kind.begins_so(head):
        raise RuleViolation(
            "file_disguised",
            _("The file is not what its name says: it ends in .%(suffix)s, but is something else.")
            % {"suffix": suffix},
            _("Save it anew from the program that it was made with."),
        )
    if suffix in CAPTIONS:
        check_captions(head + file.read())
    file.seek(0)
