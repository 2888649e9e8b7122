"""Programmes and their versions, as pages show them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from courses.enums import DayKind, RequirementKind
from courses.models import (
    AssignmentPlan,
    Criterion,
    DayPlan,
    ProgrammeVersion,
    Requirement,
    Term,
)
from courses.models.programme import ProgrammeVersionQuerySet


@dataclass(frozen=True)
class PlanCounts:
    """How much a version contains. `days_per_term` is empty for programmes without terms."""

    teaching_days: int = 0
    examination_days: int = 0
    assignments: int = 0
    days_per_term: tuple[int, ...] = ()


@dataclass(frozen=True)
class PlainRequirement:
    """A requirement and what it says in words."""

    pk: int
    kind: str
    threshold: int | None
    words: str


@dataclass(frozen=True)
class VersionDetails:
    """Everything a page about one version shows."""

    version: ProgrammeVersion
    counts: PlanCounts
    length: str
    terms: list[Term]
    days: list[DayPlan]
    assignments: list[AssignmentPlan]
    criteria: list[Criterion]
    requirements: list[PlainRequirement]


def published_versions() -> ProgrammeVersionQuerySet:
    """What cohorts can be planned from, in the order of the programmes, newest version first."""
    return (
        ProgrammeVersion.objects.published()
        .select_related("programme")
        .order_by("programme__position", "programme__name", "-number")
    )


def version_details(version: ProgrammeVersion) -> VersionDetails:
    """What one version teaches and asks. Five queries (six if the programme is not joined)."""
    days = list(version.days.select_related("term"))
    assignments = list(version.assignments.select_related("due_on_day"))
    counts = count(days, len(assignments))
    return VersionDetails(
        version=version,
        counts=counts,
        length=length_in_words(counts),
        terms=list(version.terms.all()),
        days=days,
        assignments=assignments,
        criteria=list(version.criteria.all()),
        requirements=[
            PlainRequirement(row.pk, row.kind, row.threshold, requirement_in_words(row, counts))
            for row in version.requirements.all()
        ],
    )


def plan_counts(version_ids: Iterable[int]) -> dict[int, PlanCounts]:
    """How much each version contains. Two queries, however many versions."""
    days: dict[int, list[DayPlan]] = {pk: [] for pk in version_ids}
    rows = DayPlan.objects.filter(version__in=days).only("version", "kind", "term")
    for day in rows:
        days[day.version_id].append(day)
    of = AssignmentPlan.objects.filter(version__in=days)
    assignments = Counter(of.values_list("version_id", flat=True))
    return {pk: count(own, assignments[pk]) for pk, own in days.items()}


def count(days: Iterable[DayPlan], assignments: int = 0) -> PlanCounts:
    """What a version with these days contains. No query."""
    teaching = [day for day in days if day.kind == DayKind.TEACHING]
    per_term = Counter(day.term_id for day in teaching if day.term_id)
    return PlanCounts(
        teaching_days=len(teaching),
        examination_days=sum(day.kind == DayKind.EXAMINATION for day in days),
        assignments=assignments,
        days_per_term=tuple(per_term.values()),
    )


def length_in_words(counts: PlanCounts) -> str:
    """How long it takes: "8 days and 1 examination", "3 terms with 8 days each"."""
    same = set(counts.days_per_term)
    if len(counts.days_per_term) > 1 and len(same) == 1:
        return _("%(terms)s terms with %(days)s days each") % {
            "terms": len(counts.days_per_term),
            "days": same.pop(),
        }
    days = ngettext("%(count)s day", "%(count)s days", counts.teaching_days)
    days %= {"count": counts.teaching_days}
    if not counts.examination_days:
        return days
    examinations = ngettext(
        "%(count)s examination", "%(count)s examinations", counts.examination_days
    )
    return _("%(days)s and %(examinations)s") % {
        "days": days,
        "examinations": examinations % {"count": counts.examination_days},
    }


def requirement_in_words(requirement: Requirement, counts: PlanCounts) -> str:
    """One requirement as a short line: "7 of 8 course days". No query."""
    total = {
        RequirementKind.DAYS_ATTENDED: counts.teaching_days,
        RequirementKind.DAYS_ATTENDED_PER_TERM: min(counts.days_per_term, default=0),
        RequirementKind.HOMEWORK_APPROVED: counts.assignments,
    }.get(requirement.kind)
    needed = requirement.threshold or total or 0
    return WORDS[requirement.kind] % {"needed": needed, "total": total or needed}


WORDS = {
    RequirementKind.DAYS_ATTENDED: ngettext_lazy(
        "%(needed)s of %(total)s course day", "%(needed)s of %(total)s course days", "total"
    ),
    RequirementKind.DAYS_ATTENDED_PER_TERM: ngettext_lazy(
        "%(needed)s of %(total)s course day in each term",
        "%(needed)s of %(total)s course days in each term",
        "total",
    ),
    RequirementKind.HOMEWORK_APPROVED: ngettext_lazy(
        "%(needed)s of %(total)s piece of homework approved",
        "%(needed)s of %(total)s pieces of homework approved",
        "total",
    ),
    RequirementKind.SUPERVISION_SESSIONS: ngettext_lazy(
        "%(needed)s supervision session", "%(needed)s supervision sessions", "needed"
    ),
    RequirementKind.EXAMINATION_DAY_ATTENDED: gettext_lazy("The examination day"),
    RequirementKind.EXAMINATION_PASSED: gettext_lazy("Passed examination"),
    RequirementKind.TRAINING_CLIENT: gettext_lazy(
        "A training client under supervision the whole time"
    ),
    RequirementKind.WRITTEN_WORK_APPROVED: gettext_lazy("Approved written work"),
    RequirementKind.MODULES_DONE: gettext_lazy("The modules of the programme done"),
}
