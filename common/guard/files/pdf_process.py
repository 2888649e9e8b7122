"""A program of its own: reads a PDF from standard input, writes its texts as JSON.

`common/apart` starts it and sets its limits. It imports nothing of ours, to start quickly.

Answers `{"texts": [[place, name, text], …], "unread": [page, …]}`, where `unread` are pages that
show something and have no text, or none that a machine can read: scanned ones. Or
`{"refused": "locked" | "files"}`. `place` is a code of `places.py`.
"""

import io
import json
import logging
import re
import sys
import unicodedata

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

PLACES = {
    **dict.fromkeys(("/Contents", "/RC", "/T", "/Subj"), "comment"),
    **dict.fromkeys(("/V", "/DV", "/TU", "/Opt"), "field"),
    **dict.fromkeys(("/URI", "/F", "/UF"), "link"),
    **dict.fromkeys(("/Alt", "/ActualText", "/E"), "description"),
}
PROPERTIES = ("/Author", "/Title", "/Subject", "/Keywords", "/Creator", "/Producer", "/Company")
FILES = {"/EmbeddedFiles", "/EF"}
MOST_OBJECTS = 100_000
FREE = 65535  # the generation of numbers that are not used
MOST_PAGES = 500
BLANK = 200  # bytes of drawing on a page that shows nothing
READABLE = 0.95  # of a page's signs; the rest have no meaning outside the file's own fonts
TAG = re.compile(r"<[^>]*>")


def main() -> None:
    """Everything that is written in the document on standard input."""
    logging.disable()
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        return answer({"refused": "locked"})
    if len(reader.pages) > MOST_PAGES:
        raise SystemExit(1)
    texts, unread = [], []
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        texts.append(["page", str(number), text])
        if not is_readable(text, page):
            unread.append(number)
    for found in objects_of(reader):
        if FILES.intersection(found):
            return answer({"refused": "files"})
        texts += texts_of(found)
    return answer({"texts": [one for one in texts if one[2].strip()], "unread": unread})


def answer(said: dict) -> None:
    """Write it where the parent reads."""
    json.dump(said, sys.stdout)


def is_readable(text: str, page) -> bool:
    """Whether all that the page shows can be read as text, or it shows nothing."""
    signs = [sign for sign in text if not sign.isspace()]
    if not signs:
        drawn, resources = page.get_contents(), page.get("/Resources") or {}
        return drawn is None or (len(drawn.get_data()) < BLANK and not resources.get("/XObject"))
    known = sum(unicodedata.category(sign) not in {"Cc", "Cn", "Co"} for sign in signs)
    known -= text.count("\N{REPLACEMENT CHARACTER}")
    return known >= READABLE * len(signs)


def objects_of(reader: PdfReader):
    """Every dictionary of the file, used by a page or not: the trailer, and what is numbered."""
    yield from dictionaries_in(reader.trailer)
    numbered = [
        (number, generation)
        for generation, table in reader.xref.items()
        if generation != FREE
        for number in table
    ]
    numbered += [(number, 0) for number in reader.xref_objStm]
    if len(numbered) > MOST_OBJECTS:
        raise SystemExit(1)
    for number, generation in numbered:
        found = reader.get_object(IndirectObject(number, generation, reader))
        if isinstance(found, TextStringObject):
            yield {"": found}
        yield from dictionaries_in(found)


def dictionaries_in(found):
    """The dictionary itself and those within it, without following references."""
    if isinstance(found, DictionaryObject):
        yield found
        found = found.values()
    elif not isinstance(found, ArrayObject):
        return
    for inner in list(found):
        if isinstance(inner, DictionaryObject | ArrayObject):
            yield from dictionaries_in(inner)


def texts_of(found: DictionaryObject):
    """The words in one dictionary, and in its stream if that is metadata or a form."""
    for key, value in list(dict.items(found)):
        if key in PROPERTIES:
            place, name = "property", key[1:]
        else:
            place, name = PLACES.get(key, "part"), ""
        for words in value if isinstance(value, ArrayObject) else [value]:
            if isinstance(words, TextStringObject):
                yield [place, name, str(words)]
    if isinstance(found, StreamObject) and found.get("/Subtype") == "/XML":
        words = found.get_data().decode("utf-8", "replace")
        yield ["property", "", TAG.sub("\n", words)]


if __name__ == "__main__":
    main()
