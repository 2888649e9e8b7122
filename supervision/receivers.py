"""What this room does when it hears news from the cohorts. Connected in `apps.py`."""

from cohorts import signals
from supervision.services.bookings import follow_days, forget_bookings


def connect() -> None:
    """Listen; called when the platform starts."""
    signals.course_days_changed.connect(follow_changes, dispatch_uid="examining.changes")
    signals.cohort_cancelled.connect(follow_cancelling, dispatch_uid="examining.cancelled")
    signals.enrolment_ended.connect(forget, dispatch_uid="examining.ended")


def follow_changes(sender, *, days, by, reason, **kwargs) -> None:
    follow_days(by=by, days=days, reason=reason)


def follow_cancelling(sender, *, cohort, days, by, reason, **kwargs) -> None:
    for day in days:
        day.cohort = cohort
    follow_days(by=by, days=days, reason=reason)


def forget(sender, *, enrolment, by, **kwargs) -> None:
    forget_bookings(by=by, enrolment=enrolment)
