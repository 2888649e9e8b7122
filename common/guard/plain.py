"""Text in one way of writing, so that a pattern need not know them all."""

import unicodedata

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


def closed_up(plain_text: str) -> tuple[str, list[int]]:
    """Plain text with single spaces and without nothings, and where each character stood."""
    characters, positions, before = [], [], ""
    for position, character in enumerate(plain_text):
        if character == NOTHING or (character == before == " "):
            continue
        characters.append(character)
        positions.append(position)
        before = character
    return "".join(characters), positions
