"""What participants are told about the examination."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import CourseDay
from messaging import events
from messaging.models import Message
from supervision.models import Attempt
from supervision.services.bookings import BOOKED, UNBOOKED
from supervision.services.settling import AMENDED
from supervision.services.sittings import RESULT


def register() -> None:
    """Make these messages known; called when the platform starts."""
    events.register(BOOKED, booking_words, label=_("Place at another examination"))
    events.register(UNBOOKED, unbooking_words, label=_("Place at an examination taken back"))
    events.register(RESULT, result_words, label=_("Result of the examination"))
    events.register(AMENDED, result_words, label=_("Result of the examination amended"))


def _page() -> str:
    return settings.SITE_URL + reverse("home")


def result_words(message: Message) -> Mapping[str, object]:
    """The programme, the result, and where one reads what the examiner wrote. One query."""
    attempt = Attempt.objects.select_related(
        "sitting__day", "enrolment__cohort__version__programme"
    ).get(pk=message.context["attempt"])
    return {
        "attempt": attempt,
        "day": attempt.sitting.day,
        "programme": attempt.enrolment.cohort.version.programme.name,
        "page_url": _page(),
    }


def booking_words(message: Message) -> Mapping[str, object]:
    """The day, and why it is another one if it is. Three queries."""
    words = result_words(message)
    day = CourseDay.objects.in_order().select_related("cohort").get(pk=words["day"].pk)
    return {**words, "day": day, "reason": message.context.get("reason", "")}


def unbooking_words(message: Message) -> Mapping[str, object]:
    """The day that is no longer one's own. One query."""
    day = CourseDay.objects.select_related("cohort__version__programme").get(
        pk=message.context["day"]
    )
    return {
        "day": day,
        "programme": day.cohort.version.programme.name,
        "reason": message.context["reason"],
        "page_url": _page(),
    }
