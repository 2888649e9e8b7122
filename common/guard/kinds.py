"""What can tell who somebody is, and where in a text it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Which sort was found."""

    PERSONAL = "personal"
    COORDINATION = "coordination"
    INTERIM = "interim"
    TELEPHONE = "telephone"
    EMAIL = "email"
    STREET = "street"


IDENTITY_NUMBERS = frozenset({Kind.PERSONAL, Kind.COORDINATION, Kind.INTERIM})
EVERYTHING = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Finding:
    """One of them: it stands at `text[start:end]` of the text that was searched."""

    kind: Kind
    start: int
    end: int
