"""Worksheets."""

import datetime as dt

from common.clock import now
from content.enums import ModuleAccess
from content.models import Worksheet, WorksheetVersion
from content.services.worksheet_data import parts_from
from courses.enums import MethodPhase, VersionState

EVERY_FIELD = [
    {"help": "Fyll i tillsammans."},
    {"heading": "När det går bra"},
    {"short": "Var ska vi ses?", "hint": "En plats som du tycker om."},
    {"long": "En vanlig vecka", "lines": 4},
    {"heading": "Svar"},
    {"choice": "Så når ni mig", "options": ["Sms", "Brev"], "several": True},
    {"choice": "Vem leder?", "options": ["Jag", "Min case manager"]},
    {
        "scale": "Hur viktigt är det?",
        "lowest": 0,
        "highest": 5,
        "lowest_means": "Inte",
        "highest_means": "Mycket",
    },
    {"table": "Mina tecken", "columns": ["Jag märker", "Då gör jag"], "row_name": "Tecken"},
    {"table": "Dagen", "columns": ["Vad"], "rows": ["Morgon", "Kväll"], "open_rows": 0},
    {"date": "Vi ses igen"},
    {"date": "Vecka", "week": True},
    {"agreement": "Vi är överens", "who": ["Jag", "Min case manager"]},
    {"drawing": "Mitt nätverk", "motif": "rings", "shows": "Ringar runt en person."},
]


def make_worksheet(
    *programmes, slug: str = "tidiga-tecken", fields=None, live: bool = True, **names
) -> Worksheet:
    """A worksheet of these programmes with a first version, published a year ago if `live`."""
    names = {
        "name": "Tidiga tecken",
        "purpose": "Vad som brukar komma först.",
        "phase": MethodPhase.STRATEGIES,
        "access": ModuleAccess.PARTICIPANTS,
        **names,
    }
    worksheet = Worksheet.objects.create(slug=slug, **names)
    worksheet.programmes.set(programmes)
    state = VersionState.PUBLISHED if live else VersionState.DRAFT
    make_version_of(worksheet, 1, state=state, fields=fields, days_ago=365)
    return worksheet


def make_version_of(
    worksheet, number: int, *, state=VersionState.PUBLISHED, fields=None, days_ago: int = 0
) -> WorksheetVersion:
    """A further version, published (and retired, where its state says so) so many days ago."""
    moment = now() - dt.timedelta(days=days_ago)
    return worksheet.versions.create(
        number=number,
        state=state,
        instruction=f"Fyll i version {number}.",
        time_needed="Ett samtal",
        support="Börja i det som fungerar.\nSkriv personens egna ord.",
        parts=parts_from(EVERY_FIELD if fields is None else fields),
        published_at=None if state == VersionState.DRAFT else moment,
        retired_at=now() if state == VersionState.RETIRED else None,
    )
