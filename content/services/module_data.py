"""Modules written beforehand, from the files in `content/data/modules`: one for each day."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from content.models import (
    AssignmentMaterial,
    DayMaterial,
    ModuleIndexPage,
    ModulePage,
    Worksheet,
)
from courses.models import ProgrammeVersion

FOLDER = Path(__file__).resolve().parent.parent / "data" / "modules"
FACTS = ("slug", "title", "lead", "minutes", "access", "opens_on_day")

# What the first key of a block says, by the name that the block itself has for it.
FIRST = {
    "call_out": "heading",
    "quote": "text",
    "table": "caption",
    "reflection": "question",
    "quiz": "question",
    "worksheet": "worksheet",
    "literature": "item",
}


def load_modules(*, by, version: ProgrammeVersion) -> int:
    """Write and publish, in the name of `by`, the modules of a version that are missing on the
    shelf; gives their number.

    Safe to repeat: what has been changed since stays so. Wants the shelf and the worksheets to be
    there. Two queries when all is.
    """
    shelf = ModuleIndexPage.objects.get()
    wanted = [
        (number, module)
        for number, modules in modules_by_day_number(version.programme.code).items()
        for module in modules
    ]
    slugs = [module["slug"] for _number, module in wanted]
    there = set(
        ModulePage.objects.child_of(shelf).filter(slug__in=slugs).values_list("slug", flat=True)
    )
    missing = [(number, module) for number, module in wanted if module["slug"] not in there]
    if missing:
        _write(missing, by=by, version=version, shelf=shelf)
    return len(missing)


def modules_by_day_number(code: str) -> dict[int, list[Mapping]]:
    """What the files of a programme say: the modules of each day, in the order of the days."""
    days = [tomllib.loads(path.read_text()) for path in sorted((FOLDER / code).glob("*.toml"))]
    return {day["day"]: day["modules"] for day in days}


@transaction.atomic
def _write(missing, *, by, version: ProgrammeVersion, shelf: ModuleIndexPage) -> None:
    days = {day.number: day for day in version.days.all()}
    homework = {assignment.number: assignment for assignment in version.assignments.all()}
    keys = {
        "worksheet": dict(Worksheet.objects.values_list("slug", "pk")),
        "literature": dict(version.literature.values_list("title", "pk")),
    }
    for number, data in missing:
        module = ModulePage(**{name: data[name] for name in FACTS if name in data}, owner=by)
        module.body = blocks_from("body", data["body"], keys)
        module.easy_body = blocks_from("easy_body", data.get("easy_body", []), keys)
        module.days = [DayMaterial(day=days[number])]
        if "homework" in data:
            module.assignments = [AssignmentMaterial(assignment=homework[data["homework"]])]
        with disable_reference_index_auto_update():  # publishing does it, once
            shelf.add_child(instance=module)
            revision = module.save_revision(user=by, clean=False)
        revision.publish(user=by, skip_permission_checks=True)


def blocks_from(field: str, rows: list[Mapping], keys: Mapping[str, Mapping[str, int]]):
    """The blocks as `field` of a module has them, checked as the editor would. The first key of a
    row names the kind of block; `keys` lead from what a file calls something to its key."""
    stream = ModulePage._meta.get_field(field).stream_block
    blocks = stream.to_python([_block(row, keys) for row in rows])
    stream.clean(blocks)
    return blocks


def _block(row: Mapping, keys: Mapping[str, Mapping[str, int]]) -> dict:
    [(kind, first), *others] = row.items()
    if kind in keys:
        first = keys[kind][first]
    if kind == "table":
        return {"type": kind, "value": _table(first, **dict(others))}
    value = {FIRST[kind]: first, **dict(others)} if kind in FIRST else first
    return {"type": kind, "value": value}


def _table(caption: str, columns: list[str], rows: list[list[str]]) -> dict:
    return {
        "caption": caption,
        "columns": [{"type": "text", "heading": heading} for heading in columns],
        "rows": [{"values": [f"<p>{cell}</p>" for cell in row]} for row in rows],
    }
