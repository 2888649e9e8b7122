"""Which modules somebody may read, and which belong to a day or to homework."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from cohorts.enums import DayState
from cohorts.models import Cohort, CourseDay, Enrolment
from cohorts.selectors.cohorts import COHORT_REACH, COHORT_SCOPES
from common.clock import today
from common.prepared import DAY, KEY, KEYS, TEXT, prepared
from content.enums import ModuleAccess
from content.models import AssignmentMaterial, DayMaterial, ModulePage
from courses.models import ProgrammeVersion
from organisations.roles import Permission

MATERIALS = ((DayMaterial, "day"), (AssignmentMaterial, "assignment"))

# What the rule wants to know of the reader, as slots of a prepared statement.
SEES, WRITES = "sees", "writes"
READER = {
    "reader": KEY,
    "day": DAY,
    **{f"{verb}_{scope}": KEYS for verb in (SEES, WRITES) for scope in COHORT_REACH},
}


def readable_modules(person) -> QuerySet[ModulePage]:
    """The published modules that `person` may read; pages, files, search and lists all ask here.

    Everybody reads what is open to everybody. Who takes or took part in any cohort, or works with
    one, reads what is open to participants. Participants of the programme read its modules from
    the day that each opens in their own cohort; those who work with its cohorts need not wait.
    What is for trainers only is read by those who write for the programme. No query of its own,
    besides the person's roles.
    """
    shape, values = as_reader(person)
    return readable_by(*shape, **values)


def as_reader(person) -> tuple[tuple[bool, ...], dict]:
    """What `readable_by` wants to know of `person`: the shape of the question, and its values."""
    if not person.is_authenticated:
        return (False,) * 4, {name: [] for name in READER} | {"reader": 0, "day": today()}
    values = {"reader": person.pk, "day": today()}
    everywhere = []
    for verb, permission in ((SEES, Permission.SEE_COHORT), (WRITES, Permission.WRITE_CONTENT)):
        reach = person.reach(permission, *COHORT_SCOPES)
        values |= {f"{verb}_{scope}": keys for scope, keys in reach.keys.items()}
        everywhere.append(reach.is_everywhere)
    return (True, person.may(Permission.SEE_COHORT), *everywhere), values


def readable_by(
    is_known, works, sees_all, writes_all, *, reader, day, **reach
) -> QuerySet[ModulePage]:
    """The rule of `readable_modules`, for values or for slots (`READER`)."""

    def within(verb: str, is_everywhere: bool) -> Q:  # noqa: FBT001 – one of two
        if is_everywhere:
            return _of_versions(ProgrammeVersion.objects.values("pk"))
        keys = {scope: reach[f"{verb}_{scope}"] for scope in COHORT_REACH}
        given = Q(pk__in=Cohort.objects.within(**keys).values("version"))
        versions = ProgrammeVersion.objects.filter(given | Q(programme__in=keys["programme"]))
        return _of_versions(versions.values("pk"))

    modules = ModulePage.objects.live()
    if not is_known:
        return modules.filter(access=ModuleAccess.EVERYONE)
    open_to = [ModuleAccess.EVERYONE]
    takes_part = Q(Exists(Enrolment.objects.filter(person=reader)))
    opened, written = _opened_to(reader, day), Q(pk__in=[])
    if works:
        open_to.append(ModuleAccess.PARTICIPANTS)
        opened |= within(SEES, sees_all)
        written = within(WRITES, writes_all)
    return modules.filter(
        Q(access__in=open_to)
        | Q(access=ModuleAccess.PARTICIPANTS) & takes_part
        | Q(access=ModuleAccess.PROGRAMME) & opened
        | Q(access=ModuleAccess.TRAINERS) & written
    )


def module_at(person, slug: str) -> ModulePage | None:
    """The module at an address, if `person` may read it. One query, besides the person's roles."""
    shape, values = as_reader(person)
    return next(iter(_at_address(*shape, slug=slug, **values)), None)


@prepared(slug=TEXT, **READER)
def _at_address(*shape, slug, **reader) -> QuerySet[ModulePage]:
    return readable_by(*shape, **reader).filter(slug=slug).order_by("path")


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


def _opened_to(reader, day) -> Q:
    """What belongs to the version of a cohort that the reader takes part in, except what opens on
    a day that is still to come there. A day without a date, or cancelled, holds nothing back."""
    own = Enrolment.objects.active().filter(person=reader)
    to_come = CourseDay.objects.filter(
        cohort__in=own.values("cohort"),
        state=DayState.PLANNED,
        date__gt=day,
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
    shape, values = as_reader(person)
    return _grouped("day_id", _of_days(*shape, parts=plan_ids, **values))


def modules_by_assignment(person, plan_ids: Iterable[int]) -> dict[int, list[ModulePage]]:
    """The same for planned homework."""
    shape, values = as_reader(person)
    return _grouped("assignment_id", _of_homework(*shape, parts=plan_ids, **values))


def _grouped(part: str, rows: Iterable) -> dict[int, list[ModulePage]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, part)].append(row.module)
    return found


@prepared(parts=KEYS, **READER)
def _of_days(*shape, parts, **reader) -> QuerySet[DayMaterial]:
    readable = readable_by(*shape, **reader).values("pk")
    rows = DayMaterial.objects.filter(day__in=parts, module__in=readable)
    return without_texts(rows).order_by("module__path")


@prepared(parts=KEYS, **READER)
def _of_homework(*shape, parts, **reader) -> QuerySet[AssignmentMaterial]:
    readable = readable_by(*shape, **reader).values("pk")
    rows = AssignmentMaterial.objects.filter(assignment__in=parts, module__in=readable)
    return without_texts(rows).order_by("module__path")


def without_texts(materials: QuerySet) -> QuerySet:
    """Which module belongs where, with the module's name and address but not what it says."""
    rows = materials.select_related("module")
    return rows.defer("module__body", "module__easy_body", "module__lead")
