"""Text files, in whatever alphabet they come."""

import codecs
import re

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
NEVER_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MARKUP = re.compile(r"\s*(?:<[!?a-z]|%PDF|\{\\rtf)", re.IGNORECASE)


class NotText(Exception):
    """Something else than plain text."""


def decoded(content: bytes) -> str:
    """The text of a plain text file. Raises `NotText`, for web pages and the like too."""
    text = _in_its_alphabet(content)
    if NEVER_IN_TEXT.search(text) or MARKUP.match(text):
        raise NotText
    return text


def _in_its_alphabet(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            encodings = [encoding]
            break
    else:
        # Every second byte of western text in UTF-16 is zero; no other text has any.
        wide = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
        encodings = [wide] if b"\0" in content[:200] else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotText
