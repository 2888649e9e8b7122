"""What the roles of this room give: a role in a cohort reaches that cohort."""

from cohorts.models import CohortRole
from organisations.grants import grant_rows
from organisations.roles import Scope


def cohort_grants(person, day):
    """Roles held on the day in cohorts, as a source of grants."""
    roles = CohortRole.objects.current(day).filter(person=person)
    return grant_rows(roles, scope=Scope.COHORT, key="cohort_id")
