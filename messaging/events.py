"""What can be told: the rooms above register each kind of message here, in their `apps.py`.

An event is named like its templates: `templates/email/<event>.subject.txt`, `.txt` and, if
wanted, `.html`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from messaging.models import Message

ContextBuilder = Callable[["Message"], Mapping[str, object]]


@dataclass(frozen=True)
class Event:
    """One kind of message.

    `label` is its name on the messages page. `build_context(message)` is asked when the mail is
    made, for what the ledger does not hold (rows by their ids, signed links). `secrets` name the
    values that only the recipient may see: pages show a mask for them, and those that came with
    the ledger's row are wiped from it once the mail has gone.
    """

    name: str
    label: object
    build_context: ContextBuilder
    secrets: frozenset[str]

    def template(self, part: str) -> str:
        """The path of the template for `part`: "subject.txt", "txt" or "html"."""
        return f"email/{self.name}.{part}"


_events: dict[str, Event] = {}


def nothing_more(message: "Message") -> Mapping[str, object]:
    """The context builder of events whose rows hold all there is to say."""
    return {}


def register(
    name: str,
    build_context: ContextBuilder = nothing_more,
    *,
    label,
    secrets: tuple[str, ...] = (),
) -> None:
    """Make an event known; see `Event`. To register it again replaces it."""
    _events[name] = Event(name, label, build_context, frozenset(secrets))


def get(name: str) -> Event:
    """The event called `name`; `LookupError` with what to do if nobody registered it."""
    try:
        return _events[name]
    except KeyError:
        message = f'Nobody registered "{name}": call messaging.events.register() in apps.py.'
        raise LookupError(message) from None


def registered() -> tuple[Event, ...]:
    """All events, by name."""
    return tuple(_events[name] for name in sorted(_events))


def find(name: str) -> Event:
    """The event of a row, which may have outlived the code that registered it."""
    return _events.get(name) or Event(name, name, nothing_more, frozenset())
