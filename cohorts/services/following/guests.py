"""What becomes of guests when the day they were to come to is moved or cancelled."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cohorts.enums import DayState, MakeUpState
from cohorts.models import CourseDay
from cohorts.selectors.make_ups import make_ups_on
from cohorts.services.course_days import DayChange
from cohorts.services.following.letters import tell_new_times
from cohorts.services.following.make_ups import release


def follow_changes(*, by, changes: Sequence[DayChange], reason: str) -> None:
    """A day on another date, or cancelled, frees its guests: they are told and choose again, since
    nobody knows whether the new date suits them; so does half a day that is called off. Other
    times or another place they only hear of. In the caller's transaction; one query without
    guests."""
    found = make_ups_on([change.day for change in changes])
    if not found:
        return
    gone = {
        change.day.pk
        for change in changes
        if change.day.state == DayState.CANCELLED or change.day.date != change.date
    }
    days = {change.day.pk: change.day for change in changes}
    freed = [row for row in found if row.host_part.day_id in gone or row.host_part.called_off_at]
    _free(by, freed, reason)
    kept = [row for row in found if row not in freed]
    tell_new_times(
        by=by, make_ups=[row for row in kept if row.state == MakeUpState.PLANNED], days=days
    )


def free(*, by, days: Sequence[CourseDay], reason: str) -> None:
    """The cohort is cancelled: its guests choose again. One query without guests."""
    _free(by, make_ups_on(days), reason)


def _free(by, found, reason: str) -> None:
    if found:
        why = _("The day you were to come to is moved or cancelled.")
        release(by=by, make_ups=found, reason=f"{why} {reason}".strip())
