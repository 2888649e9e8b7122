"""The three results by name, and what must hold about them."""

from common.invariants import broken_invariants
from supervision.enums import ExaminationOutcome

PASSED, FAILED, MISSED = ExaminationOutcome


def broken_examinations() -> list[str]:
    """The broken sentences of this room; cohorts made by factories break some of theirs."""
    return [line for line in broken_invariants() if line.startswith("Examination")]
