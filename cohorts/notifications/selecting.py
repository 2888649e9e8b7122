"""What is told when a selection round is closed: to each nominee, and to who nominated."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import Decision, SelectionRound
from cohorts.selectors.calendars import days_left
from cohorts.selectors.selection.closing import result_for_manager
from cohorts.services.selection import letters
from messaging import events
from messaging.models import Message


def register() -> None:
    """Make these messages known; called when the platform starts."""
    events.register(letters.ACCEPTED, acceptance_words, label=_("Accepted to a course"))
    events.register(letters.RESERVE, decision_words, label=_("On the reserve list"))
    events.register(letters.REJECTED, decision_words, label=_("Not accepted to a course"))
    events.register(letters.RESULTS, results_words, label=_("The joint board's decisions"))


def decision_words(message: Message) -> Mapping[str, object]:
    """What was decided about one nominee. One query."""
    decision = Decision.objects.select_related(
        "nomination__employer",
        "nomination__nominated_by",
        "nomination__cohort__version__programme",
        "nomination__cohort__area",
    ).get(pk=message.context["decision"])
    nomination, cohort = decision.nomination, decision.nomination.cohort
    return {
        "cohort": cohort,
        "programme": cohort.version.programme.name,
        "employer": nomination.employer.name,
        "nominator": nomination.nominated_by.name,
        "reason": decision.reason,
        "page": settings.SITE_URL + settings.LOGIN_REDIRECT_URL,
    }


def acceptance_words(message: Message) -> Mapping[str, object]:
    """Further the first day; the invitation lists all of them. Three queries."""
    words = decision_words(message)
    return {**words, "day": next(iter(days_left(words["cohort"])), None)}


def results_words(message: Message) -> Mapping[str, object]:
    """What was decided about the nominees of one manager. Three queries."""
    selection_round = SelectionRound.objects.select_related("cohort__version__programme").get(
        pk=message.context["round"]
    )
    cohort = selection_round.cohort
    return {
        "cohort": cohort,
        "programme": cohort.version.programme.name,
        "entries": result_for_manager(
            selection_round,
            employer=message.context["employer"],
            manager=message.context["manager"],
        ),
        "page": settings.SITE_URL + reverse("cohorts:nominating_cohort", args=[cohort.slug]),
    }
