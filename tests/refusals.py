"""`with refused("already_held"): …` – a rule of the field must say no, by its code."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from common.errors import RuleViolation


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo]:
    """Fails unless the block raises `RuleViolation(code)`; gives what was raised."""
    with pytest.raises(RuleViolation) as caught:
        yield caught
    assert caught.value.code == code
