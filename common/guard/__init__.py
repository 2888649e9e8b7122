"""Keeps out of text and files what must not come in. It tells where, and never repeats what."""

from common.guard.finding import find
from common.guard.kinds import EVERYTHING, IDENTITY_NUMBERS, Finding, Kind
from common.guard.refusal import (
    Found,
    assert_identifies_nobody,
    assert_no_identity_numbers,
    look_through,
)

__all__ = [
    "EVERYTHING",
    "IDENTITY_NUMBERS",
    "Finding",
    "Found",
    "Kind",
    "assert_identifies_nobody",
    "assert_no_identity_numbers",
    "find",
    "look_through",
]
