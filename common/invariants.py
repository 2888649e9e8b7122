"""What must hold in the data whatever has happened. A room writes its sentences into
`<room>/selectors/invariants.py`, where they are found by themselves:

    @invariant("No cohort has more seats taken than it has")
    def seats_within_the_cap():
        return Cohort.objects.… .values_list("slug", flat=True)

A function gives what breaks its sentence, or nothing. `manage.py check_invariants` prints them
all; tests ask `broken_invariants()`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

Check = Callable[[], Iterable[object]]


@dataclass(frozen=True)
class Invariant:
    """One sentence, and how to find what breaks it."""

    sentence: str
    find: Check


_invariants: dict[str, Invariant] = {}


def invariant(sentence: str) -> Callable[[Check], Check]:
    """Register the function below as the check of `sentence`; a sentence has one check."""

    def register(find: Check) -> Check:
        if sentence in _invariants:
            message = f"Registered twice: {sentence}"
            raise ValueError(message)
        _invariants[sentence] = Invariant(sentence, find)
        return find

    return register


def check_all() -> Iterator[tuple[Invariant, list[object]]]:
    """Each invariant of every room with what breaks it."""
    autodiscover_modules("selectors.invariants")
    for one in _invariants.values():
        yield one, list(one.find())


def broken_invariants() -> list[str]:
    """The sentences that do not hold, each with what breaks it; empty when all is well."""
    return [f"{one.sentence}: {', '.join(map(str, found))}" for one, found in check_all() if found]
