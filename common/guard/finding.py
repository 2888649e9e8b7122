"""Finds in a text what tells who somebody is."""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from common.guard.addresses import emails_in, streets_in
from common.guard.identity_numbers import identity_numbers_in
from common.guard.in_words import numbers_in_words
from common.guard.kinds import EVERYTHING, IDENTITY_NUMBERS, Finding, Kind
from common.guard.plain import Written, written
from common.guard.telephones import telephones_in

Spans = Iterator[tuple[int, int, Kind]]

_FINDERS: tuple[tuple[Collection[Kind], Callable[[Written], Spans]], ...] = (
    (IDENTITY_NUMBERS, lambda text: identity_numbers_in(text.capitals)),
    (IDENTITY_NUMBERS, lambda text: numbers_in_words(text.capitals)),
    (IDENTITY_NUMBERS, lambda text: _torn_numbers_in(text.cased)),
    ({Kind.EMAIL}, lambda text: emails_in(text.capitals)),
    ({Kind.TELEPHONE}, lambda text: telephones_in(text.capitals)),
    ({Kind.STREET}, lambda text: streets_in(text.cased)),
)


def find(text: str, kinds: Collection[Kind] = EVERYTHING) -> list[Finding]:
    """What tells who somebody is in `text`, in order and without overlaps; takes time in
    proportion to its length. Where two kinds could be meant an identity number is."""
    readings = list(_readings(text))
    taken = bytearray(len(text))
    found = []
    for finds, finder in _FINDERS:
        if finds.isdisjoint(kinds):
            continue
        for reading in readings:
            for first, last, kind in sorted(finder(reading)):
                start, end = reading.positions[first], reading.positions[last - 1] + 1
                if not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    found.append(Finding(kind, start, end))
    return sorted(found, key=lambda finding: finding.start)


_REACH = 20  # characters, more than any number has
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_FIGURE_LAST, _FIGURE_FIRST = re.compile(r"\d\s*\Z"), re.compile(r"\s*\d")


def _readings(text: str) -> Iterator[Written]:
    """The whole, where a line break may stand within a number. Then each line alone where figures
    meet another line, such as the number of a heading: the line break ends those."""
    yield written(text)
    lines = list(_LINE.finditer(text))
    met = set()
    for number, (one, other) in enumerate(pairwise(lines)):
        if _FIGURE_LAST.search(one[0][-_REACH:]) or _FIGURE_FIRST.match(other[0]):
            met |= {number, number + 1}
    for number in sorted(met):
        yield written(lines[number][0], lines[number].start())


_TORN = re.compile(r"(?<=\d)\n(?=[\d+-])|(?<=[+-])\n(?=\d)")


def _torn_numbers_in(cased: str) -> Spans:
    """Numbers that a line break tears asunder in the middle of their digits: "8507" and on the next
    line "09-9805". Only with a sign before the last four: figures below each other are common."""
    for tear in _TORN.finditer(cased):
        before = cased[max(0, tear.start() - _REACH) : tear.start()].rpartition("\n")[2]
        after = cased[tear.end() : tear.end() + _REACH].partition("\n")[0]
        joined, middle = before + after, len(before)
        for start, end, kind in identity_numbers_in(joined):
            if start < middle < end and not {"-", "+"}.isdisjoint(joined[start:end]):
                yield tear.start() - middle + start, tear.end() - middle + end, kind
