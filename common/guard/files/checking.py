"""Looks a file through before anything of it is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from common.apart import answer_of
from common.decoding import decoded
from common.errors import RuleViolation
from common.guard.files import refusals
from common.guard.files.kinds import MEGABYTE, FileKind, kind_of
from common.guard.kinds import EVERYTHING, Kind
from common.guard.places import FilePlace
from common.guard.refusal import assert_identifies_nobody

MAX_FILE = 10 * MEGABYTE
MAX_TEXT = 500_000  # characters: two hundred pages and more
LONGEST_NAME = 100
OFFICE = Path(__file__).with_name("office_process.py")
PAGES = Path(__file__).with_name("pdf_process.py")

Texts = list[tuple[FilePlace, str]]


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that has been looked through. Only `checked_file` makes one: a service that takes it
    need not ask again."""

    content: bytes
    name: str
    kind: FileKind


def checked_file(
    upload: BinaryIO, *, field: str = "", kinds: Collection[Kind] = EVERYTHING
) -> CheckedFile:
    """The file, if it is a document that can be read and tells nowhere who somebody is: in its
    text, name, properties, comments, tracked changes or elsewhere. The name gets the ending that
    the content has.

    Takes some tenths of a second and another process: call it outside transactions. Raises
    `RuleViolation` (`identity_number`, `contact_details`, `file_…`), without a word of the file.
    """
    try:
        content = _content(upload)
        kind = kind_of(content)
        name = _name(upload, kind)
        texts, refusal = _read(content, kind)
        if sum(len(text) for _place, text in texts) > MAX_TEXT:
            raise refusals.unreadable()
        assert_identifies_nobody(
            [(FilePlace("file"), name), *texts], what=_("The file"), kinds=kinds
        )
        if refusal:
            raise refusal
    except RuleViolation as violation:
        violation.field = field
        raise
    return CheckedFile(content, name, kind)


def _content(upload: BinaryIO) -> bytes:
    content = upload.read(MAX_FILE + 1)
    if not content.strip():
        raise refusals.empty()
    if len(content) > MAX_FILE:
        raise refusals.too_large(MAX_FILE // MEGABYTE)
    return content


def _name(upload: BinaryIO, kind: FileKind) -> str:
    stem = PurePath(str(getattr(upload, "name", "") or "")).stem.strip(" .")
    return get_valid_filename(stem[:LONGEST_NAME] or _("document")) + kind.suffix


def _read(content: bytes, kind: FileKind) -> tuple[Texts, RuleViolation | None]:
    """All texts of the file, and why they are not enough if some of it can't be read."""
    if kind is FileKind.TEXT:
        return [(FilePlace("text"), decoded(content))], None
    if kind is FileKind.PDF:
        found = answer_of(PAGES, content)
        if found is None:
            raise refusals.unreadable()
        if refused := found.get("refused"):
            raise refusals.locked() if refused == "locked" else refusals.holds_files()
        texts, unread = _placed(found["texts"]), found["unread"]
    else:
        found = answer_of(OFFICE, content)
        if found is None:
            raise refusals.unreadable()
        texts, unread = _placed(found), []
    has_text = any(place.code in {"text", "page"} for place, _text in texts)
    return texts, None if has_text and not unread else refusals.no_text(unread)


def _placed(found: list[list[str]]) -> Texts:
    return [(FilePlace(code, name), text) for code, name, text in found]
