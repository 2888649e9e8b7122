"""Calling off one half of a day that is given: a trainer falls ill at lunch."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import COUNTS_AS_ATTENDED
from cohorts.models import Attendance, CheckIn, CourseDay, DayPart
from cohorts.services.course_days import (
    DayChange,
    announce,
    check_reason,
    lock_with_days,
    planned_day,
)
from cohorts.services.standing import assert_no_certificate_rests_on
from common import audit
from common.clock import now
from common.errors import RuleViolation


@transaction.atomic
def call_off_half(*, by, day: CourseDay, half: str, reason: str) -> CourseDay:
    """Call off one half of a day and give the other, also when the day has begun: a trainer falls
    ill at lunch. Marks of the other half stay and count as half a day; what was marked or
    announced in this one stays as history and counts nowhere (ADR 38).

    Raises `RuleViolation`: `reason_missing`, `not_now` (the day is cancelled), `day_is_held` (it
    is closed), `half_is_held` (it has begun, and people are marked as present in it), `last_half`,
    and `certificate_stands`.
    """
    check_reason(reason)
    cohort, days = lock_with_days(day)
    before = DayChange.before(planned_day(days, day.pk))
    part = _half_to_call_off(before.day, half)
    part.called_off_at = now()
    part.save(update_fields=["called_off_at"])
    CheckIn.objects.filter(part=part, closed_at__isnull=True).update(closed_at=now())
    audit.record(
        by=by,
        action="course_day.call_off_half",
        on=before.day,
        after={"half": part.half, "times": [part.starts_at, part.ends_at]},
        reason=reason,
    )
    day = cohort.days.in_order().get(pk=day.pk)
    day.cohort = cohort
    change = replace(before, day=day, called_off=part.half)
    announce(by=by, cohort=cohort, changes=[change], reason=reason)
    return day


def _half_to_call_off(day: CourseDay, half: str) -> DayPart:
    """That half of the day, if it is given, is not the only one left, and has not been held. The
    day is locked, so that nobody marks it meanwhile."""
    attended = Attendance.objects.filter(
        part__day=day, part__half=half, mark__in=COUNTS_AS_ATTENDED
    )
    assert_no_certificate_rests_on(set(attended.values_list("enrolment", flat=True)))
    locked = CourseDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
    if locked.attendance_closed_at:
        raise RuleViolation(
            "day_is_held",
            _("The day is closed: its attendance is complete."),
            _("A day that has been held can't be moved or cancelled."),
        )
    parts = {part.half: part for part in day.parts.all()}
    if half not in parts or len(parts) == 1:
        raise RuleViolation(
            "last_half",
            _("Only one half of the day is left."),
            _("Cancel the whole day instead."),
            field="half",
        )
    if parts[half].starts_at <= now() and attended.exists():
        raise RuleViolation(
            "half_is_held",
            _("This half has been held: people are marked as present in it."),
            _("If the marks are wrong, correct them first."),
            field="half",
        )
    return parts[half]
