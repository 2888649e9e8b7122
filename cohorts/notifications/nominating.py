"""What is told about a nomination: the question to the nominee, and the answer to the nominator."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import Nomination
from cohorts.selectors.nominations import LINK, LINK_CLOSED
from cohorts.selectors.offers import days_of, in_a_sentence
from cohorts.services.nominations import letters
from common.links import make_token
from messaging import events
from messaging.enums import MessageState
from messaging.models import Message


def register() -> None:
    """Make these messages known; called when the platform starts."""
    events.register(
        letters.QUESTION,
        question_words,
        label=_("Question to somebody who is nominated"),
        secrets=("link",),
    )
    events.register(letters.ANSWERED, nomination_words, label=_("A nominee has answered"))
    events.register(letters.WRONG_PERSON, nomination_words, label=_("Wrong address of a nominee"))
    events.register(letters.WITHDRAWN, nomination_words, label=_("A nomination is withdrawn"))


def nomination_words(message: Message) -> Mapping[str, object]:
    """What all mails about a nomination say. One query."""
    nomination = _nomination(message)
    path = reverse("cohorts:nomination", args=[nomination.cohort.slug, nomination.pk])
    return {
        "nominee": nomination.name,
        "nominator": nomination.nominated_by.name,
        "employer": nomination.employer.name,
        "cohort": nomination.cohort.name,
        "programme": in_a_sentence(nomination.cohort.version.programme.name),
        "page": settings.SITE_URL + path,
    }


def question_words(message: Message) -> Mapping[str, object]:
    """The question, with the days and the nominee's link. Four queries.

    Raises `LookupError` rather than giving the link to somebody whose address was wrong: the
    message may have been written before the address was corrected.
    """
    nomination = _nomination(message)
    confirmation = nomination.confirmation
    is_stale = message.recipient_email != nomination.email or confirmation.nonce == LINK_CLOSED
    if is_stale and message.state != MessageState.SENT:
        error = "The nominee's address has been corrected since this message was written."
        raise LookupError(error)
    token = make_token(LINK, nomination.pk, confirmation.nonce)
    stretches = days_of(nomination.cohort)
    return {
        **nomination_words(message),
        "link": settings.SITE_URL + reverse("cohorts:answer", args=[token]),
        "answer_by": confirmation.answer_by,
        "stretches": stretches,
        "first_day": next((day for stretch in stretches for day in stretch.days), None),
        "place": nomination.cohort.venue,
        "pace": nomination.cohort.version.pace,
    }


def _nomination(message: Message) -> Nomination:
    rows = Nomination.objects.select_related(
        "cohort__version__programme", "employer", "nominated_by", "confirmation"
    )
    return rows.get(pk=message.context["nomination"])
