"""The programmes as the public pages show them: facts from the plan, dates from the cohorts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from cohorts.selectors.cohorts import cohorts_to_come
from cohorts.selectors.summaries import Summary, summarise
from courses.models import DayPlan, Programme, ProgrammeVersion
from courses.selectors.literature import Readings, literature_list
from courses.selectors.programmes import (
    PlanCounts,
    VersionDetails,
    count,
    length_in_words,
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
    literature: Sequence[Readings]

    @property
    def version(self) -> ProgrammeVersion:
        return self.details.version


def programmes_taught() -> list[ProgrammeFacts]:
    """The programmes that have a published version, in their order. Two queries."""
    days = Prefetch("days", DayPlan.objects.only("version", "kind", "term"))
    newest: dict[int, ProgrammeVersion] = {}
    for version in published_versions().prefetch_related(days):
        newest.setdefault(version.programme_id, version)
    found = [(version, count(version.days.all())) for version in newest.values()]
    return [ProgrammeFacts(version, counts, length_in_words(counts)) for version, counts in found]


def programme_page(code: str) -> ProgrammePage | None:
    """One programme by its code, None if nothing of it is published. Eleven queries."""
    version = published_versions().filter(programme__code=code).first()
    if version is None:
        return None
    return ProgrammePage(
        details=version_details(version),
        cohorts=summarise(cohorts_to_come(version.programme)),
        literature=literature_list(version),
    )


@dataclass(frozen=True)
class LiteraturePage:
    """The list of literature of one version."""

    version: ProgrammeVersion
    literature: Sequence[Readings]


def literature_page(person, code: str, number: int) -> LiteraturePage | None:
    """The list of a version that `person` may see, None otherwise. Two queries."""
    versions = ProgrammeVersion.objects.visible_to(person).select_related("programme")
    version = versions.filter(programme__code=code, number=number).first()
    return version and LiteraturePage(version, literature_list(version))
