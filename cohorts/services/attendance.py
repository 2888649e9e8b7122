"""Taking attendance: marking half days, correcting them, and closing the day."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import DayState, EnrolmentState, Mark
from cohorts.models import Attendance, CourseDay, DayPart, Enrolment
from common import audit
from common.clock import now, today
from common.errors import RuleViolation


@dataclass(frozen=True)
class Marking:
    """What the trainer says about one person in one half day. `revision` is the one that the page
    showed (0: not marked), so that nobody's mark is overwritten unseen."""

    enrolment_id: int
    part_id: int
    mark: Mark
    revision: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of the markings: how many were saved, and which a colleague had changed."""

    saved: int
    conflicts: tuple[Marking, ...]


@transaction.atomic
def mark_attendance(
    *, by, day: CourseDay, markings: Iterable[Marking], reason: str = ""
) -> Outcome:
    """Save the markings of one course day; those that change nothing are left alone.

    A first mark needs no reason; changing a saved one does (domain.md §7.4). A mark that a
    colleague changed since the page was opened is not overwritten but returned as a conflict.
    Five queries and three writes, however many people there are. Raises `RuleViolation`:
    `day_cancelled`, `day_ahead`, `not_in_cohort`, `reason_needed` (nothing is saved then).
    """
    day = CourseDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
    _assert_can_be_marked(day)
    wanted = {(marking.enrolment_id, marking.part_id): marking for marking in markings}
    _assert_belongs(day, wanted)
    rows = {
        (row.enrolment_id, row.part_id): row
        for row in Attendance.objects.select_for_update().filter(part__day=day)
    }
    created, changed, conflicts = [], [], []
    moment = now()
    for key, marking in wanted.items():
        row = rows.get(key)
        if row is None:
            created.append(
                Attendance(
                    enrolment_id=marking.enrolment_id,
                    part_id=marking.part_id,
                    mark=marking.mark,
                    marked_by=by,
                    marked_at=moment,
                )
            )
        elif row.mark == marking.mark:
            continue
        elif row.revision != marking.revision:
            conflicts.append(marking)
        else:
            changed.append((row, {"mark": row.mark}, {"mark": marking.mark}))
    if (changed or (created and day.attendance_closed_at)) and not reason.strip():
        raise RuleViolation(
            "reason_needed",
            _("You change a mark that is saved already."),
            _("Say why, so that it can be understood later."),
            field="reason",
        )
    for row, _before, after in changed:
        row.mark, row.marked_by, row.marked_at = after["mark"], by, moment
        row.revision += 1
    Attendance.objects.bulk_create(created)
    Attendance.objects.bulk_update(
        [row for row, *_rest in changed], ["mark", "marked_by", "marked_at", "revision"]
    )
    audit.record_many(
        by=by,
        action="attendance.mark",
        changes=[(row, {}, {"mark": row.mark}) for row in created],
        reason=reason,
    )
    audit.record_many(by=by, action="attendance.correct", changes=changed, reason=reason)
    return Outcome(len(created) + len(changed), tuple(conflicts))


def _assert_can_be_marked(day: CourseDay) -> None:
    if day.state != DayState.PLANNED:
        raise RuleViolation("day_cancelled", _("The day is cancelled."))
    if day.date > today():
        raise RuleViolation(
            "day_ahead",
            _("The day has not come yet."),
            _("Attendance can be taken from the morning of the course day."),
        )


def _assert_belongs(day: CourseDay, wanted: dict[tuple[int, int], Marking]) -> None:
    enrolments = {enrolment_id for enrolment_id, _part in wanted}
    parts = {part_id for _enrolment, part_id in wanted}
    in_cohort = Enrolment.objects.filter(
        cohort=day.cohort_id, pk__in=enrolments, state=EnrolmentState.ENROLLED
    ).count()
    in_day = DayPart.objects.filter(day=day, pk__in=parts).count()
    if in_cohort != len(enrolments) or in_day != len(parts):
        raise RuleViolation(
            "not_in_cohort",
            _("Somebody on the list is no longer in the cohort."),
            _("Load the page again; the list is shown as it is now."),
        )


@transaction.atomic
def close_day(*, by, day: CourseDay) -> CourseDay:
    """Say that the day's attendance is complete. Raises `RuleViolation("unmarked")` while
    somebody is not marked; after this every change needs a reason."""
    day = CourseDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
    _assert_can_be_marked(day)
    people = Enrolment.objects.active().filter(cohort=day.cohort_id).count()
    marked = Attendance.objects.filter(
        part__day=day, enrolment__state=EnrolmentState.ENROLLED
    ).count()
    if marked < people * day.parts.count():
        raise RuleViolation(
            "unmarked",
            _("Somebody is not marked yet."),
            _("Mark everybody for both half days, then close the day."),
        )
    day.attendance_closed_at = now()
    day.save(update_fields=["attendance_closed_at"])
    audit.record(by=by, action="attendance.close", on=day, after={"marked": marked})
    return day
