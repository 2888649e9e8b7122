"""Numbers that people type or send, and that no page reads them otherwise."""

import re

import pytest

from common.numbers import is_number, number
from tests.environment import ROOT

READS_BY_ITSELF = {  # what is no number to count with: digits of an identity number, a cell, a code
    "common/numbers.py",
    "lms/startup/bootstrap.py",
    "common/guard/identity_numbers.py",
    "common/tabular/reading.py",
    "cohorts/services/check_in.py",
}


@pytest.mark.parametrize(
    ("text", "read"),
    [("0", 0), ("17", 17), ("007", 7), ("", None), ("-1", None), ("1.5", None), ("ett", None)],
)
def test_a_whole_number_is_read(text, read):
    assert number(text) == read
    assert is_number(text) == (read is not None)


def test_a_number_that_python_refuses_to_read_is_none():
    assert number("9" * 5000) is None


def test_everybody_who_reads_a_number_does_it_here():
    own = [path for room in ROOT.glob("*/apps.py") for path in room.parent.rglob("*.py")]
    found = {
        str(path.relative_to(ROOT))
        for path in own
        if re.search(r"\.is(decimal|digit|numeric)\(", path.read_text())
    }
    assert found - READS_BY_ITSELF == set()
