"""Text in one way of writing, so that a pattern need not know them all."""

import unicodedata
from dataclasses import dataclass

NOTHING = "\0"  # takes no room on paper: zero-width marks, soft hyphens, combining signs


class _PlainCharacters(dict):
    """Each character's plain form: ASCII digit, hyphen, dot, space, capital, or `NOTHING`."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain_form(chr(code))
        return self[code]


def _plain_form(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace():
        return " "
    if category in {"Cf", "Mn", "Me"}:
        return NOTHING
    if category == "Pd" or character in "−⁻₋˗⁃":
        return "-"
    if character in "·•∙‧․。":
        return "."
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    capital = unicodedata.normalize("NFKC", character).upper()
    return capital if len(capital) == 1 else "?"


_PLAIN_CHARACTERS = _PlainCharacters()


def plain(text: str) -> str:
    """`text` in plain characters, one for one: position 17 is still position 17."""
    return text.translate(_PLAIN_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Written:
    """A text without nothings, with single spaces: in capitals and plain signs; the same as it was
    written, with its line breaks; and where each character stood."""

    capitals: str
    cased: str
    positions: list[int]


def written(text: str, offset: int = 0) -> Written:
    """The text as the finders read it; it stands at `offset` in the whole."""
    capitals, cased, positions = [], [], []
    for position, character in enumerate(plain(text)):
        if character == NOTHING:
            continue
        if character == " ":
            gap = "\n" if text[position] == "\n" else " "
            if capitals and capitals[-1] == " ":
                cased[-1] = max(cased[-1], gap, key=" \n".index)
                continue
        else:
            gap = text[position] if character.isalpha() else character
        capitals.append(character)
        cased.append(gap)
        positions.append(offset + position)
    return Written("".join(capitals), "".join(cased), positions)
