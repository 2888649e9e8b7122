"""What the seats amount to: how principals, professions and units share them."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from cohorts.models import Nomination
from organisations.enums import Principal

LARGEST = 4  # groups shown by name; the rest are counted together


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a kind have a seat, drafts included, of how many nominated."""

    label: object
    accepted: int
    nominated: int
    kinds: int = 1  # how many kinds are counted together


def by_principal(
    nominations: Iterable[Nomination], principals: Mapping[int, Principal]
) -> list[Group]:
    """Municipality, region, other: always all three, in this order. No query."""
    counts = _count(nominations, lambda row: principals[row.unit_id])
    return [Group(principal.label, *counts.get(principal, (0, 0))) for principal in Principal]


def balance(nominations: Iterable[Nomination], kind: Callable[[Nomination], object]) -> list[Group]:
    """The kinds with most seats (most nominated where equal), the rest counted together. Wants
    seats joined; no query."""
    groups = sorted(
        (Group(str(label), *counts) for label, counts in _count(nominations, kind).items()),
        key=lambda group: (-group.accepted, -group.nominated, group.label),
    )
    if len(groups) <= LARGEST + 1:
        return groups
    rest = groups[LARGEST:]
    accepted = sum(group.accepted for group in rest)
    nominated = sum(group.nominated for group in rest)
    return [*groups[:LARGEST], Group("", accepted, nominated, kinds=len(rest))]


def _count(
    nominations: Iterable[Nomination], kind: Callable[[Nomination], Hashable]
) -> dict[Hashable, tuple[int, int]]:
    """(with a seat, nominated) for each kind."""
    nominations = list(nominations)
    nominated = Counter(map(kind, nominations))
    seated = Counter(kind(row) for row in nominations if hasattr(row, "seat"))
    return {value: (seated[value], number) for value, number in nominated.items()}
