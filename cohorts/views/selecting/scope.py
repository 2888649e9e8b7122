"""The cohort of a page, for those who select for it; for everybody else it is not there."""

from django.http import Http404

from cohorts.models import Cohort
from cohorts.selectors.cohorts import cohort_where
from organisations.roles import Permission


def cohort_or_404(request, slug: str) -> Cohort:
    request.nav_key = "selection"
    cohort = cohort_where(request.user, Permission.SELECT, slug=slug)
    if cohort is None or not cohort.is_by_nomination:
        raise Http404
    return cohort
