"""Which modules somebody may read, and which belong to a day or to homework."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from cohorts.enums import DayState
from cohorts.models import CourseDay, Enrolment
from cohorts.selectors.cohorts import versions_where
from common.clock import today
from content.enums import ModuleAccess
from content.models import AssignmentMaterial, DayMaterial, ModulePage
from organisations.roles import Permission

MATERIALS = ((DayMaterial, "day"), (AssignmentMaterial, "assignment"))


def readable_modules(person) -> QuerySet[ModulePage]:
    """The published modules that `person` may read; pages, files, search and lists all ask here.

    Everybody reads what is open to everybody. Who takes or took part in any cohort, or works with
    one, reads what is open to participants. Participants of the programme read its modules from
    the day that each opens in their own cohort; those who work with its cohorts need not wait.
    What is for trainers only is read by those who write for the programme. No query of its own,
    besides the person's roles.
    """
    modules = ModulePage.objects.live()
    if not person.is_authenticated:
        return modules.filter(access=ModuleAccess.EVERYONE)
    open_to = [ModuleAccess.EVERYONE]
    takes_part = Q(Exists(Enrolment.objects.filter(person=person)))
    if person.may(Permission.SEE_COHORT):
        open_to.append(ModuleAccess.PARTICIPANTS)
    worked_with = _of_versions(versions_where(person, Permission.SEE_COHORT).values("pk"))
    taught = _of_versions(versions_where(person, Permission.WRITE_CONTENT).values("pk"))
    return modules.filter(
        Q(access__in=open_to)
        | Q(access=ModuleAccess.PARTICIPANTS) & takes_part
        | Q(access=ModuleAccess.PROGRAMME) & (worked_with | _opened_to(person))
        | Q(access=ModuleAccess.TRAINERS) & taught
    )


def module_at(person, slug: str) -> ModulePage | None:
    """The module at an address, if `person` may read it. One query, besides the person's roles."""
    return readable_modules(person).filter(slug=slug).order_by("path").first()


def is_published(slug: str) -> bool:
    """Whether there is a module at an address, whoever may read it. One query."""
    return ModulePage.objects.live().filter(slug=slug).exists()


def may_read(person, module: ModulePage) -> bool:
    """Whether `person` may read the published module. One query, besides the person's roles."""
    return readable_modules(person).filter(pk=module.pk).exists()


def _of_versions(versions) -> Q:
    """What belongs to a day or to homework of one of the versions."""
    found = Q()
    for material, part in MATERIALS:
        rows = material.objects.filter(**{f"{part}__version__in": versions})
        found |= Q(pk__in=rows.values("module"))
    return found


def _opened_to(person) -> Q:
    """What belongs to the version of a cohort that `person` takes part in, except what opens on a
    day that is still to come there. A day without a date, or cancelled, holds nothing back."""
    own = Enrolment.objects.active().filter(person=person)
    to_come = CourseDay.objects.filter(
        cohort__in=own.values("cohort"),
        state=DayState.PLANNED,
        date__gt=today(),
        plan__number=OuterRef("module__opens_on_day"),
    )
    found = Q()
    for material, part in MATERIALS:
        version = f"{part}__version"
        rows = material.objects.filter(**{f"{version}__in": own.values("cohort__version")})
        waits = Exists(to_come.filter(cohort__version=OuterRef(version)))
        found |= Q(pk__in=rows.filter(~waits).values("module"))
    return found


def modules_by_day(person, plan_ids: Iterable[int]) -> dict[int, list[ModulePage]]:
    """The modules of planned days that `person` may read, by the day's id, as they stand on the
    shelf. One query; their texts stay behind."""
    return _by_part(person, DayMaterial, "day", plan_ids)


def modules_by_assignment(person, plan_ids: Iterable[int]) -> dict[int, list[ModulePage]]:
    """The same for planned homework."""
    return _by_part(person, AssignmentMaterial, "assignment", plan_ids)


def _by_part(person, material, part: str, plan_ids: Iterable[int]) -> dict[int, list[ModulePage]]:
    readable = readable_modules(person).values("pk")
    rows = without_texts(material.objects.filter(module__in=readable))
    found = defaultdict(list)
    for row in rows.filter(**{f"{part}__in": list(plan_ids)}).order_by("module__path"):
        found[getattr(row, f"{part}_id")].append(row.module)
    return found


def without_texts(materials: QuerySet) -> QuerySet:
    """Which module belongs where, with the module's name and address but not what it says."""
    return materials.select_related("module").defer("module__body", "module__lead")
