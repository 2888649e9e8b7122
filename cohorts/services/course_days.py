"""Moving and cancelling single days. Each change raises the day's sequence, so that calendars
change the entry they have (domain.md §7.6), and is told to everybody whom it concerns."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cohorts import signals
from cohorts.enums import COUNTS_AS_ATTENDED, DayState
from cohorts.lifecycles import COHORT, COURSE_DAY
from cohorts.models import Attendance, Cohort, CourseDay, DayPart
from cohorts.services.absences import forget_absences
from cohorts.services.dates import DayTimes, move_along
from cohorts.services.days_off import day_off
from cohorts.services.seats import lock_cohort
from common import audit, clock
from common.errors import RuleViolation

Moments = Mapping[str, tuple[dt.datetime, dt.datetime]]


@dataclass(frozen=True)
class DayChange:
    """A day as it was, beside `day`, the row as it has become. What `course_days_changed` sends."""

    day: CourseDay
    date: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    called_off: str = ""  # the half that is not given any more

    @classmethod
    def before(cls, day: CourseDay) -> "DayChange":
        """Remember `day` as it is now. Wants what `in_order` joins, and the cohort."""
        return cls(day, day.date, day.starts_at, day.ends_at, day.place)


@transaction.atomic
def move_day(
    *,
    by,
    day: CourseDay,
    date: dt.date,
    times: DayTimes,
    reason: str,
    venue: str = "",
    mode: str = "",
    meeting_url: str | None = None,
    follow: bool = False,
    on_day_off: bool = False,
) -> CourseDay:
    """Give a day another date, other times, or another place or form.

    An empty `venue` means the cohort's; an empty `mode` and a `meeting_url` of None leave what is
    there. With `follow` the later days of the same term move by as many days. Raises
    `RuleViolation`: `reason_missing`, `times_out_of_order`, `not_now` (cancelled meanwhile),
    `day_is_held`, `date_has_passed`, `another_day_is_there`, `day_off` unless `on_day_off`, and
    `nothing_changed`. Absence that was marked or announced for another date is taken back (ADR
    31). Queries grow neither with people nor with days.
    """
    check_reason(reason)
    times.check()
    cohort, days = lock_with_days(day)
    day = _movable(days, day.pk)
    later = _followers(days, day) if follow and date != day.date else []
    others = {row.date for row in days if row is not day and row not in later}
    if date != day.date:
        _check_date(date, others, on_day_off=on_day_off)
    dates = move_along([row.date for row in later], date - day.date, date, others)
    before = [(DayChange.before(row), _facts(row)) for row in (day, *later)]
    moved = [part for row, to in zip(later, dates, strict=True) for part in _put_on(row, to)]
    moved += _put_on(day, date, times.on(date))
    DayPart.objects.bulk_update(moved, ["starts_at", "ends_at"])
    day.venue = "" if venue == cohort.venue else venue
    day.mode = mode or day.mode
    day.meeting_url = day.meeting_url if meeting_url is None else meeting_url
    changed = [(then, facts) for then, facts in before if facts != _facts(then.day)]
    if not changed:
        raise RuleViolation(
            "nothing_changed",
            _("Nothing has been changed."),
            _("Choose another date, time or place."),
        )
    changes = [then for then, _facts_then in changed]
    raise_sequence([then.day for then in changes], "date", "venue", "mode", "meeting_url")
    audit.record_many(
        by=by,
        action="course_day.move",
        changes=[(then.day, facts, _facts(then.day)) for then, facts in changed],
        reason=reason,
    )
    elsewhere = [then.day for then in changes if then.date != then.day.date]
    forget_absences(by=by, days=elsewhere, reason=reason)
    _tell(by=by, cohort=cohort, changes=changes, reason=reason)
    return day


@transaction.atomic
def cancel_day(*, by, day: CourseDay, reason: str) -> CourseDay:
    """Take a day away without another date. Marks of absence stay, and count nowhere (ADR 31).

    Raises `RuleViolation`: `reason_missing`, `not_now` (it is cancelled), `day_is_held`.
    """
    check_reason(reason)
    cohort, days = lock_with_days(day)
    day = _movable(days, day.pk)
    change = DayChange.before(day)
    COURSE_DAY.move(day, "cancel", by=by, reason=reason)
    announce(by=by, cohort=cohort, changes=[change], reason=reason)
    return day


def announce(*, by, cohort: Cohort, changes: Sequence[DayChange], reason: str) -> None:
    """Raise the sequence of the changed days and send the news, in the caller's transaction."""
    if not changes:
        return
    raise_sequence([change.day for change in changes])
    _tell(by=by, cohort=cohort, changes=changes, reason=reason)


