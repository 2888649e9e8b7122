"""What a version contains, as plain values: to compare with data, or to copy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from courses.models import (
    AssignmentPlan,
    Criterion,
    DayPlan,
    EvaluationQuestion,
    LiteratureItem,
    Requirement,
    Term,
)

# Per part its rows in order, each a mapping from field to value; rows refer by number.
Contents = Mapping[str, list[dict]]


@dataclass(frozen=True)
class Part:
    """One table of a version's contents. `refers` names the part that a field points into."""

    name: str
    model: type
    fields: tuple[str, ...]
    refers: Mapping[str, str] = field(default_factory=dict)

    def lookups(self) -> list[str]:
        """The fields as the database is asked for them, the order of the rows first."""
        return [f"{name}__number" if name in self.refers else name for name in self.fields]


PARTS = (
    Part("terms", Term, ("number", "name")),
    Part(
        "days",
        DayPlan,
        ("number", "kind", "title", "summary", "bring", "term"),
        {"term": "terms"},
    ),
    Part(
        "assignments",
        AssignmentPlan,
        ("number", "title", "instruction", "due_on_day"),
        {"due_on_day": "days"},
    ),
    Part(
        "criteria",
        Criterion,
        (
            "position",
            "code",
            "kind",
            "strength",
            "title",
            "question",
            "grounds_label",
            "hint",
            "attested_by",
            "asks_grounds",
            "minimum_years",
            "rule",
            "parameter",
        ),
    ),
    Part(
        "literature",
        LiteratureItem,
        (
            "position",
            "authors",
            "title",
            "year",
            "publisher",
            "isbn",
            "doi",
            "link",
            "pages",
            "is_required",
            "day",
        ),
        {"day": "days"},
    ),
    Part("requirements", Requirement, ("position", "kind", "threshold")),
    Part(
        "evaluation",
        EvaluationQuestion,
        (
            "position",
            "about",
            "section",
            "kind",
            "question",
            "short_name",
            "hint",
            "lowest",
            "highest",
            "choices",
            "is_required",
        ),
    ),
)


def contents_of(version_ids: Iterable[int]) -> dict[int, Contents]:
    """The contents of each version. One query per part, however many versions."""
    found = {pk: {part.name: [] for part in PARTS} for pk in version_ids}
    for part in PARTS:
        rows = part.model.objects.filter(version__in=found).order_by(part.fields[0])
        for version_id, *values in rows.values_list("version_id", *part.lookups()):
            found[version_id][part.name].append(dict(zip(part.fields, values, strict=True)))
    return found
