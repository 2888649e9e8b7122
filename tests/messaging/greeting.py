"""An event for the tests of this room, and a message of it."""

from pathlib import Path

from django.db import transaction

from messaging import events
from messaging.models import Message
from messaging.services import ledger

TEMPLATES = Path(__file__).parent / "templates"


def make_known(settings) -> None:
    """Register the event and let its templates be found."""
    events.register(
        "greeting",
        lambda message: {"link": f"https://ract.example/signerad/{message.pk}/"},
        label="Hälsning",
        secrets=("code", "link"),
    )
    frame, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**frame, "DIRS": [TEMPLATES, *frame["DIRS"]]}, *others]


def greet(
    person, key: str = "greeting:1", *, by=None, context=None, cause=None, **options
) -> Message:
    """Write one message to `person` into the ledger, as a service would."""
    with transaction.atomic():
        ledger.enqueue(
            by=by,
            event="greeting",
            to=person,
            context={"topic": "Välkommen"} if context is None else context,
            dedupe_key=key,
            cause=cause or person,
            **options,
        )
    return Message.objects.get(dedupe_key=key)
