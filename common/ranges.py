"""A file given out in parts, so that a film can be moved about in (RFC 9110 §14)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

BLOCK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class NotInFile(Exception):
    """The range begins after the end of the file."""


def wanted_range(header: str, size: int) -> range | None:
    """The bytes that a Range header asks for; None for the whole file: nothing asked, several
    ranges, or a header that says nothing. Raises `NotInFile`.

    "bytes=0-99" → range(0, 100), "bytes=-5" → the last five.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= end:
        raise NotInFile
    return range(start, end)


def part_of(file: BinaryIO, part: range) -> Iterator[bytes]:
    """The bytes of a file in a range, block by block; closes the file."""
    with file:
        file.seek(part.start)
        left = len(part)
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
