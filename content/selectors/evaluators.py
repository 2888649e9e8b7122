"""The evaluator of this room, registered with the completion further down."""

from collections import defaultdict
from collections.abc import Mapping

from cohorts.selectors.requirements import Evaluation, Progress, register
from content.enums import ModuleAccess
from content.models import AssignmentMaterial, DayMaterial, ModuleDone
from courses.enums import RequirementKind
from courses.models import Requirement

MATERIALS = ((DayMaterial, "day__version"), (AssignmentMaterial, "assignment__version"))


def modules_done(evaluation: Evaluation, requirements: Mapping[int, Requirement]):
    """The published modules of the version that are not for trainers only; without a threshold
    all of them. What was done counts whichever cohort it was read in. Three queries."""
    modules: dict[int, set[int]] = defaultdict(set)
    for material, version in MATERIALS:
        rows = material.objects.filter(**{f"{version}__in": requirements}, module__live=True)
        rows = rows.exclude(module__access=ModuleAccess.TRAINERS)
        for version_id, module_id in rows.values_list(version, "module"):
            modules[version_id].add(module_id)
    done: dict[int, set[int]] = defaultdict(set)
    people = {enrolment.person_id for enrolment in evaluation.enrolments}
    rows = ModuleDone.objects.filter(person__in=people)
    for person_id, module_id in rows.values_list("person", "module"):
        done[person_id].add(module_id)
    progress = {}
    for enrolment in evaluation.enrolments:
        version_id = enrolment.cohort.version_id
        if requirement := requirements.get(version_id):
            planned = len(modules[version_id])
            needed = planned if requirement.threshold is None else requirement.threshold
            own = len(modules[version_id] & done[enrolment.person_id])
            progress[enrolment.pk] = Progress(
                RequirementKind.MODULES_DONE,
                done=own,
                needed=max(needed, 1),
                held=own,
                planned=max(planned, needed, 1),
            )
    return progress


def register_evaluators() -> None:
    """Called once when the room starts."""
    register(RequirementKind.MODULES_DONE, modules_done)
