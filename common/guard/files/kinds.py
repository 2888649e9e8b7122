"""Which sort of document a file is: by its content, whatever its name says."""

from enum import Enum

from common.apart import Damaged, Locked, opened, part
from common.decoding import NotText, decoded
from common.guard.files import refusals

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 60 * MEGABYTE

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-"

WORD = b"wordprocessingml.document.main+xml"
WRITER = b"application/vnd.oasis.opendocument.text"
# Everything else in an archive is a file inside the file, which nobody looks through.
KNOWN_PARTS = (
    *(".xml", ".rels", ".rdf", ".vml", ".svg", ".odttf", ".ttf", ".otf"),
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp", ".wdp"),
    *("mimetype", "layout-cache", "/"),
)


class FileKind(Enum):
    """The documents that can be handed in: ending and media type."""

    DOCX = (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    ODT = (".odt", "application/vnd.oasis.opendocument.text")
    PDF = (".pdf", "application/pdf")
    TEXT = (".txt", "text/plain; charset=utf-8")

    @property
    def suffix(self) -> str:
        """With its dot."""
        return self.value[0]

    @property
    def content_type(self) -> str:
        """What a server says of it."""
        return self.value[1]


def kind_of(content: bytes) -> FileKind:
    """The kind of a file that is not empty. Raises `RuleViolation` (`file_kind`, `file_locked`,
    `file_old_format`, `file_macros`, `file_holds_files`, `file_unreadable`)."""
    if content.startswith(PDF):
        return FileKind.PDF
    if content.startswith(ZIP):
        return _kind_of_archive(content)
    if content.startswith(OLE):
        is_locked = "EncryptedPackage".encode("utf-16-le") in content
        raise refusals.locked() if is_locked else refusals.old_format()
    try:
        decoded(content)
    except NotText:
        raise refusals.wrong_kind() from None
    return FileKind.TEXT


def _kind_of_archive(content: bytes) -> FileKind:
    try:
        archive = opened(content, most_bytes=MAX_UNPACKED)
        types, mimetype = part(archive, "[Content_Types].xml"), part(archive, "mimetype")
        manifest = part(archive, "META-INF/manifest.xml")
    except Locked:
        raise refusals.locked() from None
    except Damaged:
        raise refusals.unreadable() from None
    names = [name.lower() for name in archive.namelist()]
    if b"macroEnabled" in types or any(
        "vbaproject" in name or name.startswith(("basic/", "scripts/")) for name in names
    ):
        raise refusals.macros()
    if WORD in types and "word/document.xml" in names:
        kind = FileKind.DOCX
    elif mimetype.strip() == WRITER and "content.xml" in names:
        if b"encryption-data" in manifest:
            raise refusals.locked()
        kind = FileKind.ODT
    else:
        raise refusals.wrong_kind()
    if not all(name.endswith(KNOWN_PARTS) for name in names):
        raise refusals.holds_files()
    return kind
