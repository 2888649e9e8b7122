"""The one reminder of a course evaluation. It goes to those who have not answered, which is all
that the platform knows about them."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import CourseEvaluation
from cohorts.services.evaluating.opening import REMINDER
from messaging import events
from messaging.models import Message


def register() -> None:
    """Make this message known; called when the platform starts."""
    events.register(REMINDER, reminder_words, label=_("Reminder of a course evaluation"))


def reminder_words(message: Message) -> Mapping[str, object]:
    """What is asked about, until when, and where. One query."""
    evaluation = CourseEvaluation.objects.with_day().get(pk=message.context["evaluation"])
    page = reverse("cohorts:answer_evaluation", args=[evaluation.pk])
    return {
        "cohort": evaluation.cohort,
        "day": evaluation.day,
        "closes_on": evaluation.closes_on,
        "link": settings.SITE_URL + page,
    }
