"""What is told about attendance: a day left open, an objection, and the answer to it."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.enums import ObjectionState
from cohorts.models import CourseDay, Objection
from cohorts.services.attendance_reminders import OPEN_DAY
from cohorts.services.objections import ANSWERED, MADE
from messaging import events
from messaging.models import Message


def register() -> None:
    """Make these messages known; called when the platform starts."""
    events.register(OPEN_DAY, open_day_words, label=_("A course day is not closed"))
    events.register(MADE, objection_words, label=_("Objection to a mark"))
    events.register(ANSWERED, objection_words, label=_("Answer to an objection"))


def open_day_words(message: Message) -> Mapping[str, object]:
    """The day, and the page where it is closed. One query."""
    day = CourseDay.objects.select_related("plan", "cohort").get(pk=message.context["day"])
    if day.attendance_closed_at:
        said = f"day {day.pk} is closed by now"
        raise LookupError(said)
    return {"day": day, "page": _page("cohorts:attendance", day)}


def objection_words(message: Message) -> Mapping[str, object]:
    """Who objects to what, the answer if there is one, and where to read on. One query."""
    objection = Objection.objects.select_related(
        "attendance__part__day__plan",
        "attendance__part__day__cohort",
        "attendance__enrolment__person",
        "answered_by",
    ).get(pk=message.context["objection"])
    day = objection.attendance.part.day
    own = message.event == ANSWERED
    return {
        "objection": objection,
        "day": day,
        "half": objection.attendance.part.get_half_display().lower(),
        "person": objection.attendance.enrolment.person,
        "mark": objection.attendance.get_mark_display(),
        "is_accepted": objection.state == ObjectionState.ACCEPTED,
        "page": settings.SITE_URL
        + (
            reverse("cohorts:own_attendance", args=[day.cohort.slug])
            if own
            else reverse("cohorts:objection", args=[day.cohort.slug, objection.pk])
        ),
    }


def _page(name: str, day: CourseDay) -> str:
    return settings.SITE_URL + reverse(name, args=[day.cohort.slug, day.plan.number])
