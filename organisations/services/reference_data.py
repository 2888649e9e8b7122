"""Counties, municipalities and professions, from the files in `organisations/data`."""

import csv
from pathlib import Path

from django.db import models, transaction

from organisations.models import County, Municipality, Profession

FOLDER = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_places_and_professions() -> int:
    """Bring the tables in line with the files; gives the number of rows written.

    Counties and municipalities follow the files. Professions are kept in the back office:
    only missing ones are added. Three queries when all is there.
    """
    written = _bring_in_line(County, read_rows("counties"))
    municipalities = [
        {"code": row["code"], "name": row["name"], "county__code": row["county_code"]}
        for row in read_rows("municipalities")
    ]
    written += _bring_in_line(Municipality, municipalities, made=_with_county)
    known = set(Profession.objects.values_list("code", flat=True))
    missing = [
        Profession(**row | {"is_base_staff": row["is_base_staff"] == "yes"})
        for row in read_rows("professions")
        if row["code"] not in known
    ]
    return written + len(Profession.objects.bulk_create(missing))


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of one file, by its headings."""
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _with_county(rows: list[dict]) -> list[dict]:
    """The municipalities with the keys of their counties. One query."""
    counties = dict(County.objects.values_list("code", "pk"))
    return [
        {"code": row["code"], "name": row["name"], "county_id": counties[row["county__code"]]}
        for row in rows
    ]


def _bring_in_line(model: type[models.Model], rows: list[dict], made=list) -> int:
    """Insert or update the rows (by code) that differ; `made` turns those into the model's fields.
    One query; one more and that of `made` if something differs."""
    stored = {tuple(values) for values in model.objects.values_list(*rows[0])}
    differing = [row for row in rows if tuple(row.values()) not in stored]
    if not differing:
        return 0
    values = made(differing)
    model.objects.bulk_create(
        [model(**row) for row in values],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[name for name in values[0] if name != "code"],
    )
    return len(differing)
