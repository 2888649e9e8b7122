"""A program of its own: reads .docx or .odt from standard input, writes its texts as JSON.

`common/apart` starts it and sets its limits. It imports nothing of ours, to start in hundredths
of a second. Every part of the archive is read, whatever Word or Writer would show of it: the
text as it is and as it was before tracked changes, notes, comments, headers, boxes, properties,
links, descriptions and metadata of pictures.

Answers `[[place, name, text], …]`; `place` is a code of `places.py`.
"""

import io
import json
import re
import sys
import zipfile
from xml.parsers import expat

PLACES = (  # of a part of the archive by its name; the first that fits
    (r"word/document\.xml|content\.xml", "text"),
    (r"word/(header|footer)\d*\.xml|styles\.xml", "margin"),
    (r"word/(footnotes|endnotes)\.xml", "note"),
    (r"word/comments\w*\.xml", "comment"),
    (r"docProps/\w+\.xml|meta\.xml", "property"),
    (r".*\.rels", "link"),
)
# The account of who commented, which they can't take out; fonts; what belongs to the archive.
UNREAD = re.compile(
    r"word/people\.xml|\[Content_Types\]\.xml|mimetype|META-INF/.*|.*\.(odttf|ttf|otf)",
    re.IGNORECASE,
)
PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
    ".webp",
    ".wdp",
)

BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \r\n\t\0"
PARAGRAPHS = {"p", "h"}
SIGNS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "noBreakHyphen": "-", "s": " "}
DELETED, INSERTED = {"del", "moveFrom"}, {"ins", "moveTo"}
WORDS = {"t", "delText", "instrText", "delInstrText", "v"}  # where a Word part keeps its text
TELLING = {"author", "descr", "title", "alt", "Target", "string", "tooltip", "href"}
NAMED = {"docVar", "alias", "tag"}  # variables and fields, which have their words in attributes
RUN = 10  # characters in a row that are words and not part of a picture
READABLE = rb"[\x20-\x7e\xc0-\xff]"
RUNS = (
    (re.compile(READABLE + b"{%d,}" % RUN), "latin-1"),
    (re.compile(b"(?:" + READABLE + b"\\0){%d,}" % RUN), "utf-16-le"),
)


def main() -> None:
    """Everything that is written in the archive on standard input."""
    archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
    found = [
        ["name", "", "\n".join(archive.namelist())],
        ["property", "", as_text(archive.comment)],
    ]
    for part in archive.infolist():
        if not part.is_dir() and not UNREAD.fullmatch(part.filename):
            found += texts_of(part.filename, archive.read(part))
    json.dump([one for one in found if one[2].strip()], sys.stdout)


def texts_of(name: str, content: bytes) -> list[list[str]]:
    """Place, name and text of all that stands in one part."""
    if name.lower().endswith(PICTURES):
        runs = (run.decode(code) for shape, code in RUNS for run in shape.findall(content))
        return [["picture", "", "\n".join(runs)]]
    place = next((code for shape, code in PLACES if re.fullmatch(shape, name)), "part")
    if place == "part" and not content.lstrip(BEFORE_XML).startswith(b"<"):
        return [[place, "", as_text(content)]]
    reader = Reader(
        in_word=bool(re.fullmatch(r"word/.*\.(xml|vml)", name)), by_element=place == "property"
    )
    reader.read(content)
    now, before = "".join(reader.now), "".join(reader.before)
    texts = [[place, "", now], ["description", "", "\n".join(reader.told)]]
    texts += [["property", element, value] for element, value in reader.properties]
    return texts if now == before else [*texts, ["changed", "", before]]


def as_text(content: bytes) -> str:
    """A part that is no XML."""
    return content.decode("utf-8", "replace")


class Reader:
    """The words of one XML part, as they are now and as they were before tracked changes."""

    def __init__(self, *, in_word: bool, by_element: bool) -> None:
        self.in_word, self.by_element = in_word, by_element
        self.now: list[str] = []
        self.before: list[str] = []
        self.told: list[str] = []
        self.properties: list[tuple[str, str]] = []
        self.path: list[str] = []

    def read(self, content: bytes) -> None:
        """Entities are not expanded: a document that declares any is refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        parser.EntityDeclHandler = self.refuse
        parser.Parse(content, True)

    def refuse(self, *declared) -> None:
        raise SystemExit(1)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(" ")[2]
        self.path.append(element)
        self.told += [
            value
            for key, value in attributes.items()
            if element in NAMED or key.rpartition(" ")[2] in TELLING
        ]
        if element in SIGNS:
            self.add(SIGNS[element])

    def end(self, name: str) -> None:
        element = self.path.pop()
        if element in PARAGRAPHS or not (self.in_word or PARAGRAPHS.intersection(self.path)):
            self.add("\n")

    def words(self, words: str) -> None:
        element = self.path[-1] if self.path else ""
        if self.by_element:
            self.properties.append((element, words))
        elif not self.in_word or element in WORDS:
            self.add(words)

    def add(self, words: str) -> None:
        if DELETED.isdisjoint(self.path):
            self.now.append(words)
        if INSERTED.isdisjoint(self.path):
            self.before.append(words)


if __name__ == "__main__":
    main()
