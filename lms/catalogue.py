"""The Swedish catalogue, kept with Babel alone: gather sentences, hold them against it, compile.

The .po file carries no dates and no line numbers, and is sorted, so that its diffs show words.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE = "sv"
HEADER = """\
# Swedish. The sentences come from the source (`make messages`), the Swedish is written by people.
msgid ""
msgstr ""
"Language: sv\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
ONE, MANY, IN_CONTEXT, MANY_IN_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    f"{name}{suffix}": arguments
    for name, arguments in {
        "gettext": ONE,
        "ngettext": MANY,
        "pgettext": IN_CONTEXT,
        "npgettext": MANY_IN_CONTEXT,
    }.items()
    for suffix in ("", "_lazy")
} | {"_": ONE, "gettext_noop": ONE}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def own_catalogue() -> Path:
    """The .po file of our own sentences."""
    return Path(settings.LOCALE_PATHS[0]) / LOCALE / "LC_MESSAGES" / "django.po"


def borrowed_catalogues() -> Iterator[Path]:
    """Swedish that we keep for other people's parts which have none."""
    for folder in settings.LOCALE_PATHS[1:]:
        yield from sorted(Path(folder).rglob("*.po"))


def sources() -> Iterator[Path]:
    """Every file of ours that may hold a sentence, in a steady order."""
    for room in settings.ROOMS:
        yield from sorted(settings.BASE_DIR.joinpath(room).rglob("*.py"))
    for kind in ("*.html", "*.txt"):
        yield from sorted(settings.BASE_DIR.joinpath("templates").rglob(kind))


def gather() -> Catalog:
    """All sentences of the source, without translations."""
    catalogue = Catalog(locale=LOCALE, fuzzy=False)
    for path in sources():
        code = path.read_text()
        if path.suffix != ".py":
            # Babel reads it as Python: lines may not look indented.
            lines = templatize(code, origin=str(path)).splitlines()
            code = "\n".join(line.strip() for line in lines)
        place = (path.relative_to(settings.BASE_DIR).as_posix(), None)
        found = extract("python", io.BytesIO(code.encode()), KEYWORDS, ("Translators:",))
        for _line, words, comments, context in found:
            catalogue.add(words, locations=[place], auto_comments=comments, context=context)
    return catalogue


def read(path: Path | None = None) -> Catalog:
    """A catalogue as it is on disk; an empty one when there is none."""
    path = path or own_catalogue()
    if not path.exists():
        return Catalog(locale=LOCALE, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def brought_up_to_date() -> Catalog:
    """The sentences of the source with the translations we have; what is no longer used is gone."""
    fresh, known = gather(), read()
    for message in fresh:
        translated = known.get(message.id, message.context) if message.id else None
        if translated and translated.pluralizable == message.pluralizable:
            message.string = translated.string
    return fresh


def as_text(catalogue: Catalog) -> str:
    """The .po file's content."""
    for message in catalogue:
        message.locations = sorted(set(message.locations))
        message.auto_comments = sorted(set(message.auto_comments))
    body = io.BytesIO()
    write_po(body, catalogue, width=98, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER + body.getvalue().decode().strip() + "\n"


def write(catalogue: Catalog) -> None:
    """Save our own catalogue."""
    path = own_catalogue()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(catalogue))


def missing(catalogue: Catalog) -> Iterator[Message]:
    """Sentences without (all of) their Swedish."""
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(strings):
            yield message


def misfits(catalogue: Catalog) -> Iterator[tuple[Message, str]]:
    """Translations whose placeholders are not those of the sentence, with what is wrong."""
    for message in catalogue:
        if not message.id:
            continue
        wanted = _placeholders(message.id)
        for string in message.string if isinstance(message.string, tuple) else (message.string,):
            if string and (strange := _placeholders(string) - wanted):
                yield message, f"unknown placeholder {', '.join(sorted(strange))}"


def _placeholders(words: str | tuple[str, ...]) -> set[str]:
    text = "".join(words) if isinstance(words, tuple) else words
    return {match[0] for match in PLACEHOLDER.finditer(text)}


def problems() -> list[str]:
    """What stands between the catalogue on disk and one that is complete; empty when nothing."""
    path, current = own_catalogue(), brought_up_to_date()
    found = [
        f"{_where(message)}: no Swedish for “{_words(message)}”" for message in missing(current)
    ]
    found += [
        f"{_where(message)}: {wrong} in “{_words(message)}”" for message, wrong in misfits(current)
    ]
    found += [f"fuzzy: “{_words(message)}”" for message in read() if message.id and message.fuzzy]
    if not found and (not path.exists() or path.read_text() != as_text(current)):
        found.append("the catalogue is not the one `make messages` would write")
    return found


def _words(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def _where(message: Message) -> str:
    return message.locations[0][0] if message.locations else "?"


def compile_all() -> list[Path]:
    """Compile every .po under LOCALE_PATHS whose .mo is older or missing; returns those."""
    compiled = []
    for root in settings.LOCALE_PATHS:
        for source in sorted(Path(root).rglob("*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            unfinished = target.with_suffix(".unfinished")
            with unfinished.open("wb") as file:
                write_mo(file, read(source))
            unfinished.replace(target)
            compiled.append(source)
    return compiled
