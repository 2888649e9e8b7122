"""What this room does when it hears its own news. Connected in `apps.py`, written per activity."""

from cohorts import signals
from cohorts.enums import EnrolmentState
from cohorts.notifications import planning
from cohorts.services.following import coming_back, guests, warnings
from cohorts.services.registrations.leaving import follow_enrolment
from cohorts.services.registrations.offers import offer_free_seats
from courses.enums import WayIn


def connect() -> None:
    """Listen; called when the platform starts."""
    signals.people_enrolled.connect(invite_the_enrolled, dispatch_uid="planning.invite")
    signals.enrolment_ended.connect(take_back_days, dispatch_uid="planning.take_back")
    signals.course_days_changed.connect(tell_of_changes, dispatch_uid="planning.changes")
    signals.cohort_cancelled.connect(tell_that_cancelled, dispatch_uid="planning.cancelled")
    signals.enrolment_ended.connect(end_registration, dispatch_uid="registering.end")
    signals.enrolment_ended.connect(release_make_ups, dispatch_uid="following.release")
    signals.course_days_changed.connect(follow_guests, dispatch_uid="following.guests")
    signals.cohort_cancelled.connect(free_guests, dispatch_uid="following.cancelled")
    signals.day_closed.connect(warn_early, dispatch_uid="following.warn")
    signals.cohort_changed.connect(offer_new_seats, dispatch_uid="registering.offer")


def invite_the_enrolled(sender, *, cohort, enrolments, by, **kwargs) -> None:
    """Send the days to everybody who got a seat; after open registration its own confirmation,
    which can be cancelled by its link, carries them."""
    continuing = any(enrolment.continues_id for enrolment in enrolments)
    if continuing or cohort.version.way_in != WayIn.OPEN:
        planning.invite(by=by, cohort=cohort, enrolments=enrolments)


def take_back_days(sender, *, enrolment, by, **kwargs) -> None:
    """Somebody who registered themselves gets the days back with the mail that it is cancelled."""
    if enrolment.state != EnrolmentState.LEFT:
        coming_back.tell_paused(by=by, enrolment=enrolment)
    elif enrolment.continues_id or enrolment.cohort.version.way_in != WayIn.OPEN:
        planning.take_back_days(by=by, enrolment=enrolment)


def tell_of_changes(sender, *, cohort, changes, by, reason, **kwargs) -> None:
    planning.tell_of_changes(by=by, cohort=cohort, changes=changes, reason=reason)


def tell_that_cancelled(sender, *, cohort, days, by, reason, **kwargs) -> None:
    planning.tell_that_cancelled(by=by, cohort=cohort, days=days, reason=reason)


def end_registration(sender, *, enrolment, by, **kwargs) -> None:
    follow_enrolment(by=by, enrolment=enrolment)
    if enrolment.continues_id and enrolment.cohort.version.way_in == WayIn.OPEN:
        offer_free_seats(cohort_id=enrolment.cohort_id)


def release_make_ups(sender, *, enrolment, by, **kwargs) -> None:
    """Somebody who no longer takes part holds no chair as a guest either."""
    coming_back.release_make_ups(by=by, enrolment=enrolment)


def follow_guests(sender, *, changes, by, reason, **kwargs) -> None:
    """Guests of a day that moves or falls away choose another; else they hear what is new."""
    guests.follow_changes(by=by, changes=changes, reason=reason)


def free_guests(sender, *, days, by, reason, **kwargs) -> None:
    guests.free(by=by, days=days, reason=reason)


def warn_early(sender, *, cohort_id, **kwargs) -> None:
    """A closed day may have brought somebody near to missing too much."""
    warnings.warn_cohort(cohort_id)


def offer_new_seats(sender, *, cohort, **kwargs) -> None:
    """More seats are for those who wait."""
    if cohort.version.way_in == WayIn.OPEN:
        offer_free_seats(cohort_id=cohort.pk)
