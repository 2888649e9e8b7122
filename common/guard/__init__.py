"""Keeps out of text and files what must not come in. It tells where, and never repeats what."""

from common.guard.identity_numbers import Finding, Kind, find_identity_numbers
from common.guard.refusal import assert_no_identity_numbers

__all__ = ["Finding", "Kind", "assert_no_identity_numbers", "find_identity_numbers"]
