"""Making up a missed day: in another cohort, or by a written task, as the version allows."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import MakeUpState, MakeUpWay
from cohorts.lifecycles import MAKE_UP
from cohorts.models import CourseDay, Enrolment, MakeUp
from cohorts.selectors.attendance import load_attendance
from cohorts.services import seats
from cohorts.services.following import letters
from cohorts.services.following.conditions import (
    check_task,
    enrolled,
    host_with_a_chair,
    missed_halves,
    require_allowed,
    require_reason,
    wrong_day,
)
from cohorts.services.standing import assert_no_certificate_rests_on
from common import audit
from common.clock import now
from common.errors import RuleViolation
from organisations.models import Person


@transaction.atomic
def plan_as_guest(
    *, by: Person, enrolment: Enrolment, number: int, host: CourseDay, asked: bool = False
) -> list[MakeUp]:
    """Let somebody make up what they missed of day `number` on the same day in another cohort.

    With `asked` it is the participant's wish, which a trainer accepts (`accept`); it holds no
    chair. A make-up that was missed too is replaced. Raises `RuleViolation`: `not_taking_part`,
    `not_allowed`, `not_missed`, `too_many`, `already`, `wrong_day`, `too_late`, `full`.
    """
    for cohort in sorted({enrolment.cohort_id, host.cohort_id}):
        seats.lock_cohort(cohort)
    enrolment = enrolled(enrolment)
    require_allowed(allowed=enrolment.cohort.version.allows_make_up)
    facts = load_attendance([enrolment])
    halves = missed_halves(by, enrolment, facts, number)
    host = host_with_a_chair(enrolment, number, host.pk)
    parts = {part.half: part for part in host.parts.all()}
    rows = [
        MakeUp(
            enrolment=enrolment,
            part_id=half.part.id,
            way=MakeUpWay.OTHER_COHORT,
            host_part=parts[half.part.half],
            state=MakeUpState.ASKED if asked else MakeUpState.PLANNED,
            planned_by=by,
            planned_at=now(),
        )
        for half in halves
        if half.part.half in parts
    ]
    if not rows:
        raise wrong_day()
    _save(by, rows)
    if asked:
        letters.tell_asked(by=by, enrolment=enrolment, make_ups=rows, number=number)
    else:
        letters.tell_planned(by=by, enrolment=enrolment, make_ups=rows, host=host)
    return rows


@transaction.atomic
def plan_written(
    *, by: Person, enrolment: Enrolment, number: int, task: str, due_on: dt.date
) -> list[MakeUp]:
    """Give somebody a written task for what they missed of day `number`.

    Raises `RuleViolation`: as `plan_as_guest`, and `task` or `due_on` for a task without words or
    a day that has passed.
    """
    seats.lock_cohort(enrolment.cohort_id)
    enrolment = enrolled(enrolment)
    require_allowed(allowed=enrolment.cohort.version.allows_written_make_up)
    check_task(task, due_on)
    halves = missed_halves(by, enrolment, load_attendance([enrolment]), number, written=True)
    rows = [
        MakeUp(
            enrolment=enrolment,
            part_id=half.part.id,
            way=MakeUpWay.WRITTEN_TASK,
            task=task.strip(),
            due_on=due_on,
            planned_by=by,
            planned_at=now(),
        )
        for half in halves
    ]
    _save(by, rows)
    letters.tell_task(by=by, enrolment=enrolment, make_ups=rows, number=number)
    return rows


@transaction.atomic
def ask_for_task(*, by: Person, enrolment: Enrolment, number: int) -> list[MakeUp]:
    """The participant would like a written task for what they missed of day `number`; a trainer
    writes it. Raises `RuleViolation` as `plan_written`."""
    seats.lock_cohort(enrolment.cohort_id)
    enrolment = enrolled(enrolment)
    require_allowed(allowed=enrolment.cohort.version.allows_written_make_up)
    halves = missed_halves(by, enrolment, load_attendance([enrolment]), number, written=True)
    rows = [
        MakeUp(
            enrolment=enrolment,
            part_id=half.part.id,
            way=MakeUpWay.WRITTEN_TASK,
            state=MakeUpState.ASKED,
            planned_by=by,
            planned_at=now(),
        )
        for half in halves
    ]
    _save(by, rows)
    letters.tell_asked(by=by, enrolment=enrolment, make_ups=rows, number=number)
    return rows


@transaction.atomic
def accept(
    *,
    by: Person,
    enrolment: Enrolment,
    number: int,
    task: str = "",
    due_on: dt.date | None = None,
) -> list[MakeUp]:
    """Say yes to what a participant asked for; a written task needs its words and last day.

    Raises `RuleViolation`: `nothing_asked`, `full` when the chair has been taken meanwhile.
    """
    hosts = MakeUp.objects.filter(
        enrolment=enrolment, state=MakeUpState.ASKED, host_part__isnull=False
    )
    hosts = hosts.values_list("host_part__day__cohort", flat=True)
    for cohort in sorted({enrolment.cohort_id, *hosts}):
        seats.lock_cohort(cohort)
    enrolment = enrolled(enrolment)
    rows = _rows(enrolment, number, MakeUpState.ASKED)
    if not rows:
        raise RuleViolation("nothing_asked", _("Nothing is asked for any more."))
    host = None
    if rows[0].host_part_id:
        host = host_with_a_chair(enrolment, number, rows[0].host_part.day_id)
    else:
        check_task(task, due_on)
    for row in rows:
        row.task, row.due_on = task.strip() if host is None else "", due_on if not host else None
        MAKE_UP.move(row, "plan", by=by, save=("task", "due_on"))
    if host:
        letters.tell_planned(by=by, enrolment=enrolment, make_ups=rows, host=host)
    else:
        letters.tell_task(by=by, enrolment=enrolment, make_ups=rows, number=number)
    return rows


@transaction.atomic
def cancel(*, by: Person, enrolment: Enrolment, number: int, reason: str) -> list[MakeUp]:
    """Take back what was planned or asked for; the chair is free again and everybody is told.

    Raises `RuleViolation`: `reason`, `nothing_planned`, `made_up` for what has been done.
    """
    reason = require_reason(reason, _("Write why it is taken back."))
    seats.lock_cohort(enrolment.cohort_id)
    rows = _rows(enrolment, number, MakeUpState.PLANNED, MakeUpState.ASKED)
    if not rows:
        raise RuleViolation("nothing_planned", _("Nothing is planned for that day."))
    facts = load_attendance([enrolment])
    done = {fact.pk for fact in facts.make_ups.get(enrolment.pk, ()) if fact.is_done}
    if any(row.pk in done for row in rows):
        raise RuleViolation(
            "made_up",
            _("The day has been made up already."),
            _("A mark that is wrong is corrected in the other cohort."),
        )
    release(by=by, make_ups=rows, reason=reason)
    return rows


def release(*, by: Person | None, make_ups: Sequence[MakeUp], reason: str) -> None:
    """Free these make-ups, in the caller's transaction, and tell the people: by a decision, or
    because the other cohort's day is moved or cancelled, or because somebody has left."""
    for row in make_ups:
        row.reason = reason
        MAKE_UP.move(
            row,
            "cancel",
            by=by,
            system="" if by else "make_up.rule",
            reason=reason,
            save=("reason",),
        )
    letters.tell_cancelled(by=by, make_ups=make_ups, reason=reason)


