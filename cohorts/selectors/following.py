"""One participant as trainers and the joint board see them: what is left, and what happened."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cohorts.enums import DayState, EnrolmentState
from cohorts.models import (
    AbsenceNotice,
    Certificate,
    Cohort,
    CourseDay,
    Credit,
    EarlyWarning,
    Enrolment,
    MakeUp,
)
from cohorts.models.cohort import CohortQuerySet
from cohorts.selectors.attendance import AttendanceFacts, HalfDay, load_attendance
from cohorts.selectors.completion import Completion, evaluate
from cohorts.selectors.homework import load_homework
from cohorts.selectors.make_ups import MakeUpFact
from cohorts.selectors.requirements import Evaluation
from cohorts.selectors.time_lines import shape_of
from cohorts.selectors.wording import Line, line_for
from common.clock import today
from courses.models import AssignmentPlan
from organisations.roles import Permission


@dataclass(frozen=True)
class FollowedDay:
    """A course day of one person with its half days; `notices` are announced absences."""

    day: CourseDay
    halves: Sequence[HalfDay]
    notices: Sequence[AbsenceNotice]

    @property
    def is_cancelled(self) -> bool:
        return self.day.state == DayState.CANCELLED

    @property
    def whole(self) -> HalfDay | None:
        """One half for the day, where both stand alike."""
        alike = len({(half.mark, half.why, half.is_held) for half in self.halves}) == 1
        return self.halves[0] if alike else None

    @property
    def make_up(self) -> MakeUpFact | None:
        return next((half.make_up for half in self.halves if half.make_up), None)

    @property
    def is_missed(self) -> bool:
        """Something of it was missed, and is not made up or credited."""
        return any(half.is_missed for half in self.halves)

    @property
    def shape(self) -> str:
        """The pip of the day."""
        return shape_of(self.halves)


class Happening(NamedTuple):
    """One entry of the history: when, what, by whom ("" for rules), and why."""

    day: dt.date
    what: str
    who: str
    why: str


@dataclass(frozen=True)
class Followed:
    """Everything that the page of one participant shows."""

    enrolment: Enrolment
    completion: Completion
    lines: Sequence[Line]
    days: Sequence[FollowedDay]
    homework: Sequence[tuple[AssignmentPlan, str]]
    make_ups: Sequence[MakeUp]
    credits: Sequence[Credit]
    warnings: Sequence[EarlyWarning]
    earlier: Enrolment | None
    later: Enrolment | None
    certificate: Certificate | None

    @property
    def made_up_days(self) -> list[MakeUp]:
        """One make-up for each day and way, where both halves go alike."""
        alike = {}
        for row in self.make_ups:
            host = row.host_part.day_id if row.host_part_id else None
            alike.setdefault((row.part.day_id, row.state, host, row.reason), row)
        return list(alike.values())

    @property
    def history(self) -> list[Happening]:
        """What was decided about the person here, newest first, from the rows themselves."""
        row = self.enrolment
        begun = _("Goes on here") if row.continues_id else _("Got a seat")
        found = [Happening(localtime(row.enrolled_at).date(), begun, "", "")]
        if row.left_on:
            found.append(Happening(row.left_on, row.get_state_display(), "", row.left_reason))
        found += [
            Happening(
                localtime(one.granted_at).date(),
                _("Earlier training credited"),
                one.granted_by.name,
                one.reason,
            )
            for one in self.credits
        ]
        found += [
            Happening(
                localtime(one.withdrawn_at).date(),
                _("Credit withdrawn"),
                one.withdrawn_by.name,
                one.withdrawn_reason,
            )
            for one in self.credits
            if one.withdrawn_at
        ]
        found += [
            Happening(
                localtime(one.planned_at).date(),
                _("Make-up of day {number}: {state}").format(
                    number=one.part.day.plan.number, state=one.get_state_display().lower()
                ),
                one.planned_by.name,
                one.reason,
            )
            for one in self.made_up_days
        ]
        found += [
            Happening(
                localtime(one.warned_at).date(), _("Early warning"), "", one.get_level_display()
            )
            for one in self.warnings
        ]
        return sorted(found, key=lambda one: one.day, reverse=True)


def participants_seen_by(person, slug: str):
    """The enrolments of a cohort, also those that ended, if `person` works with it."""
    cohorts = Cohort.objects.reachable_for(person, Permission.SEE_COHORT).filter(slug=slug)
    return Enrolment.objects.filter(cohort__in=cohorts).select_related(
        "person", "cohort__version__programme", "cohort__area", "unit"
    )


def follow(enrolment: Enrolment) -> Followed:
    """The whole of one enrolment. A fixed number of queries (about twenty)."""
    evaluation = Evaluation([enrolment])
    completion = evaluate(evaluation)[enrolment.pk]
    facts, homework = evaluation.fact(load_attendance), evaluation.fact(load_homework)
    rows = [enrolment.pk, *(row.pk for row in facts.chains.get(enrolment.pk, ()))]
    states = homework.states[enrolment.pk]
    certificate = Certificate.objects.standing().filter(enrolment=enrolment)
    return Followed(
        enrolment,
        completion,
        [line_for(item) for item in completion.items],
        _days(enrolment, facts),
        [(plan, states.get(plan.pk, "")) for plan in homework.plans[enrolment.cohort.version_id]],
        list(
            MakeUp.objects.filter(enrolment__in=rows)
            .select_related("part__day__plan", "host_part__day__cohort", "planned_by")
            .order_by("-pk")
        ),
        list(
            Credit.objects.filter(enrolment__in=rows)
            .select_related("day", "granted_by", "withdrawn_by")
            .order_by("-pk")
        ),
        list(enrolment.warnings.order_by("-warned_at")),
        Enrolment.objects.select_related("cohort").filter(pk=enrolment.continues_id).first(),
        Enrolment.objects.select_related("cohort").filter(continues=enrolment).first(),
        certificate.defer("pdf", "content").first(),
    )


def _days(enrolment: Enrolment, facts: AttendanceFacts) -> list[FollowedDay]:
    halves: dict[int, list[HalfDay]] = {}
    for half in facts.halves(enrolment):
        halves.setdefault(half.part.day_id, []).append(half)
    notices: dict[int, list[AbsenceNotice]] = {}
    standing = AbsenceNotice.objects.filter(enrolment=enrolment, withdrawn_at__isnull=True)
    for notice in standing.select_related("part"):
        notices.setdefault(notice.part.day_id, []).append(notice)
    return [
        FollowedDay(day, halves.get(day.pk, []), notices.get(day.pk, []))
        for day in enrolment.cohort.days.in_order()
    ]


def cohorts_to_go_on_in(person, enrolment: Enrolment) -> CohortQuerySet:
    """Where somebody can go on: cohorts of the same programme with days to come, of those that
    `person` plans. `free` seats are counted. One query."""
    coming = CourseDay.objects.filter(
        cohort=OuterRef("pk"), state=DayState.PLANNED, date__gte=today()
    )
    cohorts = (
        Cohort.objects.reachable_for(person, Permission.PLAN_COHORT)
        .active()
        .filter(Exists(coming), version__programme=enrolment.cohort.version.programme_id)
        .annotate(free=F("seats") - Count("taken_seats"))
        .select_related("area")
        .order_by("name")
    )
    if enrolment.state == EnrolmentState.ENROLLED:
        cohorts = cohorts.exclude(pk=enrolment.cohort_id)
    return cohorts


def credit_in(enrolment: Enrolment, pk: int):
    """One standing credit of an enrolment, as a queryset. One query."""
    return Credit.objects.standing().filter(enrolment=enrolment, pk=pk)
