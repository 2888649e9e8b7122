"""What the joint board plans from, and which cohorts are listed for whom."""

import datetime as dt

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from areas.models import Area
from areas.models.area import AreaQuerySet
from cohorts.enums import (
    REGISTRATION_OPEN,
    CohortState,
    DayState,
    NominationState,
    RegistrationState,
)
from cohorts.models import Cohort, CourseDay
from cohorts.models.cohort import CohortQuerySet
from cohorts.selectors.nominations import LINK_CLOSED
from common.clock import today
from courses.models import DayPlan, ProgrammeVersion
from courses.selectors.programmes import length_in_words, plan_counts, published_versions
from organisations.roles import Permission, Scope


def areas_planned_by(person) -> AreaQuerySet:
    """Where somebody plans cohorts, by name."""
    return Area.objects.reachable_for(person, Permission.PLAN_COHORT).order_by("name")


def plans_nationwide(person) -> bool:
    """Whether somebody plans courses that belong to no area."""
    grants = person.grants_with(Permission.PLAN_COHORT)
    return any(grant.scope == Scope.EVERYTHING for grant in grants)


def versions_to_plan() -> list[tuple[ProgrammeVersion, str]]:
    """Published versions that have days, each with its length in words. Three queries."""
    versions = list(published_versions())
    counts = plan_counts(version.pk for version in versions)
    return [
        (version, length_in_words(counts[version.pk]))
        for version in versions
        if counts[version.pk].teaching_days
    ]


def plans_of(version: ProgrammeVersion) -> list[DayPlan]:
    """The days of a version in order, with their terms. One query."""
    return list(version.days.select_related("term").order_by("term__number", "number"))


def cohort_number(version: ProgrammeVersion, area: Area | None) -> int:
    """Which cohort of the programme the next one is in the area. One query."""
    return Cohort.objects.filter(version__programme=version.programme, area=area).count() + 1


def listed_cohorts(person, *, ended: bool) -> CohortQuerySet:
    """What somebody sees: courses to come or going on, next first; or what is over, last first."""
    days = Q(days__state=DayState.PLANNED)
    seen = Cohort.objects.filter(pk__in=Cohort.objects.visible_to(person).values("pk"))
    going_on = Q(state=CohortState.PLANNED) & Exists(_days_from(today()))
    cohorts = seen.exclude(going_on) if ended else seen.filter(going_on)
    return (
        cohorts.with_programme()
        .annotate(first_on=Min("days__date", filter=days))
        .order_by("-first_on" if ended else "first_on", "name")
    )


def cohorts_of_area(area: Area, *, since: dt.date) -> CohortQuerySet:
    """The area's cohorts that have a day on or after `since`, in the order they begin."""
    return (
        Cohort.objects.active()
        .filter(Exists(_days_from(since)), area=area)
        .with_programme()
        .annotate(first_on=Min("days__date", filter=Q(days__state=DayState.PLANNED)))
        .order_by("version__programme__position", "first_on", "name")
    )


def people_waiting_for(cohort: Cohort) -> list[tuple[str, str]]:
    """Address and name of everybody who counts on a cohort without taking part: nominees who have
    been asked, those who nominated, the registered and those who registered them. Somebody whom
    the board has not confirmed has been told nothing yet, and is not told now; nor is whoever
    said that the question was meant for somebody else. Two queries."""
    nominations = cohort.nominations.standing().exclude(state=NominationState.REJECTED)
    registrations = cohort.registrations.filter(state__in=REGISTRATION_OPEN)
    found: dict[str, str] = {}
    for row in nominations.select_related("nominated_by", "confirmation"):
        if row.state != NominationState.DRAFT and row.confirmation.nonce != LINK_CLOSED:
            found.setdefault(row.email, row.name)
        found.setdefault(row.nominated_by.email, row.nominated_by.name)
    for row in registrations.select_related("registered_by"):
        if row.state != RegistrationState.SUBMITTED:
            found.setdefault(row.email, row.name)
        if row.registered_by:
            found.setdefault(row.registered_by.email, row.registered_by.name)
    return list(found.items())


def _days_from(date: dt.date) -> QuerySet[CourseDay]:
    return CourseDay.objects.filter(cohort=OuterRef("pk"), state=DayState.PLANNED, date__gte=date)
