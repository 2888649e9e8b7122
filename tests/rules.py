"""Asserting that a rule of the field says no."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from common.errors import RuleViolation


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[RuleViolation]]:
    """`with refused("full"): …` – the block must raise the `RuleViolation` of that code."""
    with pytest.raises(RuleViolation) as caught:
        yield caught
    assert caught.value.code == code
