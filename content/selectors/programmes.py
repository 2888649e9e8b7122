"""The programmes as the public pages show them: facts from the plan, dates from the cohorts."""

from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.selectors.cohorts import cohorts_to_come
from cohorts.selectors.summaries import Summary, summarise
from courses.models import Programme, ProgrammeVersion
from courses.selectors.programmes import (
    PlanCounts,
    VersionDetails,
    length_in_words,
    plan_counts,
    published_versions,
    version_details,
)


@dataclass(frozen=True)
class ProgrammeFacts:
    """One programme in a list: its newest published version, and how long it is."""

    version: ProgrammeVersion
    counts: PlanCounts
    length: str

    @property
    def programme(self) -> Programme:
        return self.version.programme


@dataclass(frozen=True)
class ProgrammePage:
    """Everything on the page of one programme."""

    details: VersionDetails
    cohorts: Sequence[Summary]

    @property
    def version(self) -> ProgrammeVersion:
        return self.details.version


def programmes_taught() -> list[ProgrammeFacts]:
    """The programmes that have a published version, in their order. Three queries."""
    newest: dict[int, ProgrammeVersion] = {}
    for version in published_versions():
        newest.setdefault(version.programme_id, version)
    counts = plan_counts(version.pk for version in newest.values())
    return [
        ProgrammeFacts(version, counts[version.pk], length_in_words(counts[version.pk]))
        for version in newest.values()
    ]


def programme_page(code: str) -> ProgrammePage | None:
    """One programme by its code, None if nothing of it is published. Ten queries."""
    version = published_versions().filter(programme__code=code).first()
    if version is None:
        return None
    return ProgrammePage(
        details=version_details(version), cohorts=summarise(cohorts_to_come(version.programme))
    )
