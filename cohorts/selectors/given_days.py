"""The days of cohorts with their half days, in one query; and the half days as attendance counts
them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from cohorts.enums import DayState
from cohorts.models import CourseDay, DayPart
from cohorts.selectors.attendance import Part, weighed
from common.prepared import KEYS, prepared

Days = Mapping[int, Sequence[tuple[CourseDay, list[DayPart]]]]


def days_of(cohorts: set[int]) -> Days:
    """By cohort, in order of date, cancelled days and halves that are called off too; plan and
    term are joined. One query."""
    found: dict[int, dict[int, tuple]] = defaultdict(dict)
    for part in _parts_with_days(cohorts=cohorts):
        day = part.day
        found[day.cohort_id].setdefault(day.pk, (day, []))[1].append(part)
    return defaultdict(list, {cohort: list(days.values()) for cohort, days in found.items()})


@prepared(cohorts=KEYS)
def _parts_with_days(cohorts) -> QuerySet[DayPart]:
    parts = DayPart.every.filter(day__cohort__in=cohorts).select_related("day__plan__term")
    return parts.order_by("day__date", "day__plan__number", "starts_at")


def as_counted(days: Days) -> dict[int, list[Part]]:
    """The half days of planned days, by cohort. No query."""
    return weighed(
        (
            part.called_off_at,
            part.pk,
            day.pk,
            day.cohort_id,
            day.plan.kind,
            day.plan.term_id,
            day.plan.number,
            part.half,
            part.starts_at,
        )
        for given in days.values()
        for day, parts in given
        if day.state == DayState.PLANNED
        for part in parts
    )
