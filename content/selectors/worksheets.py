"""Which worksheets somebody may use, in which version, and where they are used."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from cohorts.enums import DayState
from cohorts.models import Cohort, CourseDay, Enrolment
from cohorts.selectors.cohorts import versions_where
from common.clock import now
from content.enums import ModuleAccess
from content.models import Worksheet, WorksheetChoice, WorksheetVersion
from courses.enums import MethodPhase, VersionState
from organisations.roles import Permission, Scope
from organisations.selectors.search import matching

SEARCHED = ("name", "purpose")


@dataclass(frozen=True)
class Sheet:
    """A version of a worksheet as somebody opens it. `cohort` is the reader's own group that uses
    the worksheet, `in_use` the version that it uses; `others` can be opened as well."""

    worksheet: Worksheet
    version: WorksheetVersion
    in_use: WorksheetVersion | None
    cohort: Cohort | None
    others: tuple[WorksheetVersion, ...]
    can_change: bool


def readable_worksheets(person) -> QuerySet[Worksheet]:
    """The worksheets that have been published and that `person` may use; pages, files, search and
    lists all ask here. The same rule as for modules (`readable_modules`), except that nothing
    opens on a day. No query of its own, besides the person's roles."""
    published = WorksheetVersion.objects.filter(worksheet=OuterRef("pk"))
    sheets = Worksheet.objects.filter(Exists(published.exclude(state=VersionState.DRAFT)))
    if not person.is_authenticated:
        return sheets.filter(access=ModuleAccess.EVERYONE)
    open_to = [ModuleAccess.EVERYONE]
    if person.may(Permission.SEE_COHORT):
        open_to.append(ModuleAccess.PARTICIPANTS)
    taken = Enrolment.objects.active().filter(person=person).values("cohort__version__programme")
    worked_with = versions_where(person, Permission.SEE_COHORT).values("programme")
    return sheets.filter(
        Q(access__in=open_to)
        | Q(access=ModuleAccess.PARTICIPANTS) & Exists(Enrolment.objects.filter(person=person))
        | Q(access=ModuleAccess.PROGRAMME) & (_used_by(taken) | _used_by(worked_with))
        | Q(access=ModuleAccess.TRAINERS, pk__in=writable_worksheets(person).values("pk"))
    )


def writable_worksheets(person) -> QuerySet[Worksheet]:
    """Those of the programmes that `person` writes for; all for who writes for everything."""
    if not person.is_authenticated:
        return Worksheet.objects.none()
    grants = person.grants_with(Permission.WRITE_CONTENT)
    if any(grant.scope == Scope.EVERYTHING for grant in grants):
        return Worksheet.objects.all()
    return Worksheet.objects.filter(
        _used_by(versions_where(person, Permission.WRITE_CONTENT).values("programme"))
    )


def _used_by(programmes: QuerySet) -> Q:
    """Worksheets of these programmes, without joining them to each other."""
    through = Worksheet.programmes.through.objects.filter(programme__in=programmes)
    return Q(pk__in=through.values("worksheet"))


def worksheets_by_phase(person, words: str = "") -> list[tuple[MethodPhase, list[Worksheet]]]:
    """What `person` may use now, phase by phase in the method's order, narrowed by the words that
    were searched for. One query, besides the person's roles; what they ask stays behind."""
    offered = WorksheetVersion.objects.filter(
        worksheet=OuterRef("pk"), state=VersionState.PUBLISHED
    )
    sheets = matching(readable_worksheets(person).filter(Exists(offered)), words, SEARCHED)
    by_phase: dict[str, list[Worksheet]] = {}
    for sheet in sheets:
        by_phase.setdefault(sheet.phase, []).append(sheet)
    return [(phase, by_phase[phase]) for phase in MethodPhase if phase in by_phase]


def sheet_for(person, slug: str, number: int | None = None) -> Sheet | None:
    """The worksheet in the version that is asked for, else in the one of the reader's group, else
    in the newest. None if there is none for `person`: a draft is for those who write it, a retired
    version for them and for those whose group uses it. Seven queries at most, besides roles."""
    own = writable_worksheets(person).filter(slug=slug).exists()
    sheets = Worksheet.objects.filter(slug=slug) if own else readable_worksheets(person)
    worksheet = sheets.filter(slug=slug).first()
    if worksheet is None:
        return None
    versions = list(worksheet.versions.order_by("-number"))
    cohort = _cohort_of(person, worksheet)
    in_use = version_of_group(versions, cohort) if cohort else newest(versions)
    shown = [
        version
        for version in versions
        if own or version.state == VersionState.PUBLISHED or version == in_use
    ]
    asked = in_use or next(iter(shown), None)
    if number is not None:
        asked = next((version for version in shown if version.number == number), None)
    if asked is None:
        return None
    asked.worksheet = worksheet
    others = tuple(version for version in shown if version != asked)
    return Sheet(worksheet, asked, in_use, cohort, others, can_change=own)


