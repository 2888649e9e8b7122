"""Which modules somebody may read, and which belong to a day."""

from collections import defaultdict
from collections.abc import Iterable

from cohorts.models import Enrolment
from cohorts.selectors.cohorts import cohorts_where
from content.models import DayMaterial, ModulePage
from organisations.roles import Permission


def may_read(person, module: ModulePage) -> bool:
    """Whether `person` takes part in, or teaches, a cohort with one of the module's days."""
    if not person.is_authenticated:
        return False
    if person.may(Permission.WRITE_CONTENT):
        return True
    versions = module.days.values("day__version")
    return (
        Enrolment.objects.active().filter(person=person, cohort__version__in=versions).exists()
        or cohorts_where(person, Permission.SEE_COHORT).filter(version__in=versions).exists()
    )


def modules_by_day(plan_ids: Iterable[int]) -> dict[int, list[ModulePage]]:
    """The published modules of planned days, by the day's id. One query."""
    modules = defaultdict(list)
    for material in (
        DayMaterial.objects.filter(day__in=list(plan_ids), module__live=True)
        .select_related("module")
        .order_by("sort_order")
    ):
        modules[material.day_id].append(material.module)
    return modules