def raise_sequence(days: Sequence[CourseDay], *fields: str) -> None:
    """Mark the days' calendar entries as newer than those that were sent, and save `fields` with
    it. One query."""
    for day in days:
        day.sequence += 1
    CourseDay.objects.bulk_update(days, ["sequence", *fields])


def _tell(*, by, cohort: Cohort, changes: Sequence[DayChange], reason: str) -> None:
    """Send the news."""
    days = [change.day for change in changes]
    signals.course_days_changed.send(
        Cohort, cohort=cohort, days=days, changes=changes, by=by, reason=reason
    )


def check_reason(reason: str) -> None:
    """Raise `RuleViolation("reason_missing")` for a reason without a word."""
    if not reason.strip():
        raise RuleViolation(
            "reason_missing",
            _("Write why. Those who are told can read it."),
            field="reason",
        )


def lock_with_days(day: CourseDay) -> tuple[Cohort, list[CourseDay]]:
    """The cohort of a day, locked, with its planned days in order. Refuses a cancelled cohort."""
    cohort = lock_cohort(day.cohort_id)
    COHORT.step(cohort.state, "cancel")
    return cohort, list(cohort.days.filter(state=DayState.PLANNED).in_order())


def planned_day(days: Sequence[CourseDay], pk: int) -> CourseDay:
    """The day among the planned ones; raises `not_now` if it is cancelled. No query."""
    try:
        return next(row for row in days if row.pk == pk)
    except StopIteration:
        COURSE_DAY.step(DayState.CANCELLED, "cancel")
        raise


def _movable(days: Sequence[CourseDay], pk: int) -> CourseDay:
    """The day among the planned ones, unless it has been held or is cancelled."""
    day = planned_day(days, pk)
    attended = Attendance.objects.filter(part__day=day, mark__in=COUNTS_AS_ATTENDED)
    if day.attendance_closed_at or attended.exists():
        raise RuleViolation(
            "day_is_held",
            _("This day has been held: people are marked as present."),
            _("A day that has been held can't be moved or cancelled."),
        )
    return day


def _followers(days: Sequence[CourseDay], day: CourseDay) -> list[CourseDay]:
    """The days of the same term after `day`."""
    return [
        row
        for row in days
        if row.date > day.date
        and row.plan.term_id == day.plan.term_id
        and not row.attendance_closed_at
    ]


def _check_date(date: dt.date, others: set[dt.date], *, on_day_off: bool) -> None:
    if date < clock.today():
        raise RuleViolation(
            "date_has_passed",
            _("That day has passed."),
            _("Choose a day from today on."),
            field="date",
        )
    if date in others:
        raise RuleViolation(
            "another_day_is_there",
            _("Another day of the same cohort is on that date."),
            _("Choose another date, or move the other day first."),
            field="date",
        )
    if (name := day_off(date)) and not on_day_off:
        raise RuleViolation(
            "day_off",
            _("That day is %(name)s.") % {"name": name},
            _("Choose another date, or tick that the day is to be given all the same."),
            field="date",
        )


def _put_on(day: CourseDay, date: dt.date, moments: Moments | None = None) -> list[DayPart]:
    """Set the date of a day, and its half days to `moments` or to the same times of the new date;
    returns the half days that differ, to be saved."""
    moved = []
    for part in day.parts.all():
        starts_at, ends_at = moments[part.half] if moments else _same_times(part, date - day.date)
        if (part.starts_at, part.ends_at) != (starts_at, ends_at):
            part.starts_at, part.ends_at = starts_at, ends_at
            moved.append(part)
    day.date = date
    return moved


def _same_times(part: DayPart, by: dt.timedelta) -> tuple[dt.datetime, dt.datetime]:
    """Nine o'clock stays nine o'clock, in summer and winter."""
    return localtime(part.starts_at) + by, localtime(part.ends_at) + by


def _facts(day: CourseDay) -> dict:
    """What the audit log keeps of a day."""
    return {
        "date": day.date,
        "parts": [[part.starts_at, part.ends_at] for part in day.parts.all()],
        "place": day.place,
        "mode": day.mode,
        "meeting_url": day.meeting_url,
    }
