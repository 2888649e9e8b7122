"""How roles reach what somebody at a unit wants from a cohort: nominations and registrations."""

from django.db.models import Q

from cohorts.models.cohort import Cohort
from organisations.models import Organisation
from organisations.roles import Permission, Scope


class ByUnitOrCohort:
    """For querysets of rows with a `unit` and a `cohort`."""

    def reachable_for(self, person, permission: Permission):
        """By a role in the unit or above it, or for the cohort."""
        scopes = {grant.scope for grant in person.grants_with(permission)}
        if Scope.EVERYTHING in scopes:
            return self
        condition = Q(pk__in=[])
        if Scope.ORGANISATION in scopes:
            condition |= Q(unit__in=Organisation.objects.reachable_for(person, permission))
        if scopes - {Scope.ORGANISATION}:
            condition |= Q(cohort__in=Cohort.objects.reachable_for(person, permission))
        return self.filter(condition)

    def within(self, *, paths, **keys):
        """The same by slots for a prepared statement: `Reach.paths`, `Reach.keys`."""
        units = Organisation.objects.filter(path__startswith_one_of=paths)
        cohorts = Cohort.objects.within(**keys)
        return self.filter(Q(unit__in=units) | Q(cohort__in=cohorts))