def _cohort_of(person, worksheet: Worksheet) -> Cohort | None:
    """The cohort that `person` uses the worksheet in, the latest. One query."""
    if not person.is_authenticated:
        return None
    enrolments = Enrolment.objects.active().filter(
        person=person, cohort__version__programme__worksheets=worksheet
    )
    found = enrolments.select_related("cohort").order_by("-enrolled_at").first()
    return found.cohort if found else None


def version_of_group(versions: Iterable[WorksheetVersion], cohort: Cohort):
    """The version that a cohort uses: its choice, else the newest when it began. Two queries."""
    versions = list(versions)
    chosen = WorksheetChoice.objects.filter(cohort=cohort, version__in=versions).first()
    if chosen:
        return next(version for version in versions if version.pk == chosen.version_id)
    return newest_when_begun(versions, began_at(cohort))


def began_at(cohort: Cohort) -> dt.datetime | None:
    """The end of a cohort's first day, None while it has none. One query."""
    days = CourseDay.objects.filter(cohort=cohort, state=DayState.PLANNED)
    first_on = days.aggregate(first_on=Min("date"))["first_on"]
    if first_on is None:
        return None
    return timezone.make_aware(dt.datetime.combine(first_on, dt.time.max))


def newest_when_begun(versions: Iterable[WorksheetVersion], began: dt.datetime | None):
    """The newest version at that moment; a group that began before there was any gets the first
    that came. None if nothing is published. No query."""
    moment = min(began or now(), now())
    published = sorted(
        (version for version in versions if version.published_at),
        key=lambda version: version.number,
    )
    then = [
        version
        for version in published
        if version.published_at <= moment
        and (version.retired_at is None or version.retired_at > moment)
    ]
    later = [version for version in published if version.published_at > moment]
    return next(iter([*reversed(then), *later]), None)


def newest(versions: Iterable[WorksheetVersion]) -> WorksheetVersion | None:
    """The published version with the highest number. No query."""
    published = [version for version in versions if version.state == VersionState.PUBLISHED]
    return max(published, key=lambda version: version.number, default=None)


@dataclass(frozen=True)
class GroupSheet:
    """A worksheet of a cohort: the version it uses, the one it would use without a choice, and
    those it can choose among, newest first."""

    worksheet: Worksheet
    in_use: WorksheetVersion
    by_default: WorksheetVersion
    choices: tuple[WorksheetVersion, ...]
    is_chosen: bool


def cohorts_written_for(person) -> QuerySet[Cohort]:
    """The cohorts whose versions `person` may choose, the programme joined."""
    return Cohort.objects.reachable_for(person, Permission.WRITE_CONTENT).with_programme()


def sheets_of_group(cohort: Cohort) -> list[GroupSheet]:
    """The worksheets of a cohort's programme. Four queries, however many worksheets."""
    published = WorksheetVersion.objects.exclude(state=VersionState.DRAFT).defer("parts", "support")
    sheets = Worksheet.objects.filter(programmes=cohort.version.programme_id).prefetch_related(
        Prefetch("versions", published.order_by("-number"), to_attr="published")
    )
    began = began_at(cohort)
    chosen: Mapping[int, int] = dict(
        WorksheetChoice.objects.filter(cohort=cohort).values_list("worksheet", "version")
    )
    found = []
    for sheet in sheets:
        by_default = newest_when_begun(sheet.published, began)
        if by_default is None:
            continue
        own = next((one for one in sheet.published if one.pk == chosen.get(sheet.pk)), None)
        choices = tuple(
            one
            for one in sheet.published
            if one.state == VersionState.PUBLISHED or one in (own, by_default)
        )
        found.append(GroupSheet(sheet, own or by_default, by_default, choices, own is not None))
    return found


def pages_using(worksheet: Worksheet) -> list[Page]:
    """The pages that lead to the worksheet, by title. Two queries."""
    references = ReferenceIndex.get_references_to(worksheet).values_list("object_id", flat=True)
    return list(Page.objects.filter(pk__in=[int(key) for key in references]).order_by("title"))
