"""The worksheets that are there from the start, from the files in `content/data/worksheets`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from content.models import Worksheet, WorksheetVersion
from content.services.worksheets import publish_worksheet, save_draft, save_worksheet
from courses.models import Programme

FOLDER = Path(__file__).resolve().parent.parent / "data" / "worksheets"
SYSTEM = "reference_data"
NAMES = ("name", "purpose", "phase")
TEXTS = ("instruction", "time_needed", "support")


def load_worksheets() -> int:
    """Write and publish the worksheets that are missing; gives their number.

    Safe to repeat: what has been changed since stays so. Wants the programmes to be there. One
    query when all is.
    """
    files = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
    there = set(Worksheet.objects.filter(slug__in=files).values_list("slug", flat=True))
    missing = [slug for slug in files if slug not in there]
    programmes = {}
    if missing:
        programmes = {programme.code: programme for programme in Programme.objects.all()}
    for slug in missing:
        _write(slug, tomllib.loads(files[slug].read_text()), programmes)
    return len(missing)


@transaction.atomic
def _write(slug: str, data: Mapping, programmes: Mapping[str, Programme]) -> None:
    worksheet = save_worksheet(
        by=None,
        worksheet=Worksheet(slug=slug, **{name: data[name] for name in NAMES}),
        programmes=[programmes[code] for code in data["programmes"]],
        system=SYSTEM,
    )
    version = worksheet.versions.get()
    for name in TEXTS:
        setattr(version, name, data.get(name, "").strip())
    version.parts = parts_from(data["parts"])
    save_draft(by=None, version=version, system=SYSTEM)
    publish_worksheet(by=None, version=version, system=SYSTEM)


def parts_from(rows: list[Mapping]):
    """The fields as a worksheet has them. The first key of a row names the kind of field, and its
    value is the heading, the help or what is asked; the rest is as the field's block calls it."""
    stream = WorksheetVersion._meta.get_field("parts").stream_block
    raw = []
    for row in rows:
        [(kind, words), *others] = row.items()
        is_plain = kind in ("heading", "help")
        raw.append({"type": kind, "value": words if is_plain else {"label": words, **dict(others)}})
    parts = stream.to_python(raw)
    stream.clean(parts)
    return parts
