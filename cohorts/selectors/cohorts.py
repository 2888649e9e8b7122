"""Which cohorts somebody meets, by what they may do there, and which are public."""

from django.db.models import Min, Q, QuerySet

from cohorts.enums import DayState
from cohorts.models import Cohort
from cohorts.models.cohort import CohortQuerySet
from common.clock import today
from common.prepared import KEYS, TEXT, TEXTS, prepared
from courses.models import Programme, ProgrammeVersion
from courses.models.programme import ProgrammeVersionQuerySet
from organisations.roles import Permission, Scope

COHORT_SCOPES = (Scope.AREA, Scope.PROGRAMME, Scope.COHORT)
COHORT_REACH = dict.fromkeys((scope.value for scope in COHORT_SCOPES), KEYS)

UNIT_OR_COHORT_REACH = {"paths": TEXTS, **COHORT_REACH}


def cohorts_seen_by(person) -> CohortQuerySet:
    """What `person` works with, takes part in, or may send people to; programme and area joined."""
    return Cohort.objects.visible_to(person).with_programme()


def cohorts_where(person, permission: Permission) -> CohortQuerySet:
    """The cohorts where `person` holds `permission`; programme and area joined."""
    return Cohort.objects.reachable_for(person, permission).with_programme()


def cohort_where(person, permission: Permission, *, slug: str) -> Cohort | None:
    """The cohort at an address, if `person` holds `permission` there; programme and area joined.
    One query."""
    reach = person.reach(permission, *COHORT_SCOPES)
    return next(iter(_at_address(reach.is_everywhere, slug=slug, **reach.keys)), None)


@prepared(slug=TEXT, **COHORT_REACH)
def _at_address(is_everywhere, slug, **reach) -> QuerySet[Cohort]:
    cohorts = Cohort.objects.with_programme().filter(slug=slug)
    return cohorts if is_everywhere else cohorts.within(**reach)


def versions_where(person, permission: Permission) -> ProgrammeVersionQuerySet:
    """The programme versions that a role with `permission` reaches: all, those of a programme, or
    those that a reached cohort is given by."""
    grants = person.grants_with(permission)
    if any(grant.scope == Scope.EVERYTHING for grant in grants):
        return ProgrammeVersion.objects.all()
    programmes = [grant.scope_id for grant in grants if grant.scope == Scope.PROGRAMME]
    reached = Cohort.objects.reachable_for(person, permission).values("version")
    return ProgrammeVersion.objects.filter(Q(programme__in=programmes) | Q(pk__in=reached))


def versions_within(*, is_everywhere: bool, area, programme, cohort) -> ProgrammeVersionQuerySet:
    """The same by the keys of a reach, or by slots for them."""
    if is_everywhere:
        return ProgrammeVersion.objects.all()
    reached = Cohort.objects.within(area=area, programme=programme, cohort=cohort)
    return ProgrammeVersion.objects.filter(
        Q(programme__in=programme) | Q(pk__in=reached.values("version"))
    )


def cohorts_to_come(programme: Programme) -> CohortQuerySet:
    """The cohorts of a programme that have not begun, next first. Their dates are public, so that
    everybody sees them early (domain.md §2)."""
    first_on = Min("days__date", filter=Q(days__state=DayState.PLANNED))
    return (
        Cohort.objects.active()
        .filter(version__programme=programme)
        .with_programme()
        .annotate(first_on=first_on)
        .filter(first_on__gt=today())
        .order_by("first_on", "name")
    )
