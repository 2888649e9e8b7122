"""Which modules somebody may read, and which belong to a day or to homework."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from cohorts.enums import DayState
from cohorts.models import CourseDay, Enrolment
from cohorts.selectors.cohorts import (
    COHORT_REACH,
    COHORT_SCOPES,
    versions_where,
    versions_within,
)
from common.clock import today
from common.prepared import DAY, KEY, KEYS, Prepared, prepared
from content.enums import ModuleAccess
from content.models import AssignmentMaterial, DayMaterial, ModulePage
from courses.models.programme import ProgrammeVersionQuerySet
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
    if not person.is_authenticated:
        return ModulePage.objects.live().filter(access=ModuleAccess.EVERYONE)
    return _readable(
        person.pk,
        today(),
        works=person.may(Permission.SEE_COHORT),
        worked_with=versions_where(person, Permission.SEE_COHORT),
        taught=versions_where(person, Permission.WRITE_CONTENT),
    )


def _readable(reader, day, *, works: bool, worked_with, taught) -> QuerySet[ModulePage]:
    """What the person with the key `reader` may read on a day: `worked_with` and `taught` are the
    versions that they see cohorts of, and write for."""
    open_to = [ModuleAccess.EVERYONE]
    takes_part = Q(Exists(Enrolment.objects.filter(person=reader)))
    if works:
        open_to.append(ModuleAccess.PARTICIPANTS)
    return ModulePage.objects.live().filter(
        Q(access__in=open_to)
        | Q(access=ModuleAccess.PARTICIPANTS) & takes_part
        | Q(access=ModuleAccess.PROGRAMME)
        & (_of_versions(worked_with.values("pk")) | _opened_to(reader, day))
        | Q(access=ModuleAccess.TRAINERS) & _of_versions(taught.values("pk"))
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


SEES, WRITES = "sees", "writes"
REACHES = {f"{kind}_{scope}": KEYS for kind in (SEES, WRITES) for scope in COHORT_REACH}


def modules_by_day(person, plan_ids: Iterable[int]) -> dict[int, list[ModulePage]]:
    """The modules of planned days that `person` may read, by the day's id, as they stand on the
    shelf. One query; their texts stay behind."""
    if not person.is_authenticated:
        return _grouped("day_id", _days(readable_modules(person).values("pk"), list(plan_ids)))
    return _grouped("day_id", _asked(person, _of_days, plan_ids))


def modules_by_assignment(person, plan_ids: Iterable[int]) -> dict[int, list[ModulePage]]:
    """The same for planned homework."""
    if not person.is_authenticated:
        readable = readable_modules(person).values("pk")
        return _grouped("assignment_id", _homework(readable, list(plan_ids)))
    return _grouped("assignment_id", _asked(person, _of_homework, plan_ids))


def _asked(person, ask: Prepared, plan_ids: Iterable[int]) -> list:
    sees = person.reach(Permission.SEE_COHORT, *COHORT_SCOPES)
    writes = person.reach(Permission.WRITE_CONTENT, *COHORT_SCOPES)
    return ask(
        person.may(Permission.SEE_COHORT),
        sees.is_everywhere,
        writes.is_everywhere,
        reader=person.pk,
        day=today(),
        parts=plan_ids,
        **{f"{SEES}_{scope}": keys for scope, keys in sees.keys.items()},
        **{f"{WRITES}_{scope}": keys for scope, keys in writes.keys.items()},
    )


def _grouped(part: str, rows: Iterable) -> dict[int, list[ModulePage]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, part)].append(row.module)
    return found


@prepared(reader=KEY, day=DAY, parts=KEYS, **REACHES)
def _of_days(works, sees_all, writes_all, parts, **slots) -> QuerySet[DayMaterial]:
    return _days(_readable_in_slots(works, sees_all, writes_all, **slots), parts)


@prepared(reader=KEY, day=DAY, parts=KEYS, **REACHES)
def _of_homework(works, sees_all, writes_all, parts, **slots) -> QuerySet[AssignmentMaterial]:
    return _homework(_readable_in_slots(works, sees_all, writes_all, **slots), parts)


def _days(readable: QuerySet, plan_ids) -> QuerySet[DayMaterial]:
    return _on_the_shelf(DayMaterial.objects.filter(day__in=plan_ids, module__in=readable))


def _homework(readable: QuerySet, plan_ids) -> QuerySet[AssignmentMaterial]:
    rows = AssignmentMaterial.objects.filter(assignment__in=plan_ids, module__in=readable)
    return _on_the_shelf(rows)


def _readable_in_slots(works, sees_all, writes_all, reader, day, **slots) -> QuerySet:
    def versions(kind: str, is_everywhere) -> ProgrammeVersionQuerySet:
        reach = {scope: slots[f"{kind}_{scope}"] for scope in COHORT_REACH}
        return versions_within(is_everywhere=is_everywhere, **reach)

    worked_with, taught = versions(SEES, sees_all), versions(WRITES, writes_all)
    return _readable(reader, day, works=works, worked_with=worked_with, taught=taught).values("pk")


def _on_the_shelf(materials: QuerySet) -> QuerySet:
    return without_texts(materials).order_by("module__path")


def without_texts(materials: QuerySet) -> QuerySet:
    """Which module belongs where, with the module's name and address but not what it says."""
    return materials.select_related("module").defer("module__body", "module__lead")
