"""What is told about registrations: to those who registered themselves, and to employers."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Registration, SeatOffer
from cohorts.selectors.calendars import days_left
from cohorts.selectors.registrations.line import last_moment
from cohorts.selectors.registrations.open_courses import LINK
from cohorts.services.registrations import letters
from common.links import make_token
from messaging import events
from messaging.models import Message


def register() -> None:
    """Make these messages known; called when the platform starts."""
    own = {
        letters.SEATED: (own_words, _("A seat after registration")),
        letters.WAITING: (waiting_words, _("On the waiting list")),
        letters.OFFERED: (offer_words, _("A seat is offered from the waiting list")),
        letters.LAPSED: (own_words, _("An offered seat was not answered in time")),
        letters.CANCELLED: (own_words, _("A registration is cancelled")),
    }
    for name, (words, label) in own.items():
        events.register(name, words, label=label, secrets=("link",))
    events.register(letters.CONFIRMED, confirmed_words, label=_("Registered staff have seats"))
    events.register(letters.REJECTED, rejected_words, label=_("A registration is not accepted"))


# ── to those who registered themselves ──────────────────────────────────────────────────────


def own_words(message: Message) -> Mapping[str, object]:
    """The course with its days, and the person's own link. Three queries."""
    rows = Registration.objects.select_related("cohort__version__programme")
    registration = rows.get(pk=message.context["registration"])
    cohort = registration.cohort
    token = make_token(LINK, registration.pk, registration.nonce)
    days = days_left(cohort)
    return {
        "cohort": cohort,
        "course": cohort.version.programme.name,
        "days": days,
        "first_day": days[0] if days else None,
        "link": settings.SITE_URL + reverse("cohorts:own_registration", args=[token]),
        "page": settings.SITE_URL + reverse("cohorts:register", args=[cohort.slug]),
    }


def waiting_words(message: Message) -> Mapping[str, object]:
    """Further until when seats are offered. Four queries."""
    words = own_words(message)
    return {**words, "closes_at": last_moment(words["cohort"])}


def offer_words(message: Message) -> Mapping[str, object]:
    """Further until when the offer holds. Four queries."""
    offer = SeatOffer.objects.get(pk=message.context["offer"])
    return {**own_words(message), "answer_by": offer.answer_by}


# ── to employers ────────────────────────────────────────────────────────────────────────────


def confirmed_words(message: Message) -> Mapping[str, object]:
    """Who has been confirmed. Two queries."""
    cohort = Cohort.objects.with_programme().get(pk=message.context["cohort"])
    rows = Registration.objects.filter(pk__in=message.context["registrations"])
    return {
        "cohort": cohort,
        "registrations": rows.select_related("unit").order_by("name"),
        "page": _staff_page(cohort),
    }


def rejected_words(message: Message) -> Mapping[str, object]:
    """Who was not accepted, and why. One query."""
    rows = Registration.objects.select_related("cohort__version__programme", "unit")
    registration = rows.get(pk=message.context["registration"])
    return {
        "cohort": registration.cohort,
        "registration": registration,
        "page": _staff_page(registration.cohort),
    }


def _staff_page(cohort: Cohort) -> str:
    return settings.SITE_URL + reverse("cohorts:register_staff", args=[cohort.slug])
