"""What a version asks for, as facts: requirements, terms, homework, reading. Set-wise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import IntegerField, Value
from django.db.models.functions import Cast

from common.prepared import KEYS, prepared
from courses.models import AssignmentPlan, LiteratureItem, Requirement, Term


class Rule(NamedTuple):
    """One requirement of a version; without a `threshold` all is asked for."""

    position: int
    kind: str
    threshold: int | None
    allows_make_up: bool
    allows_written_make_up: bool


class Piece(NamedTuple):
    """One piece of homework, and the planned day that it is due on."""

    number: int
    pk: int
    title: str
    due_on_day_id: int
    due_on_number: int


class Reading(NamedTuple):
    """One work to read, for a planned day or (None) for the whole course."""

    position: int
    title: str
    day_id: int | None
    is_required: bool


@dataclass
class Syllabus:
    """What one version asks for, each in order; `terms` are the names by key."""

    rules: list[Rule] = field(default_factory=list)
    terms: dict[int, str] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        return [rule.kind for rule in self.rules]

    def readings_for(self, plan_id: int) -> list[Reading]:
        """What is read for one planned day, what is required first."""
        own = [reading for reading in self.readings if reading.day_id == plan_id]
        return sorted(own, key=lambda reading: not reading.is_required)


def load_syllabuses(versions: set[int]) -> Mapping[int, Syllabus]:
    """By version. One query."""
    found = {version: Syllabus() for version in versions}
    for sort, version, place, text, number, *rest in sorted(
        _asked_for(versions=versions), key=_place
    ):
        syllabus = found[version]
        match sort:
            case "rule":
                syllabus.rules.append(Rule(place, text, number, *map(bool, rest)))
            case "term":
                syllabus.terms[number] = text
            case "piece":
                syllabus.pieces.append(Piece(place, number, text, *rest))
            case "reading":
                syllabus.readings.append(Reading(place, text, number, bool(rest[0])))
    return found


def _place(row: tuple) -> int:
    return row[2]


@prepared(versions=KEYS)
def _asked_for(versions):
    """(sort, version, place in order, name, number or key, and two more); one query for the
    four."""
    nothing = Cast(Value(None), IntegerField())
    rules = Requirement.objects.filter(version__in=versions).values_list(
        Value("rule"),
        "version_id",
        "position",
        "kind",
        "threshold",
        Cast("version__allows_make_up", IntegerField()),
        Cast("version__allows_written_make_up", IntegerField()),
    )
    terms = Term.objects.filter(version__in=versions).values_list(
        Value("term"), "version_id", "number", "name", "pk", nothing, nothing
    )
    pieces = AssignmentPlan.objects.filter(version__in=versions).values_list(
        Value("piece"),
        "version_id",
        "number",
        "title",
        "pk",
        "due_on_day_id",
        "due_on_day__number",
    )
    readings = LiteratureItem.objects.filter(version__in=versions).values_list(
        Value("reading"),
        "version_id",
        "position",
        "title",
        "day_id",
        Cast("is_required", IntegerField()),
        nothing,
    )
    parts = [part.order_by() for part in (terms, pieces, readings)]
    return rules.order_by().union(*parts, all=True)
