"""Announcing absence beforehand, and taking it back."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import AbsenceReason, DayState, EnrolmentState
from cohorts.models import AbsenceNotice, Attendance, CourseDay, Enrolment
from common import audit
from common.clock import now
from common.errors import RuleViolation
from common.guard import assert_no_identity_numbers


@transaction.atomic
def announce_absence(
    *,
    by,
    enrolment: Enrolment,
    day: CourseDay,
    halves: Collection[str],
    reason: AbsenceReason | str = "",
    note: str = "",
) -> list[AbsenceNotice]:
    """Say which halves of a day somebody will be away from; returns what stands afterwards.

    The choice replaces what was announced: halves left out are taken back, none takes back all.
    A half that has begun is left as it is. The trainer sees it on the roll and decides what to
    mark (issue 3). Raises `RuleViolation`: `not_in_cohort`, `day_cancelled`, `half_has_begun`
    (nothing can be announced any longer), `reason_missing`, `identity_number`.
    """
    parts = _parts_to_come(enrolment, day, halves)
    if halves and reason not in AbsenceReason.values:
        raise RuleViolation("reason_missing", _("Choose a reason."), field="reason")
    assert_no_identity_numbers([(_("your note"), note)], what=_("The text"), field="note")
    standing = {
        notice.part_id: notice
        for notice in AbsenceNotice.objects.select_for_update().filter(
            enrolment=enrolment, part__in=parts, withdrawn_at__isnull=True
        )
    }
    for part in parts:
        notice = standing.get(part.pk)
        if part.half in halves:
            standing[part.pk] = _give(by, enrolment, part, notice, reason, note)
        elif notice:
            _withdraw(by, standing.pop(part.pk))
    return list(standing.values())


def _parts_to_come(enrolment: Enrolment, day: CourseDay, halves: Collection[str]) -> list:
    """The halves that have not begun."""
    if enrolment.state != EnrolmentState.ENROLLED or enrolment.cohort_id != day.cohort_id:
        raise RuleViolation("not_in_cohort", _("You don't take part in this course."))
    if day.state != DayState.PLANNED:
        raise RuleViolation("day_cancelled", _("The day is cancelled."))
    to_come = [part for part in day.parts.all() if part.starts_at > now()]
    late = set(halves) - {part.half for part in to_come}
    already = AbsenceNotice.objects.filter(
        enrolment=enrolment, part__day=day, part__half__in=late, withdrawn_at__isnull=True
    ).count()
    if not to_come or len(late) > already:
        raise RuleViolation(
            "half_has_begun",
            _("It has begun, so absence can't be announced here any longer."),
            _("Tell your trainer instead."),
            field="halves",
        )
    return to_come


def _give(by, enrolment, part, notice: AbsenceNotice | None, reason, note) -> AbsenceNotice:
    """A new notice, or the standing one with another reason or note."""
    after = {"reason": str(reason)}  # the note is for the trainer's eyes; the log keeps no words
    if notice is None:
        notice = AbsenceNotice.objects.create(
            enrolment=enrolment, part=part, reason=reason, note=note.strip(), given_at=now()
        )
        audit.record(by=by, action="absence_notice.give", on=notice, after=after)
    elif (notice.reason, notice.note) != (reason, note.strip()):
        before = {"reason": notice.reason}
        notice.reason, notice.note, notice.given_at = reason, note.strip(), now()
        notice.save(update_fields=["reason", "note", "given_at"])
        audit.record(by=by, action="absence_notice.change", on=notice, before=before, after=after)
    return notice


def _withdraw(by, notice: AbsenceNotice, reason: str = "") -> None:
    notice.withdrawn_at = now()
    notice.note = ""  # nobody needs it any longer
    notice.save(update_fields=["withdrawn_at", "note"])
    before = {"reason": notice.reason}
    audit.record(by=by, action="absence_notice.withdraw", on=notice, before=before, reason=reason)


def forget_absences(*, by, days: Sequence[CourseDay], reason: str) -> None:
    """Take back what was said about a date on which nothing was given after all: marks of absence,
    and announced absence. Called when a day that nobody attended gets another date (ADR 31), in
    the caller's transaction. Two queries when there is nothing to take back."""
    if not days:
        return
    marks = list(Attendance.objects.select_for_update().filter(part__day__in=days))
    if marks:
        audit.record_many(
            by=by,
            action="attendance.take_back",
            changes=[(row, {"mark": row.mark}, {}) for row in marks],
            reason=reason,
        )
        Attendance.objects.filter(pk__in=[row.pk for row in marks]).delete()
    for notice in AbsenceNotice.objects.select_for_update().filter(
        part__day__in=days, withdrawn_at__isnull=True
    ):
        _withdraw(by, notice, reason)
