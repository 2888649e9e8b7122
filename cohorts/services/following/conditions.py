"""What must hold before something is made up; each raises `RuleViolation`."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.enums import CohortState, DayState, EnrolmentState
from cohorts.lifecycles import MAKE_UP
from cohorts.models import CourseDay, Enrolment, MakeUp
from cohorts.selectors.attendance import AttendanceFacts, HalfDay
from cohorts.selectors.chairs import chairs
from cohorts.selectors.wording import amount
from cohorts.services.nominations.conditions import refuse_identity_numbers
from common.clock import today
from common.errors import RuleViolation
from courses.enums import DayKind
from organisations.models import Person


def require_reason(reason: str, message: str) -> str:
    """The reason, or `RuleViolation("reason")`; nobody's identity number stands in it."""
    if not reason.strip():
        raise RuleViolation("reason", message, field="reason")
    refuse_identity_numbers([("reason", _("Reason"), reason)])
    return reason.strip()


def enrolled(enrolment: Enrolment) -> Enrolment:
    """The enrolment with what the rules ask about; raises `not_taking_part`. One query."""
    enrolment = Enrolment.objects.select_related(
        "person", "cohort__version__programme", "cohort__area"
    ).get(pk=enrolment.pk)
    if (
        enrolment.state != EnrolmentState.ENROLLED
        or enrolment.cohort.state == CohortState.CANCELLED
    ):
        raise RuleViolation(
            "not_taking_part", _("Only somebody who takes part can make something up.")
        )
    return enrolment


def require_allowed(*, allowed: bool) -> None:
    """Raise `not_allowed` where the version does not let a day be made up that way."""
    if not allowed:
        raise RuleViolation(
            "not_allowed",
            _("The rules of this course do not let a day be made up that way."),
            _("The rules stand on the programme's page."),
        )


def missed_halves(
    by: Person, enrolment: Enrolment, facts: AttendanceFacts, number: int, *, written: bool = False
) -> list[HalfDay]:
    """What can be made up of a day. A make-up that was missed too is taken away first."""
    halves = [half for half in facts.missed(enrolment) if half.part.number == number]
    if written:
        halves = [half for half in halves if half.part.kind == DayKind.TEACHING]
    if not halves:
        raise RuleViolation(
            "not_missed",
            _("Only what is marked as missed can be made up."),
            _("If a mark is missing or wrong, tell your trainer."),
        )
    standing = [half for half in halves if half.make_up and not half.make_up.is_missed]
    if standing:
        raise RuleViolation("already", _("How the day is made up is planned already."))
    _check_limit(enrolment, facts, halves)
    again = [half.make_up.pk for half in halves if half.make_up]
    for row in MakeUp.objects.filter(pk__in=again).select_for_update():
        row.reason = _("Missed, and planned anew.")
        MAKE_UP.move(row, "cancel", by=by, reason=row.reason, save=("reason",))
    return halves


def _check_limit(enrolment: Enrolment, facts: AttendanceFacts, halves: Sequence[HalfDay]) -> None:
    most = enrolment.cohort.version.make_ups_at_most
    if most is None:
        return
    used = sum(
        half.part.weight
        for half in facts.halves(enrolment)
        if half.make_up and not half.make_up.is_missed
    )
    if used + sum(half.part.weight for half in halves) > most:
        raise RuleViolation(
            "too_many",
            ngettext(
                "Only one day can be made up in this course.",
                "Only {days} days can be made up in this course.",
                most,
            ).format(days=amount(most)),
            _("Ask the joint board what can be done."),
        )


def host_with_a_chair(enrolment: Enrolment, number: int, pk: int) -> CourseDay:
    """The other cohort's day, if it is the same one, still to come, and has a chair left."""
    day = (
        CourseDay.objects.in_order()
        .select_related("plan__version", "cohort__version")
        .annotate(free=chairs())
        .get(pk=pk)
    )
    programme = enrolment.cohort.version.programme_id
    same = day.plan.number == number and day.plan.version.programme_id == programme
    if not same or day.cohort_id == enrolment.cohort_id:
        raise wrong_day()
    off = day.state == DayState.CANCELLED or day.cohort.state == CohortState.CANCELLED
    if off or day.date <= today() or day.attendance_closed_at:
        raise RuleViolation(
            "too_late",
            _("That day can't be chosen any more."),
            _("Choose another one."),
            field="host",
        )
    if day.free < 1:
        raise RuleViolation(
            "full",
            _("There is no empty chair on that day any more."),
            _("Choose another one."),
            field="host",
        )
    return day


def wrong_day() -> RuleViolation:
    """What to raise for a day that is not the one that was missed."""
    return RuleViolation(
        "wrong_day",
        _("That is not the same course day in another cohort."),
        _("Choose one of the days on the list."),
        field="host",
    )


def check_task(task: str, due_on: dt.date | None) -> None:
    """Raise `task` or `due_on` for a task without words, or without a day to come."""
    if not task.strip():
        raise RuleViolation("task", _("Write what is to be done."), field="task")
    refuse_identity_numbers([("task", _("Task"), task)])
    if due_on is None or due_on < today():
        raise RuleViolation("due_on", _("Choose a last day from today on."), field="due_on")
