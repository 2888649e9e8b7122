"""Courses that an employer registers staff to, and who is registered."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from cohorts.enums import RegistrationState
from cohorts.models import Cohort, Registration
from cohorts.models.cohort import CohortQuerySet
from cohorts.models.registration import RegistrationQuerySet
from cohorts.selectors.cohorts import COHORT_SCOPES, UNIT_OR_COHORT_REACH
from cohorts.selectors.offers import Offer, offered_cohorts, planned_days, stretches_of
from cohorts.selectors.seats import SeatCount, seats_left
from common.prepared import KEYS, prepared
from courses.enums import WayIn
from organisations.models import Organisation
from organisations.models.organisation import OrganisationQuerySet
from organisations.roles import Permission, Scope

_S = RegistrationState


@dataclass(frozen=True)
class StaffOffer:
    """One cohort as it is offered, with its seats and the own registrations by state."""

    offer: Offer
    seats: SeatCount
    counts: Counter

    @property
    def cohort(self) -> Cohort:
        return self.offer.cohort

    @property
    def confirmed(self) -> int:
        return self.counts[_S.SEATED]

    @property
    def to_confirm(self) -> int:
        return self.counts[_S.SUBMITTED]


def cohorts_to_register_to(person) -> CohortQuerySet:
    """Cohorts that the person's organisations register staff to, from the moment they are
    planned; programme and area joined."""
    paths = [
        grant.path
        for grant in person.grants_with(Permission.REGISTER_STAFF)
        if grant.scope == Scope.ORGANISATION
    ]
    offered = Cohort.objects.offered_to(paths) if paths else Cohort.objects.none()
    return offered.filter(version__way_in=WayIn.EMPLOYER).with_programme()


def units_to_register_from(person, cohort: Cohort) -> OrganisationQuerySet:
    """Units whose staff the person registers and whose employer is invited to the cohort, as a
    tree. Two queries."""
    units = Organisation.objects.reachable_for(person, Permission.REGISTER_STAFF).order_by("path")
    if cohort.area_id is None:
        return units
    invited = Organisation.objects.filter(areas=cohort.area_id).values_list("path", flat=True)
    return units.under(invited)


def registrations_by(person) -> RegistrationQuerySet:
    """Those from the units where the person registers staff, whoever made them."""
    return Registration.objects.reachable_for(person, Permission.REGISTER_STAFF).exclude(unit=None)


def listed_staff(person, cohort: Cohort) -> RegistrationQuerySet:
    """Own registrations to a cohort, in the order they were made; unit and profession joined."""
    rows = registrations_by(person).filter(cohort=cohort)
    return rows.select_related("unit", "profession").order_by("pk")


def registration_of_staff(person, *, slug: str, pk: int) -> Registration | None:
    """One own registration, joined with all its page shows; None for strangers. One query."""
    rows = registrations_by(person).select_related("cohort__version__programme", "unit")
    return rows.filter(cohort__slug=slug, pk=pk).first()


def staff_offers(person, today: dt.date) -> list[StaffOffer]:
    """Cohorts to register staff to that have a day left, in the order they close. Four queries."""
    permission = Permission.REGISTER_STAFF
    return _describe(person, offered_cohorts(person, permission, WayIn.EMPLOYER, today), today)


def staff_offer(person, slug: str, today: dt.date) -> StaffOffer | None:
    """One of them by its address, also when it is over; None for strangers. Four queries."""
    found = _describe(person, list(cohorts_to_register_to(person).filter(slug=slug)), today)
    return found[0] if found else None


def _describe(person, cohorts: list[Cohort], today: dt.date) -> list[StaffOffer]:
    if not cohorts:
        return []
    days, seats, counts = planned_days(cohorts), seats_left(cohorts), _own(person, cohorts)
    return [
        StaffOffer(
            Offer(row, stretches_of(days[row.pk]), Counter(), today), seats[row.pk], counts[row.pk]
        )
        for row in cohorts
    ]


def _own(person, cohorts: list[Cohort]) -> dict[int, Counter]:
    """How many of the own registrations to each cohort are in each state. One query."""
    reach = person.reach(Permission.REGISTER_STAFF, *COHORT_SCOPES)
    keys = [cohort.pk for cohort in cohorts]
    found: dict[int, Counter] = defaultdict(Counter)
    for cohort, state, count in _own_counts(
        reach.is_everywhere, cohorts=keys, paths=reach.paths, **reach.keys
    ):
        found[cohort][state] = count
    return found


@prepared(cohorts=KEYS, **UNIT_OR_COHORT_REACH)
def _own_counts(is_everywhere, cohorts, **reach) -> QuerySet:
    """(cohort, state, how many)"""
    own = Registration.objects.exclude(unit=None).filter(cohort__in=cohorts)
    own = own if is_everywhere else own.within(**reach)
    return own.values_list("cohort", "state").annotate(Count("pk"))
