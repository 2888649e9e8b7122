"""Which cohorts somebody meets, by what they may do there."""

from cohorts.models import Cohort
from cohorts.models.cohort import CohortQuerySet
from organisations.roles import Permission


def cohorts_seen_by(person) -> CohortQuerySet:
    """What `person` works with, takes part in, or may send people to; programme and area joined."""
    return Cohort.objects.visible_to(person).with_programme()


def cohorts_where(person, permission: Permission) -> CohortQuerySet:
    """The cohorts where `person` holds `permission`; programme and area joined."""
    return Cohort.objects.reachable_for(person, permission).with_programme()
