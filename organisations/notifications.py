"""What this room tells people, by the ledger."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from messaging import events
from messaging.models import Message
from organisations.roles import ROLES, RoleCode
from organisations.services import affiliations, deputies, login_mails
from organisations.services.roles import ROLE_GIVEN


def register() -> None:
    """Make the messages of this room known. The code and the link are wiped once they are sent."""
    events.register(login_mails.CODE, label=_("Code for logging in"), secrets=("code",))
    events.register(
        login_mails.NEW_PASSWORD, label=_("Link to choose a new password"), secrets=("url",)
    )
    events.register(ROLE_GIVEN, role_words, label=_("A role has been given"))
    events.register(deputies.APPOINTED, deputy_words, label=_("A deputy has been appointed"))
    events.register(deputies.ENDED, deputy_words, label=_("A deputy has ended"))
    events.register(
        affiliations.ENDED, affiliation_words, label=_("Somebody has left a unit or moved")
    )


def role_words(message: Message) -> Mapping[str, object]:
    """The role in words, and where to log in. No query."""
    role = ROLES[RoleCode(message.context["role"])]
    return {
        "role": role.code.label,
        "sentence": role.sentence,
        "starts_on": dt.date.fromisoformat(message.context["starts_on"]),
        "page": settings.SITE_URL + reverse("account_login"),
    }


def deputy_words(message: Message) -> Mapping[str, object]:
    """From when to when, and where to log in. No query."""
    days = {name: dt.date.fromisoformat(message.context[name]) for name in ("starts_on", "ends_on")}
    return days | {"page": settings.SITE_URL + reverse("account_login")}


def affiliation_words(message: Message) -> Mapping[str, object]:
    """The last day. No query."""
    return {"last_day": dt.date.fromisoformat(message.context["last_day"])}
