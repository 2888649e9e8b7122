"""Which modules somebody may read, which belong to a day, and where a module stands."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cohorts.enums import DayState
from cohorts.models import Cohort, CourseDay, Enrolment
from cohorts.selectors.cohorts import versions_where
from common.clock import today
from content.models import DayMaterial, ModulePage
from courses.models import DayPlan, ProgrammeVersion
from organisations.roles import Permission


@dataclass(frozen=True)
class Stop:
    """A module on the way through the days of a version; `date` is the reader's own."""

    module: ModulePage
    day: DayPlan
    date: dt.date | None
    is_here: bool

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
    def _place(self) -> int:
        return next(place for place, stop in enumerate(self.stops) if stop.is_here)


def readable_modules(person):
    """The modules of versions that `person` takes part in a cohort of, or teaches."""
    if not person.is_authenticated:
        return ModulePage.objects.none()
    taught = versions_where(person, Permission.SEE_COHORT).values("pk")
    taken = Enrolment.objects.active().filter(person=person).values("cohort__version")
    days = DayMaterial.objects.filter(Q(day__version__in=taught) | Q(day__version__in=taken))
    return ModulePage.objects.filter(pk__in=days.values("module"))


def may_read(person, module: ModulePage) -> bool:
    """Whether `person` takes part in, or teaches, a cohort with one of the module's days. One
    query, besides the person's roles."""
    return readable_modules(person).filter(pk=module.pk).exists()


def modules_by_day(plan_ids: Iterable[int]) -> dict[int, list[ModulePage]]:
    """The published modules of planned days, by the day's id, as they stand on the shelf. One
    query; their texts stay behind."""
    modules = defaultdict(list)
    for material in _materials().filter(day__in=list(plan_ids)).order_by("module__path"):
        modules[material.day_id].append(material.module)
    return modules


def reading_of(person, module: ModulePage) -> Reading | None:
    """The module among the published ones of its version: of the version that `person` takes part
    in, else of the newest. None for a draft that belongs to no day yet. Four queries (more for a
    preview, whose days come from the form)."""
    materials = module.days.select_related("day__version__programme")
    own_days = [material.day for material in materials if material.day_id]
    if not own_days:
        return None
    own_days.sort(key=lambda day: (-day.version.number, day.number))
    enrolment = (
        Enrolment.objects.active()
        .filter(person=person, cohort__version__in={day.version_id for day in own_days})
        .select_related("cohort")
        .order_by("-enrolled_at")
        .first()
    )
    cohort = enrolment.cohort if enrolment else None
    version_id = cohort.version_id if cohort else own_days[0].version_id
    own_day = next(day for day in own_days if day.version_id == version_id)
    others = _materials().filter(day__version=version_id).exclude(module=module.pk)
    places = [(material.day, material.module) for material in others.select_related("day")]
    places.append((own_day, module))
    places.sort(key=lambda place: (place[0].number, place[1].path))
    dates = _dates_of(cohort) if cohort else {}
    stops = {}
    for day, other in places:
        stops.setdefault(other.pk, Stop(other, day, dates.get(day.pk), is_here=other is module))
    return Reading(own_day.version, cohort, tuple(stops.values()))


def _materials():
    """Which published module belongs to which day; one query."""
    return (
        DayMaterial.objects.filter(module__live=True)
        .select_related("module")
        .defer("module__body", "module__lead")
    )


def _dates_of(cohort: Cohort) -> dict[int, dt.date]:
    planned = CourseDay.objects.filter(cohort=cohort, state=DayState.PLANNED)
    return dict(planned.values_list("plan", "date"))
