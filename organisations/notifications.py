"""What this room tells people, by the ledger."""

from django.utils.translation import gettext_lazy as _

from messaging import events
from organisations.services import login_mails


def register() -> None:
    """Make the messages of this room known. The code and the link are wiped once they are sent."""
    events.register(login_mails.CODE, label=_("Code for logging in"), secrets=("code",))
    events.register(
        login_mails.NEW_PASSWORD, label=_("Link to choose a new password"), secrets=("url",)
    )
