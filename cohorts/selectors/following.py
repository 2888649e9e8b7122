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
from cohorts.selectors.attendance import AttendanceFacts, HalfDay, attendance_in
from cohorts.selectors.completion import Completion, evaluate
from cohorts.selectors.continuing import know_each_other
from cohorts.selectors.given_days import as_counted, days_of
from cohorts.selectors.homework import homework_in
from cohorts.selectors.records import MakeUpFact
from cohorts.selectors.requirements import Evaluation
from cohorts.selectors.syllabus import Piece
from cohorts.selectors.time_lines import shape_of
from cohorts.selectors.wording import Line, line_for
from common.clock import today
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
    """What the page of one participant shows; `evaluation` holds the facts, for the sections of the
    rooms above."""

    enrolment: Enrolment
    evaluation: Evaluation
    completion: Completion
    lines: Sequence[Line]
    days: Sequence[FollowedDay]
    homework: Sequence[tuple[Piece, str]]
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
    """The whole of one enrolment. Nine queries, and one for the examination, whatever happened."""
    everything = _all_of_the_person(enrolment)
    evaluation = Evaluation([enrolment], in_detail=True)
    days = days_of(evaluation.cohorts)
    facts = attendance_in(evaluation, parts=as_counted(days))
    evaluation.remember(attendance_in, facts)
    completion = evaluate(evaluation)[enrolment.pk]
    homework = evaluation.fact(homework_in)
    certificate = Certificate.objects.standing().filter(enrolment=enrolment)
    return Followed(
        enrolment,
        evaluation,
        completion,
        [line_for(item) for item in completion.items],
        _days(enrolment, [day for day, _parts in days[enrolment.cohort_id]], facts),
        [
            (piece, homework.states[enrolment.pk].get(piece.pk, ""))
            for piece in evaluation.syllabus_of(enrolment).pieces
        ],
        list(
            MakeUp.objects.filter(enrolment__in=evaluation.people)
            .select_related("part__day__plan", "host_part__day__cohort", "planned_by")
            .order_by("-pk")
        ),
        list(
            Credit.objects.filter(enrolment__in=evaluation.people)
            .select_related("day", "granted_by", "withdrawn_by")
            .order_by("-pk")
        ),
        list(enrolment.warnings.order_by("-warned_at")),
        next((row for row in everything if row.pk == enrolment.continues_id), None),
        next((row for row in everything if row.continues_id == enrolment.pk), None),
        certificate.defer("pdf", "content").first(),
    )


def _all_of_the_person(enrolment: Enrolment) -> list[Enrolment]:
    """What the person ever took part in, this first, each knowing what it continues. One query."""
    others = Enrolment.objects.filter(person=enrolment.person_id).exclude(pk=enrolment.pk)
    rows = [enrolment, *others.select_related("cohort")]
    know_each_other(rows)
    return rows


def _days(
    enrolment: Enrolment, days: Sequence[CourseDay], facts: AttendanceFacts
) -> list[FollowedDay]:
    """The days with what was marked and announced. One query."""
    halves: dict[int, list[HalfDay]] = {}
    for half in facts.halves(enrolment):
        halves.setdefault(half.part.day_id, []).append(half)
    notices: dict[int, list[AbsenceNotice]] = {}
    standing = AbsenceNotice.objects.filter(enrolment=enrolment, withdrawn_at__isnull=True)
    for notice in standing.select_related("part"):
        notices.setdefault(notice.part.day_id, []).append(notice)
    return [FollowedDay(day, halves.get(day.pk, []), notices.get(day.pk, [])) for day in days]


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
