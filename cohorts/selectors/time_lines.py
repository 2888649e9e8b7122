"""What one person's course day looks like on a time line."""

from collections.abc import Sequence

from cohorts.selectors.attendance import HalfDay


def shape_of(halves: Sequence[HalfDay]) -> str:
    """ "planned", "done", "made" (counts by other means than being there), "part", or "absent". No
    query."""
    if not any(half.is_held for half in halves):
        return "planned"
    if all(half.counts for half in halves):
        return "done" if all(half.why in ("own", "earlier") for half in halves) else "made"
    return "part" if any(half.counts for half in halves) else "absent"
