"""Where a module stands among the others of the reader's version."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from cohorts.enums import DayState
from cohorts.models import Cohort, CourseDay, Enrolment
from common.clock import today
from common.prepared import KEY, prepared
from content.models import AssignmentMaterial, DayMaterial, ModuleDone, ModulePage
from content.selectors.modules import READER, as_reader, readable_by, without_texts
from courses.models import AssignmentPlan, DayPlan, ProgrammeVersion
from courses.models.programme import ProgrammeVersionQuerySet


@dataclass(frozen=True)
class Stop:
    """A module on the way through a version: its day, or the homework and the day that it is due;
    `date` is the reader's own."""

    module: ModulePage
    day: DayPlan
    assignment: AssignmentPlan | None
    date: dt.date | None
    is_here: bool
    is_done: bool = False

    @property
    def is_over(self) -> bool:
        return self.date is not None and self.date < today()


@dataclass(frozen=True)
class Reading:
    """A module as somebody reads it: among the others of the version, in the order of the days."""

    version: ProgrammeVersion
    cohort: Cohort | None
    stops: tuple[Stop, ...]

    @property
    def here(self) -> Stop:
        return self.stops[self._place]

    @property
    def previous(self) -> Stop | None:
        return self.stops[self._place - 1] if self._place else None

    @property
    def next(self) -> Stop | None:
        return next(iter(self.stops[self._place + 1 :]), None)

    @property
    def done(self) -> int:
        """How many of the modules the reader has gone through."""
        return sum(stop.is_done for stop in self.stops)

    @property
    def _place(self) -> int:
        return next(place for place, stop in enumerate(self.stops) if stop.is_here)


def reading_of(person, module: ModulePage, *, is_preview: bool = False) -> Reading | None:
    """The module among those of its version that `person` may read: of the version that they take
    part in, else of the newest. None for a draft that belongs nowhere yet. Three queries; in a
    preview more, since what the module belongs to comes from the form."""
    if person.is_authenticated and not is_preview:
        own = _enrolments_for(person=person.pk, module=module.pk)
        cohort = own[0].cohort if own else None
    else:
        cohort = None
    version = cohort.version if cohort else _newest_version_of(module, is_preview=is_preview)
    if version is None:
        return None
    rows = [*_rows(person, module, version, cohort)]
    if is_preview:
        rows = [row for row in rows if row.module_id != module.pk] + _rows_in_form(module, version)
    rows.sort(key=_place_of)
    stops = {}
    for row in rows:
        is_here = row.module_id == module.pk
        one = module if is_here else row.module
        assignment = getattr(row, "assignment", None)
        date, is_done = getattr(row, "date", None), getattr(row, "is_done", False)
        stop = Stop(one, _day_of(row), assignment, date, is_here, is_done)
        stops.setdefault(row.module_id, stop)
    return Reading(version, cohort, tuple(stops.values()))


def _versions_of(module) -> ProgrammeVersionQuerySet:
    """The versions that use a module, given by its key."""
    by_day = DayMaterial.objects.filter(module=module)
    by_homework = AssignmentMaterial.objects.filter(module=module)
    return ProgrammeVersion.objects.filter(
        Q(pk__in=by_day.values("day__version"))
        | Q(pk__in=by_homework.values("assignment__version"))
    )


def _newest_version_of(module: ModulePage, *, is_preview: bool) -> ProgrammeVersion | None:
    """The version that somebody reads it in who takes part in none. One query."""
    if is_preview:
        used = {_day_of(row).version_id for row in _all_rows_in_form(module)}
        versions = ProgrammeVersion.objects.filter(pk__in=used)
    else:
        versions = _versions_of(module.pk)
    return versions.select_related("programme").order_by("-number").first()


def _rows_in_form(module: ModulePage, version: ProgrammeVersion) -> list:
    """What the form says that the module belongs to, in one version."""
    rows = _all_rows_in_form(module)
    return [row for row in rows if _day_of(row).version_id == version.pk]


def _all_rows_in_form(module: ModulePage) -> list:
    homework = [row for row in module.assignments.all() if row.assignment_id]
    return [row for row in module.days.all() if row.day_id] + homework


def _rows(person, module: ModulePage, version: ProgrammeVersion, cohort: Cohort | None):
    """Where the version uses this module and the others that `person` may read, each with the
    date of its day in the cohort, and whether it is done. Two queries."""
    shape, values = as_reader(person)
    values |= {
        "module": module.pk or 0,
        "version": version.pk,
        "cohort": cohort.pk if cohort else 0,
    }
    yield from _days(*shape, **values)
    yield from _homework(*shape, **values)


@prepared(module=KEY, version=KEY, cohort=KEY, **READER)
def _days(*shape, **values):
    return _used(DayMaterial, "day", "day", shape, **values)


@prepared(module=KEY, version=KEY, cohort=KEY, **READER)
def _homework(*shape, **values):
    met_on = "assignment__due_on_day"
    return _used(AssignmentMaterial, "assignment", met_on, shape, **values)


def _used(material, part: str, met_on: str, shape: tuple, *, module, version, cohort, **reader):
    readable = readable_by(*shape, **reader).values("pk")
    rows = material.objects.filter(
        Q(module__in=readable) | Q(module=module), **{f"{part}__version": version}
    )
    given = CourseDay.objects.filter(cohort=cohort, plan=OuterRef(met_on), state=DayState.PLANNED)
    done = ModuleDone.objects.filter(person=reader["reader"], module=OuterRef("module"))
    rows = rows.annotate(date=Subquery(given.values("date")), is_done=Exists(done))
    return without_texts(rows).select_related("module", met_on)


def _day_of(row: DayMaterial | AssignmentMaterial) -> DayPlan:
    return row.day if isinstance(row, DayMaterial) else row.assignment.due_on_day


def _place_of(row: DayMaterial | AssignmentMaterial) -> tuple:
    """Day by day, what the day itself holds first, then as modules stand on the shelf."""
    return (_day_of(row).number, isinstance(row, AssignmentMaterial), row.module.path)


@prepared(person=KEY, module=KEY)
def _enrolments_for(person, module):
    """The places in cohorts of the versions that use a module, the latest first."""
    own = Enrolment.objects.active().filter(person=person)
    in_use = own.filter(cohort__version__in=_versions_of(module))
    return in_use.select_related("cohort__version__programme").order_by("-enrolled_at")
