"""Where something stands, in words that the person who wrote it understands."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

# What a reader of files calls a place, put into words. %(name)s is a page, or a property's name.
_WORDS = {
    "file": lambda name: _("the name of the file"),
    "text": lambda name: _("the text"),
    "page": lambda name: _("page %(number)s") % {"number": name},
    "margin": lambda name: _("a header or footer"),
    "note": lambda name: _("a footnote or endnote"),
    "comment": lambda name: _("a comment"),
    "changed": lambda name: _("what was written before a tracked change"),
    "description": lambda name: _("a description, a link or the name of who changed something"),
    "link": lambda name: _("a link"),
    "picture": lambda name: _("what a picture says about itself"),
    "field": lambda name: _("a field of a form"),
    "property": lambda name: (
        _("the document's properties (%(name)s)")
        % {"name": _properties().get(name.casefold()) or _("others")}
    ),
    "name": lambda name: _("the name of a part inside the file"),
    "part": lambda name: _("a hidden part of the file"),
}


def _properties() -> dict[str, str]:
    author, subject = _("author"), _("subject")
    return {
        "title": _("title"),
        "author": author,
        "creator": author,
        "initial-creator": author,
        "lastmodifiedby": _("last changed by"),
        "subject": subject,
        "description": _("comments"),
        "comments": _("comments"),
        "keywords": _("keywords"),
        "keyword": _("keywords"),
        "company": _("company"),
        "manager": _("manager"),
    }


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A place in a file. Paragraphs are counted, as people do who count at all."""

    code: str
    name: str = ""

    def at(self, text: str, start: int) -> str:
        """The place of what begins at `text[start:]`."""
        words = _WORDS[self.code](self.name)
        if self.code == "page":
            return words
        paragraphs = [line for line in text[:start].split("\n")[:-1] if line.strip()]
        if self.code == "text" and "\n" in text.strip():
            return _("%(where)s, paragraph %(number)s") % {
                "where": words,
                "number": len(paragraphs) + 1,
            }
        return words


def in_words(where: object, text: str, start: int) -> str:
    """The place of what begins at `text[start:]` of a text that is called `where`; with the line
    if the text has several."""
    if isinstance(where, FilePlace):
        return where.at(text, start)
    if "\n" not in text.strip():
        return str(where)
    return _("%(where)s, line %(line)s") % {
        "where": where,
        "line": text.count("\n", 0, start) + 1,
    }
