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
    counties = dict(County.objects.values_list("code", "pk"))
    municipalities = [
        {"code": row["code"], "name": row["name"], "county_id": counties[row["county_code"]]}
        for row in read_rows("municipalities")
    ]
    written += _bring_in_line(Municipality, municipalities)
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


def _bring_in_line(model: type[models.Model], rows: list[dict]) -> int:
    """Insert or update the rows (by code) that differ. One query, two if something differs."""
    fields = list(rows[0])
    stored = {tuple(values) for values in model.objects.values_list(*fields)}
    differing = [model(**row) for row in rows if tuple(row.values()) not in stored]
    model.objects.bulk_create(
        differing,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[name for name in fields if name != "code"],
    )
    return len(differing)
