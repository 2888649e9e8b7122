"""The list of literature, in the order it is read."""

from collections import defaultdict
from collections.abc import Iterable
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


def literature_by_day(plan_ids: Iterable[int]) -> dict[int, list[LiteratureItem]]:
    """What is read for planned days, by the day's id. One query."""
    found = defaultdict(list)
    for item in LiteratureItem.objects.filter(day__in=list(plan_ids)):
        found[item.day_id].append(item)
    return {day: sorted(items, key=_order) for day, items in found.items()}
