"""The cohort of a page, for those who select for it; for everybody else it is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from cohorts.models import Cohort
from cohorts.selectors.selection.scope import cohorts_to_select_for
from organisations.policies import may
from organisations.roles import Permission


def cohort_or_404(request, slug: str) -> Cohort:
    request.nav_key = "selection"
    cohort = get_object_or_404(cohorts_to_select_for(request.user), slug=slug)
    if not may(request.user, Permission.SELECT, on=cohort):
        raise Http404
    return cohort
