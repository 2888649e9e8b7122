"""How urgent it is that somebody makes something up."""

from cohorts.enums import WarningLevel
from cohorts.selectors.requirements import Progress, Standing
from courses.enums import RequirementKind

BY_DAYS = (
    RequirementKind.DAYS_ATTENDED,
    RequirementKind.DAYS_ATTENDED_PER_TERM,
    RequirementKind.EXAMINATION_DAY_ATTENDED,
)


def level_of(item: Progress) -> WarningLevel | None:
    """How urgent one requirement is: nothing before somebody has missed something, and nothing
    once it is fulfilled. No query."""
    if item.kind not in BY_DAYS or item.missed == 0:
        return None
    if item.standing == Standing.OUT_OF_REACH:
        return WarningLevel.TO_MAKE_UP
    if item.standing == Standing.WITHIN_REACH and item.slack == 0:
        return WarningLevel.NOTHING_TO_SPARE
    return None
