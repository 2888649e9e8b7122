"""The list of literature, in the order it is read."""

from collections import defaultdict
from dataclasses import dataclass

from courses.models import DayPlan, LiteratureItem, ProgrammeVersion


@dataclass(frozen=True)
class Readings:
    """What is read for a day, or (without one) for the whole course; what is required first."""

    day: DayPlan | None
    items: tuple[LiteratureItem, ...]


def literature_list(version: ProgrammeVersion) -> list[Readings]:
    """The whole course first, then day by day. One query."""
    by_day = defaultdict(list)
    for item in version.literature.select_related("day"):
        by_day[item.day].append(item)
    days = sorted(by_day, key=lambda day: day.number if day else 0)
    return [Readings(day, tuple(sorted(by_day[day], key=_order))) for day in days]


def _order(item: LiteratureItem) -> tuple:
    return (not item.is_required, item.position)
