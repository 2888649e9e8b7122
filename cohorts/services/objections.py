"""Objecting to a mark of a closed day, and answering."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import COUNTS_AS_ATTENDED, DayState, Mark, MarkedHow, ObjectionState
from cohorts.lifecycles import OBJECTION
from cohorts.models import Attendance, CourseDay, Objection
from cohorts.selectors.objections import last_day_to_object
from cohorts.selectors.trainers import trainers_of
from cohorts.services.standing import assert_no_certificate_rests_on
from common import audit
from common.clock import now, today
from common.errors import RuleViolation
from common.guard import assert_identifies_nobody
from messaging.services.ledger import Letter, enqueue, enqueue_many

MADE = "objection_made"
ANSWERED = "objection_answered"


@transaction.atomic
def object_to_mark(*, by, attendance: Attendance, grounds: str) -> Objection:
    """Say that one's own mark is wrong; the trainers are told.

    Raises `RuleViolation`: `not_closed` (the trainer can still just change it), `too_late` (more
    than ten days since), `objected_already`, `reason_missing`, `identity_number`,
    `contact_details`.
    """
    attendance = _lock(attendance.pk)
    _check_in_time(attendance.part.day)
    _check_text(grounds, "grounds")
    earlier = attendance.objections.exclude(state=ObjectionState.WITHDRAWN)
    if earlier.filter(revision=attendance.revision).exists():
        raise RuleViolation(
            "objected_already",
            _("You have objected to this mark already."),
            _("The trainer's answer stands. Talk to your trainer if something is unclear."),
        )
    objection = Objection.objects.create(
        attendance=attendance,
        revision=attendance.revision,
        grounds=grounds.strip(),
        made_at=now(),
    )
    audit.record(by=by, action="objection.make", on=objection, after={"mark": attendance.mark})
    cohort = attendance.part.day.cohort
    enqueue_many(
        by=by,
        event=MADE,
        letters=[
            Letter(
                to=trainer,
                dedupe_key=f"{MADE}:{objection.pk}:{trainer.pk}",
                cause=objection,
                context={"objection": objection.pk},
            )
            for trainer in trainers_of([cohort])[cohort.pk]
        ],
    )
    return objection


@transaction.atomic
def answer_objection(*, by, objection: Objection, mark: Mark | str, answer: str) -> Objection:
    """Accept with another mark, or reject by leaving the mark as it is; the participant is told.

    Raises `RuleViolation`: `reason_missing`, `identity_number`, `contact_details`, `not_now`
    (answered or taken back meanwhile), `certificate_stands`.
    """
    _check_text(answer, "answer")
    if mark in Mark.values and mark not in COUNTS_AS_ATTENDED:
        assert_no_certificate_rests_on([objection.attendance.enrolment_id])
    attendance = _lock(objection.attendance_id)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    objection.answer, objection.answered_by, objection.answered_at = answer.strip(), by, now()
    changes = mark in Mark.values and mark != attendance.mark
    before = attendance.mark
    if changes:
        attendance.mark, attendance.how = Mark(mark), MarkedHow.OBJECTION
        attendance.marked_by, attendance.marked_at = by, now()
        attendance.revision += 1
        attendance.save()
        audit.record(
            by=by,
            action="attendance.correct",
            on=attendance,
            before={"mark": before},
            after={"mark": attendance.mark},
            reason=objection.answer,
        )
    accepted = changes or attendance.revision != objection.revision
    OBJECTION.move(
        objection,
        "accept" if accepted else "reject",
        by=by,
        reason=objection.answer,
        save=("answer", "answered_by", "answered_at"),
    )
    enqueue(
        by=by,
        event=ANSWERED,
        to=attendance.enrolment.person,
        context={"objection": objection.pk},
        dedupe_key=f"{ANSWERED}:{objection.pk}",
        cause=objection,
    )
    return objection


@transaction.atomic
def withdraw_objection(*, by, objection: Objection) -> Objection:
    """Take one's objection back before it is answered."""
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    return OBJECTION.move(objection, "withdraw", by=by)


def _lock(pk: int) -> Attendance:
    return (
        Attendance.objects.select_for_update(of=("self",))
        .select_related("part__day__cohort__version", "enrolment__person")
        .get(pk=pk)
    )


def _check_in_time(day: CourseDay) -> None:
    last = last_day_to_object(day)
    if last is None or day.state != DayState.PLANNED:
        raise RuleViolation(
            "not_closed",
            _("The day is not closed yet."),
            _("Talk to your trainer, who can still change the mark."),
        )
    if today() > last:
        raise RuleViolation(
            "too_late",
            _("More than ten days have passed since the day was closed."),
            _("Talk to your trainer or the joint board."),
        )


def _check_text(text: str, field: str) -> None:
    if not text.strip():
        raise RuleViolation("reason_missing", _("Write why."), field=field)
    assert_identifies_nobody([(_("your text"), text)], what=_("The text"), field=field)
