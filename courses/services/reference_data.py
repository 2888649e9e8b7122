"""The ten course types of domain.md §1, from the files in `courses/data`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from common import audit
from common.errors import RuleViolation
from courses.enums import AskedAbout
from courses.models import Programme, ProgrammeVersion
from courses.selectors.contents import PARTS, Contents, contents_of
from courses.services.versions import RULES, fill_in, publish_version, write_contents

FOLDER = Path(__file__).resolve().parent.parent / "data"
EVALUATION = FOLDER / "shared" / "evaluation.toml"  # what every programme asks, unless it says
ADDED_LATER = ("literature",)  # parts that versions of earlier releases can't have had
NAMES = ("name", "short_name", "english_name", "for_whom", "position")


@dataclass(frozen=True)
class ProgrammeData:
    """One file: the programme's names, one version's rules and its contents."""

    code: str
    names: Mapping
    number: int
    rules: Mapping
    contents: Contents


@transaction.atomic
def load_programmes(*, by=None) -> int:
    """Create and publish the versions that are missing; gives their number.

    Names of programmes are kept in the back office once they exist. A version that exists must
    be equal to its file: published rules never change, so a changed file raises
    `RuleViolation("version_differs")` and nothing is loaded. What the platform could not keep yet
    when a version was published is filled in, once. Nine queries when all is there.
    """
    data = read_programmes()
    codes = [item.code for item in data]
    known = ProgrammeVersion.objects.filter(programme__code__in=codes)
    existing = {
        (version.programme.code, version.number): version
        for version in known.select_related("programme")
    }
    programmes = _programmes(data, {one.programme.code: one.programme for one in existing.values()})
    contents = contents_of(version.pk for version in existing.values())
    missing = []
    for item in data:
        programme = programmes[item.code]
        if version := existing.get((item.code, item.number)):
            filled = _filled_in(item, version, contents[version.pk], by=by)
            _require_equal(item, version, filled)
        else:
            missing.append((programme, item))
    versions = ProgrammeVersion.objects.bulk_create(
        ProgrammeVersion(programme=programme, number=item.number, **item.rules)
        for programme, item in missing
    )
    write_contents(
        {
            version.pk: item.contents
            for version, (_programme, item) in zip(versions, missing, strict=True)
        }
    )
    for version in versions:
        publish_version(by=by, version=version, system="" if by else "reference_data")
    return len(versions)


def read_programmes() -> list[ProgrammeData]:
    """All files of `courses/data`, in the order of the programmes."""
    files = [tomllib.loads(path.read_text()) for path in FOLDER.glob("*.toml")]
    shared = tomllib.loads(EVALUATION.read_text())["evaluation"]
    return [
        _programme_data({"evaluation": _asked_in(item, shared), **item})
        for item in sorted(files, key=lambda item: item["position"])
    ]


def _asked_in(item: Mapping, shared: list[Mapping]) -> list[Mapping]:
    """The shared questions that a programme asks: a course of one day is asked about once."""
    one_day = len(item["days"]) == 1
    return [row for row in shared if not (one_day and row["about"] == AskedAbout.COURSE)]


def _programme_data(item: Mapping) -> ProgrammeData:
    version = item["version"]
    terms = [{"name": name} for name in version.get("terms", [])]
    return ProgrammeData(
        code=item["code"],
        names={name: item[name] for name in NAMES},
        number=version["number"],
        rules={name: version.get(name, _default_rule(name)) for name in RULES},
        contents={
            part.name: [
                _row(part, position, given)
                for position, given in enumerate(
                    terms if part.name == "terms" else item.get(part.name, []), start=1
                )
            ]
            for part in PARTS
        },
    )


def _default_rule(name: str) -> object:
    """What a rule is where the file says nothing: the model's default."""
    return ProgrammeVersion._meta.get_field(name).get_default()


def _row(part, position: int, given: Mapping) -> dict:
    """A row as the table has it: numbered, and with the model's defaults where nothing is said."""
    defaults = {
        name: None if name in part.refers else part.model._meta.get_field(name).get_default()
        for name in part.fields
    }
    if unknown := given.keys() - defaults.keys():
        message = f"courses/data: {part.name} have no {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return {**defaults, **given, part.fields[0]: position}


def _programmes(data: list[ProgrammeData], found: dict[str, Programme]) -> dict[str, Programme]:
    """The programmes by code: those `found` by their versions, the others, and those that are
    missing created. No query when all have been found."""
    others = [item.code for item in data if item.code not in found]
    if not others:
        return found
    rows = Programme.objects.filter(code__in=others)
    found = found | {programme.code: programme for programme in rows}
    created = Programme.objects.bulk_create(
        Programme(code=item.code, **item.names) for item in data if item.code not in found
    )
    return found | {programme.code: programme for programme in created}


def _filled_in(item: ProgrammeData, version: ProgrammeVersion, contents: Contents, *, by) -> dict:
    """The contents of a version, with the parts that an earlier release did not know."""
    new = {name: item.contents[name] for name in ADDED_LATER if not contents[name]}
    new = {name: rows for name, rows in new.items() if rows}
    if new:
        fill_in(version, new)
        audit.record(
            by=by,
            action="programme_version.fill_in",
            on=version,
            after={name: len(rows) for name, rows in new.items()},
            system="" if by else "reference_data",
        )
    return {**contents, **new}


def _require_equal(item: ProgrammeData, version: ProgrammeVersion, contents: Contents) -> None:
    rules = {name: getattr(version, name) for name in RULES}
    if (rules, contents) == (item.rules, item.contents):
        return
    raise RuleViolation(
        "version_differs",
        _("courses/data/%(code)s.toml differs from version %(number)s, which is in use.")
        % {"code": item.code, "number": item.number},
        _("Published rules never change: give the file a new version number."),
    )
