"""The joint board's page: what waits to be done, the plan as a picture, and seats filled."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from areas.models import Area
from cohorts.models import Cohort
from cohorts.selectors.planning import cohorts_of_area
from cohorts.selectors.summaries import Phase, Summary, summarise
from cohorts.selectors.timeline import Timeline, timeline, window_start
from common.clock import today


class Task(StrEnum):
    """What a joint board has to do about a cohort."""

    CONFIRM = "confirm"  # registrations wait
    DECIDE = "decide"  # nomination is over, nobody has been accepted yet
    FOLLOW = "follow"  # nomination is open: see how it goes


@dataclass(frozen=True)
class Todo:
    """One thing to do; `by` is the day it should be done."""

    task: Task
    summary: Summary
    by: dt.date


@dataclass(frozen=True)
class AreaPage:
    """Everything on the page of one area."""

    area: Area
    members: list
    todo: list[Todo]
    to_come: list[Summary]
    listed: list[Summary]
    timeline: Timeline


@dataclass(frozen=True)
class AreaCard:
    """One area in the list of those who plan in several."""

    area: Area
    running: int
    to_come: int


def area_page(area: Area, *, tasks: Collection[Task]) -> AreaPage:
    """The page for somebody who does `tasks` there. Eight queries, however many cohorts."""
    summaries = summarise(cohorts_of_area(area, since=window_start(today())), for_board=True)
    by_date = sorted(summaries, key=lambda summary: (summary.first_on, summary.cohort.name))
    return AreaPage(
        area=area,
        members=list(area.members.order_by("kind", "name")),
        todo=[todo for todo in todo_of(by_date) if todo.task in tasks],
        to_come=[summary for summary in by_date if summary.is_before],
        listed=[summary for summary in by_date if summary.phase != Phase.DONE],
        timeline=timeline(summaries, today()),
    )


def todo_of(summaries: Sequence[Summary]) -> list[Todo]:
    """What waits, the most urgent first. No query."""
    found = []
    for summary in summaries:
        if summary.to_confirm and summary.is_before:
            found.append(Todo(Task.CONFIRM, summary, summary.first_on))
        if summary.phase == Phase.DECIDING:
            found.append(Todo(Task.DECIDE, summary, summary.first_on))
        elif summary.phase == Phase.OPEN and summary.cohort.is_by_nomination:
            found.append(Todo(Task.FOLLOW, summary, summary.cohort.closes_on))
    return sorted(found, key=lambda todo: todo.by)


def cards_of(areas: Sequence[Area]) -> list[AreaCard]:
    """Each area with how many cohorts are going on and to come. Four queries."""
    cohorts = Cohort.objects.active().filter(area__in=areas).with_programme()
    found: dict[int, list[Summary]] = defaultdict(list)
    for summary in summarise(cohorts):
        found[summary.cohort.area_id].append(summary)
    return [
        AreaCard(
            area=area,
            running=sum(summary.phase == Phase.RUNNING for summary in found[area.pk]),
            to_come=sum(summary.is_before for summary in found[area.pk]),
        )
        for area in areas
    ]
