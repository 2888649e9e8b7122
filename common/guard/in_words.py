"""Identity numbers that are read out: "åtta fem noll sju noll nio …", or half of them so."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from common.guard.identity_numbers import kind_of
from common.guard.kinds import Kind

_ONES = ("NOLL", "ETT", "TVÅ", "TRE", "FYRA", "FEM", "SEX", "SJU", "ÅTTA", "NIO")
_TEENS = (
    "TIO",
    "ELVA",
    "TOLV",
    "TRETTON",
    "FJORTON",
    "FEMTON",
    "SEXTON",
    "SJUTTON",
    "ARTON",
    "NITTON",
)
_TENS = ("TJUGO", "TRETTIO", "FYRTIO", "FEMTIO", "SEXTIO", "SJUTTIO", "ÅTTIO", "NITTIO")
_HUNDREDS = {"NITTONHUNDRA": "19", "TJUGOHUNDRA": "20"}
_BELOW_HUNDRED = {
    **{word: str(value) for value, word in enumerate(_ONES)},
    **{word: str(value) for value, word in enumerate(_TEENS, 10)},
    **{word: f"{value}0" for value, word in enumerate(_TENS, 2)},
    **{
        ten + one: f"{value}{unit}"
        for value, ten in enumerate(_TENS, 2)
        for unit, one in enumerate(_ONES[1:], 1)
    },
}
_DIGITS = {
    **_BELOW_HUNDRED,
    **_HUNDREDS,
    **{
        hundreds + word: century + digits.zfill(2)
        for hundreds, century in _HUNDREDS.items()
        for word, digits in _BELOW_HUNDRED.items()
    },
    "EN": "1",
}


def _any(words: Iterable[str]) -> str:
    """Longest first, so that "sexton" is not "sex"."""
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_WORD = (
    rf"(?=[NETFSÅA])(?:{_any(_HUNDREDS)}?"
    rf"(?:{_any(_TENS)}{_any(_ONES[1:])}?|{_any([*_TEENS, *_ONES])})"
    rf"|{_any(_HUNDREDS)}|(?<![A-ZÅÄÖ])EN)"
)
_TOKEN = re.compile(rf"(?:{_WORD}|\d{{1,8}})")
_ROW = re.compile(rf"{_TOKEN.pattern}(?:(?: ?[-+,./_] ?| ){_TOKEN.pattern}){{1,40}}")
_LENGTHS = (10, 12)
FEWEST_WORDS = 3  # "nittioåtta noll fem"; two may stand among figures by chance


def numbers_in_words(capitals: str) -> Iterator[tuple[int, int, Kind]]:
    """Start, end and kind of each number with at least a few words in it."""
    for row in _ROW.finditer(capitals):
        tokens = list(_TOKEN.finditer(capitals, *row.span()))
        digits = [_DIGITS.get(token[0], token[0]) for token in tokens]
        lengths = [0, *accumulate(map(len, digits))]
        for first, token in enumerate(tokens):
            for length in _LENGTHS:
                if lengths[first] + length not in lengths:
                    continue
                last = lengths.index(lengths[first] + length)
                words = sum(one[0] in _DIGITS for one in tokens[first:last])
                if words >= FEWEST_WORDS and (kind := kind_of("".join(digits[first:last]))):
                    yield token.start(), tokens[last - 1].end(), kind