@transaction.atomic
def judge_task(
    *, by: Person, enrolment: Enrolment, number: int, approved: bool, reason: str = ""
) -> list[MakeUp]:
    """Approve the written task for day `number`, or not; not needs a reason, and can be said of
    what was approved as long as no certificate rests on it.

    Raises `RuleViolation`: `reason`, `nothing_planned`, `certificate_stands`.
    """
    if not approved:
        reason = require_reason(reason, _("Write what is missing, so that it can be mended."))
        assert_no_certificate_rests_on([enrolment.pk])
    seats.lock_cohort(enrolment.cohort_id)
    states = [MakeUpState.PLANNED] if approved else [MakeUpState.PLANNED, MakeUpState.APPROVED]
    rows = [row for row in _rows(enrolment, number, *states) if not row.host_part_id]
    if not rows:
        raise RuleViolation("nothing_planned", _("No written task is waiting for that day."))
    for row in rows:
        row.reason = reason
        verb = "approve" if approved else "refuse"
        MAKE_UP.move(row, verb, by=by, reason=reason, save=("reason",))
    letters.tell_judged(by=by, enrolment=rows[0].enrolment, make_ups=rows, number=number)
    return rows


def _rows(enrolment: Enrolment, number: int, *states: str) -> list[MakeUp]:
    return list(
        MakeUp.objects.filter(enrolment=enrolment, part__day__plan__number=number, state__in=states)
        .select_for_update(of=("self",))
        .select_related(*letters.WITH)
        .order_by("part__starts_at")
    )


def _save(by: Person, rows: Sequence[MakeUp]) -> None:
    MakeUp.objects.bulk_create(rows)
    audit.record_many(
        by=by,
        action="make_up.ask" if rows[0].state == MakeUpState.ASKED else "make_up.plan",
        changes=[
            (row, None, {"state": row.state, "part": row.part_id, "host": row.host_part_id})
            for row in rows
        ],
    )
