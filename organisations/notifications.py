"""What this room tells people, by the ledger."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from messaging import events
from messaging.models import Message
from organisations.roles import ROLES, RoleCode
from organisations.services import login_mails
from organisations.services.roles import ROLE_GIVEN


def register() -> None:
    """Make the messages of this room known. The code and the link are wiped once they are sent."""
    events.register(login_mails.CODE, label=_("Code for logging in"), secrets=("code",))
    events.register(
        login_mails.NEW_PASSWORD, label=_("Link to choose a new password"), secrets=("url",)
    )
    events.register(ROLE_GIVEN, role_words, label=_("A role has been given"))


def role_words(message: Message) -> Mapping[str, object]:
    """The role in words, and where to log in. No query."""
    role = ROLES[RoleCode(message.context["role"])]
    return {
        "role": role.code.label,
        "sentence": role.sentence,
        "starts_on": dt.date.fromisoformat(message.context["starts_on"]),
        "page": settings.SITE_URL + reverse("account_login"),
    }
