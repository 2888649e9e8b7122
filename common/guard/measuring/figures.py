"""The measurement that the reference page prints."""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from common.guard.finding import find
from common.guard.kinds import EVERYTHING, IDENTITY_NUMBERS, Kind
from common.guard.measuring import contacts, numbers
from common.guard.measuring.harmless import (
    ABOUT_PRACTICE,
    HOW_TO_REACH_SOMEBODY,
    LOOKS_LIKE_A_NUMBER,
    harmless,
)

SEED = 20261121
FEWEST = 1_000  # texts of each sort


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: of so many texts the guard is wrong about these, by way of writing."""

    sentence: str
    texts: int
    wrong: Counter

    @property
    def share_right(self) -> float:
        """Between 0 and 1."""
        return 1 - self.wrong.total() / self.texts


def measured() -> Iterator[Figure]:
    """Every figure, drawn anew; takes a few seconds. No queries."""
    yield _found("Identity numbers with a right check digit", IDENTITY_NUMBERS, _numbers())
    for kind, name in (
        (Kind.TELEPHONE, "Telephone numbers"),
        (Kind.EMAIL, "E-mail addresses"),
        (Kind.STREET, "Street addresses"),
    ):
        count = _round_up(len(contacts.WAYS[kind]))
        yield _found(name, {kind}, contacts.written(_chance(), kind, count))
    yield _passed(
        "Harmless, looked through for identity numbers",
        IDENTITY_NUMBERS,
        LOOKS_LIKE_A_NUMBER | HOW_TO_REACH_SOMEBODY | ABOUT_PRACTICE,
    )
    yield _passed(
        "Harmless, looked through for everything",
        EVERYTHING,
        LOOKS_LIKE_A_NUMBER | ABOUT_PRACTICE,
    )


def _numbers() -> Iterator[tuple[str, str, str]]:
    return numbers.written(_chance(), 100 * len(numbers.WAYS_OF_WRITING))


def _found(sentence: str, kinds: Collection[Kind], texts: Iterable[tuple[str, str, str]]) -> Figure:
    """What is found must lie within what was written, and cover most of it."""
    count, missed = 0, Counter()
    for way, text, written in texts:
        count += 1
        start = text.index(written)
        if not any(
            one.start < start + len(written) and start < one.end for one in find(text, kinds)
        ):
            missed[way] += 1
    return Figure(sentence, count, missed)


def _passed(sentence: str, kinds: Collection[Kind], patterns) -> Figure:
    count = max(_round_up(len(patterns)), 50 * len(patterns))
    texts = harmless(_chance(), count, patterns)
    return Figure(sentence, count, Counter(sort for sort, text in texts if find(text, kinds)))


def _chance() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - the same texts each time


def _round_up(ways: int) -> int:
    """So many texts that each way of writing is tried equally often."""
    return -(-FEWEST // ways) * ways
