"""The texts of what is written in Wagtail: rich text, and blocks within blocks."""

from collections.abc import Iterator
from html.parser import HTMLParser

from django.utils.translation import gettext as _

BREAKS = frozenset({"p", "li", "br", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "hr"})


class _Words(HTMLParser):
    """The words of a piece of HTML, line by line, and what its links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.words += ["\n"] * (tag in BREAKS)
        self.words += [f" {value} " for name, value in attrs if name in {"href", "alt"} and value]

    def handle_endtag(self, tag):
        self.words += ["\n"] * (tag in BREAKS)

    def handle_data(self, data):
        self.words.append(data)


def words_of(html: str) -> str:
    """The text of a piece of HTML as it is read, with addresses that its links lead to."""
    words = _Words()
    words.feed(html)
    words.close()
    return "".join(words.words).strip()


def texts_of_blocks(raw: object) -> Iterator[tuple[str, str]]:
    """`(where, text)` for each block of a StreamField, as `get_prep_value()` gives it; texts
    within a block are looked at one by one. `where` is the number of the block."""
    for number, block in enumerate(raw, 1):
        for text in _texts_in(block["value"]):
            yield _("block %(number)s") % {"number": number}, words_of(text)


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        block = {"type", "value"} <= value.keys()  # with an id, which nobody wrote
        for inner in [value["value"]] if block else value.values():
            yield from _texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts_in(inner)
