"""Draft → published → retired: a published version never changes (domain.md §7.3)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.errors import RuleViolation
from common.lifecycle import Lifecycle, Transition
from courses.enums import DayKind, RequirementKind, VersionState


def can_be_fulfilled(version) -> None:
    """Guard: there is a day plan, and no requirement asks for more than it contains."""
    days = list(version.days.values_list("kind", "term"))
    if not days:
        raise RuleViolation(
            "no_days",
            gettext("The version has no days yet."),
            gettext("Write the day plan before you publish it."),
        )
    teaching = [term for kind, term in days if kind == DayKind.TEACHING]
    available = {
        RequirementKind.DAYS_ATTENDED: len(teaching),
        RequirementKind.DAYS_ATTENDED_PER_TERM: min(
            (teaching.count(term) for term in set(teaching) if term), default=0
        ),
        RequirementKind.EXAMINATION_DAY_ATTENDED: len(days) - len(teaching),
        RequirementKind.HOMEWORK_APPROVED: version.assignments.count(),
    }
    for requirement in version.requirements.filter(kind__in=available):
        if (requirement.threshold or 1) > available[requirement.kind]:
            raise RuleViolation(
                "out_of_reach",
                gettext("The requirement “%(requirement)s” asks for more than the plan contains.")
                % {"requirement": requirement.get_kind_display()},
                gettext("Lower the number, or add what is missing to the plan."),
            )


PROGRAMME_VERSION = Lifecycle(
    "programme_version",
    (
        Transition(
            VersionState.DRAFT,
            "publish",
            VersionState.PUBLISHED,
            _("Publish"),
            guard=can_be_fulfilled,
        ),
        Transition(VersionState.PUBLISHED, "retire", VersionState.RETIRED, _("Retire")),
    ),
)
