"""Taking attendance: marking half days, correcting them, and closing the day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import signals
from cohorts.enums import COUNTS_AS_ATTENDED, DayState, Mark, MarkedHow
from cohorts.models import Attendance, CheckIn, CourseDay
from cohorts.selectors.attending import expected_at
from cohorts.services.standing import assert_no_certificate_rests_on
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
    how: MarkedHow = MarkedHow.TRAINER


@dataclass(frozen=True)
class Conflict:
    """A marking that was not saved, since somebody had marked otherwise meanwhile."""

    enrolment_id: int
    part_id: int
    wanted: Mark
    found: Attendance


@dataclass(frozen=True)
class Outcome:
    """What became of the markings: how many were saved, and which somebody else had changed."""

    saved: int
    conflicts: tuple[Conflict, ...]


@dataclass
class _Sorted:
    """The markings beside the rows that are there."""

    created: list[Attendance] = field(default_factory=list)
    changed: list[tuple[Attendance, dict, dict]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


@transaction.atomic
def mark_attendance(
    *, by, day: CourseDay, markings: Iterable[Marking], reason: str = ""
) -> Outcome:
    """Save the markings of one course day; those that change nothing are left alone, so that the
    same taps sent twice are saved once.

    A first mark on an open day needs no reason. Changing a saved one does, and everything after
    the day is closed (domain.md §7.4, ADR 30). A mark that was changed since the page was opened
    is not overwritten but returned as a conflict; "everybody unmarked" never touches a mark.
    Four queries and four writes, however many people there are. Raises `RuleViolation`:
    `day_cancelled`, `day_ahead`, `not_in_cohort`, `reason_needed`, `certificate_stands` (nothing
    is saved then).
    """
    wanted = {(marking.enrolment_id, marking.part_id): marking for marking in markings}
    _assert_certificates_do_not_rest(day, wanted.values())
    expected, day = expected_at(day), lock_day(day.pk)
    if wanted.keys() - expected:
        raise RuleViolation(
            "not_in_cohort",
            _("Somebody on the list is no longer in the cohort."),
            _("Load the page again; the list is shown as it is now."),
        )
    rows = {
        (row.enrolment_id, row.part_id): row
        for row in Attendance.objects.select_for_update(of=("self",))
        .filter(part__day=day)
        .select_related("marked_by")
    }
    result = _sort(by, wanted, rows)
    if _needs_reason(day, result) and not reason.strip():
        raise RuleViolation(
            "reason_needed",
            _("You change a mark that is saved already."),
            _("Say why, so that it can be understood later."),
            field="reason",
        )
    _save(by, result, wanted, reason)
    return Outcome(len(result.created) + len(result.changed), tuple(result.conflicts))


def _assert_certificates_do_not_rest(day: CourseDay, markings: Iterable[Marking]) -> None:
    """Refuse to take back what counts from under a certificate. Cohorts are locked before days."""
    away = {row.enrolment_id for row in markings if row.mark not in COUNTS_AS_ATTENDED}
    if away:
        counted = Attendance.objects.filter(
            part__day=day.pk, enrolment__in=away, mark__in=COUNTS_AS_ATTENDED
        )
        if taken_back := set(counted.values_list("enrolment", flat=True)):
            assert_no_certificate_rests_on(taken_back)


def lock_day(pk: int) -> CourseDay:
    """The day, locked, if it can be marked: given, and today or before. One query. Raises
    `RuleViolation`: `day_cancelled`, `day_ahead`."""
    day = CourseDay.objects.select_for_update(of=("self",)).get(pk=pk)
    if day.state != DayState.PLANNED:
        raise RuleViolation("day_cancelled", _("The day is cancelled."))
    if day.date > today():
        raise RuleViolation(
            "day_ahead",
            _("The day has not come yet."),
            _("Attendance can be taken from the morning of the course day."),
        )
    return day


def _sort(by, wanted: Mapping, rows: Mapping) -> _Sorted:
    """What each marking comes to."""
    moment, result = now(), _Sorted()
    for key, marking in wanted.items():
        row = rows.get(key)
        if row is None:
            result.created.append(
                Attendance(
                    enrolment_id=marking.enrolment_id,
                    part_id=marking.part_id,
                    mark=marking.mark,
                    how=marking.how,
                    marked_by=by,
                    marked_at=moment,
                )
            )
        elif row.mark == marking.mark or marking.how == MarkedHow.EVERYONE:
            continue
        elif row.revision != marking.revision:
            result.conflicts.append(Conflict(*key, marking.mark, row))
        else:
            result.changed.append((row, {"mark": row.mark}, {"mark": marking.mark}))
    return result


def _needs_reason(day: CourseDay, result: _Sorted) -> bool:
    """Whether something changes that is saved, or a day that is closed."""
    return bool(result.changed or (result.created and day.attendance_closed_at))


def _save(by, result: _Sorted, wanted: Mapping, reason: str) -> None:
    moment = now()
    for row, _before, after in result.changed:
        row.mark, row.marked_by, row.marked_at = after["mark"], by, moment
        row.how = wanted[row.enrolment_id, row.part_id].how
        row.revision += 1
    Attendance.objects.bulk_create(result.created)
    Attendance.objects.bulk_update(
        [row for row, *_ in result.changed],
        ["mark", "how", "marked_by", "marked_at", "revision"],
    )
    made = [(row, {}, {"mark": row.mark, "how": row.how}) for row in result.created]
    audit.record_many(by=by, action="attendance.mark", changes=made, reason=reason)
    audit.record_many(by=by, action="attendance.correct", changes=result.changed, reason=reason)


@transaction.atomic
def close_day(*, by, day: CourseDay) -> CourseDay:
    """Say that the day's attendance is complete; check-in by code ends too. After this every
    change needs a reason, and participants can object for ten days.

    Raises `RuleViolation("unmarked")` while somebody expected is not marked, `not_now` when a
    colleague has closed it."""
    day = lock_day(day.pk)
    if day.attendance_closed_at:
        raise RuleViolation("not_now", _("A colleague has closed the day already."))
    marked = set(Attendance.objects.filter(part__day=day).values_list("enrolment_id", "part_id"))
    if expected_at(day) - marked:
        raise RuleViolation(
            "unmarked",
            _("Somebody is not marked yet."),
            _("Mark everybody for both half days, then close the day."),
        )
    day.attendance_closed_at = now()
    day.save(update_fields=["attendance_closed_at"])
    CheckIn.objects.filter(part__day=day, closed_at__isnull=True).update(closed_at=now())
    audit.record(by=by, action="attendance.close", on=day, after={"marked": len(marked)})
    signals.day_closed.send(sender=CourseDay, cohort_id=day.cohort_id, by=by)
    return day
