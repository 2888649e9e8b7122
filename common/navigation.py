"""The main menu. Rooms put their entries here; the page frame shows them.

A room registers one function in `AppConfig.ready`:

    from common import navigation

    def entries(person):
        if person is None:  # a visitor who has not logged in
            return [NavItem("certificates", _("Check a certificate"), reverse("verify"), order=90)]
        if may(person, Permission.NOMINATE): ...

    navigation.register(entries)

The functions run at every page, so they ask only what the person already carries (their roles
are kept on the instance); a `count` may cost one query.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class NavItem:
    """One entry. `order` sorts the menu; `count` is shown beside the label when not zero."""

    key: str
    label: object
    url: str
    count: int | None = None
    order: int = 50


Provider = Callable[[object | None], Iterable[NavItem]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a function `(person or None) -> entries`; also usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def items_for(person) -> list[NavItem]:
    """The menu of `person` (None: a visitor), in order; of entries with one key the first stays."""
    found = {}
    for provider in _providers:
        for item in provider(person):
            found.setdefault(item.key, item)
    return sorted(found.values(), key=lambda item: item.order)


def current(items: Iterable[NavItem], path: str) -> str:
    """The key of the entry that `path` lies under: the longest address that begins it."""
    under = [item for item in items if path.startswith(item.url) and item.url != "/"]
    under += [item for item in items if item.url == path]
    return max(under, key=lambda item: len(item.url)).key if under else ""
