"""What people are told about course days: the invitation, changes, and that a course is off.

Each mail carries the days as calendar entries addressed to the reader.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.enums import HALF_CALLED_OFF, DayState
from cohorts.models import Cohort, CourseDay, Enrolment
from cohorts.selectors.calendars import calendar_for, days_left, people_with_days
from cohorts.selectors.planning import people_waiting_for
from cohorts.services.course_days import DayChange
from messaging import events
from messaging.calendars import Method
from messaging.models import Message
from messaging.services.ledger import Letter, Recipient, enqueue, enqueue_many

INVITATION = "course_invitation"
DAYS_CHANGED = "course_days_changed"
CANCELLED = "course_cancelled"
LEFT = "course_left"


def register() -> None:
    """Make these messages known; called when the platform starts."""
    events.register(INVITATION, invitation_words, label=_("Invitation to the course days"))
    events.register(DAYS_CHANGED, change_words, label=_("Course days changed"))
    events.register(CANCELLED, cohort_words, label=_("The course is cancelled"))
    events.register(LEFT, cohort_words, label=_("Left the course"))


# ── letters ─────────────────────────────────────────────────────────────────────────────────


def invite(*, by, cohort: Cohort, enrolments: Sequence[Enrolment]) -> None:
    """One mail for each person enrolled, with all days that are left. Wants `person` joined.
    Three queries for any number of people."""
    days = days_left(cohort)
    letters = [
        Letter(
            to=enrolment.person,
            dedupe_key=f"{INVITATION}:{enrolment.pk}",
            cause=enrolment,
            context={"cohort": cohort.pk},
            calendar=calendar_for(enrolment.person, days),
        )
        for enrolment in enrolments
    ]
    enqueue_many(by=by, event=INVITATION, letters=letters)


def tell_of_changes(*, by, cohort: Cohort, changes: Sequence[DayChange], reason: str) -> None:
    """One mail for each person concerned, with the changed days. Two queries."""
    days = [change.day for change in changes]
    newest = f"{days[0].pk}.{days[0].sequence}"
    context = {
        "cohort": cohort.pk,
        "reason": reason,
        "changes": [_as_told(change) for change in changes],
    }
    cancelled = all(day.state == DayState.CANCELLED for day in days)
    method = Method.CANCEL if cancelled else Method.REQUEST
    letters = [
        Letter(
            to=person,
            dedupe_key=f"{DAYS_CHANGED}:{person.pk}:{newest}",
            cause=cohort,
            context=context,
            calendar=calendar_for(person, days, method),
        )
        for person in people_with_days(cohort)
    ]
    enqueue_many(by=by, event=DAYS_CHANGED, letters=letters)


def tell_that_cancelled(*, by, cohort: Cohort, days: Sequence[CourseDay], reason: str) -> None:
    """One mail for each person who takes part, teaches, is nominated or registered, or has
    nominated somebody. Three queries."""
    context = {"cohort": cohort.pk, "reason": reason}
    told = {
        person.email: (person, calendar_for(person, days, Method.CANCEL))
        for person in people_with_days(cohort)
    }
    for email, name in people_waiting_for(cohort):
        told.setdefault(email, (Recipient(email, name), None))
    letters = [
        Letter(
            to=to,
            dedupe_key=f"{CANCELLED}:{cohort.pk}:{email}",
            cause=cohort,
            context={**context, "has_calendar": calendar is not None},
            calendar=calendar,
        )
        for email, (to, calendar) in told.items()
    ]
    enqueue_many(by=by, event=CANCELLED, letters=letters)


def take_back_days(*, by, enrolment: Enrolment) -> None:
    """To somebody who has left the course: the days that are left go from the calendar. Wants
    `person` and `cohort` joined. Three queries."""
    days = days_left(enrolment.cohort)
    enqueue(
        by=by,
        event=LEFT,
        to=enrolment.person,
        context={"cohort": enrolment.cohort_id, "has_calendar": bool(days)},
        dedupe_key=f"{LEFT}:{enrolment.pk}",
        cause=enrolment,
        calendar=calendar_for(enrolment.person, days, Method.CANCEL),
    )


# ── words ───────────────────────────────────────────────────────────────────────────────────


def cohort_words(message: Message) -> Mapping[str, object]:
    """The cohort, and where its page is. One query."""
    cohort = Cohort.objects.with_programme().get(pk=message.context["cohort"])
    page = settings.SITE_URL + reverse("cohorts:cohort", args=[cohort.slug])
    return {"cohort": cohort, "cohort_url": page}


def invitation_words(message: Message) -> Mapping[str, object]:
    """Further the days, and where one's calendar can be subscribed to. Three queries."""
    words = cohort_words(message)
    return {
        **words,
        "days": days_left(words["cohort"]),
        "calendar_url": settings.SITE_URL + reverse("cohorts:my_calendar"),
    }


def change_words(message: Message) -> Mapping[str, object]:
    """Further the changes as they were told. One query."""
    changes = [_as_read(change) for change in message.context["changes"]]
    return {**cohort_words(message), "changes": changes}


def _as_told(change: DayChange) -> dict:
    """A change in plain values, for the ledger."""
    day = change.day
    return {
        "number": day.plan.number,
        "title": day.plan.title,
        "is_cancelled": day.state == DayState.CANCELLED,
        "called_off": change.called_off,
        "was": _moment(change.date, change.starts_at, change.ends_at, change.place),
        "now": _moment(day.date, day.starts_at, day.ends_at, day.place),
    }


def _moment(date: dt.date, starts_at: dt.datetime, ends_at: dt.datetime, place: str) -> dict:
    return {
        "date": date.isoformat(),
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "place": place,
    }


def _as_read(change: Mapping) -> dict:
    """A change from the ledger, with dates to be written in words."""

    def moment(values: Mapping) -> dict:
        return {
            "date": dt.date.fromisoformat(values["date"]),
            "starts_at": dt.datetime.fromisoformat(values["starts_at"]),
            "ends_at": dt.datetime.fromisoformat(values["ends_at"]),
            "place": values["place"],
        }

    was, now = moment(change["was"]), moment(change["now"])
    words = {
        "called_off": HALF_CALLED_OFF.get(change.get("called_off"), ""),
        "is_moved": was["date"] != now["date"],
    }
    return {**change, **words, "was": was, "now": now}
