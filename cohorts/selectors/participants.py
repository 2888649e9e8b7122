"""A cohort together with those who take part in it, as the pages about the whole group need it."""

from django.db.models import QuerySet

from cohorts.enums import EnrolmentState
from cohorts.models import Cohort, Enrolment
from cohorts.selectors.cohorts import COHORT_REACH, COHORT_SCOPES, cohort_where
from cohorts.selectors.continuing import know_each_other
from common.prepared import TEXT, prepared
from organisations.roles import Permission


def cohort_with_participants(
    person, permission: Permission, *, slug: str
) -> tuple[Cohort, list[Enrolment]] | None:
    """The cohort at an address with its active enrolments by name, if `person` holds `permission`
    there; programme and area are joined, and people. The enrolments know what they continue.

    One query; one more where nobody takes part.
    """
    reach = person.reach(permission, *COHORT_SCOPES)
    rows = _all_of_participants(reach.is_everywhere, slug=slug, **reach.keys)
    know_each_other(rows)
    people = [
        row for row in rows if row.cohort.slug == slug and row.state == EnrolmentState.ENROLLED
    ]
    if not people:
        cohort = cohort_where(person, permission, slug=slug)
        return (cohort, []) if cohort else None
    cohort = people[0].cohort
    for row in people:
        row.cohort = cohort
    return cohort, people


@prepared(slug=TEXT, **COHORT_REACH)
def _all_of_participants(is_everywhere, slug, **reach) -> QuerySet[Enrolment]:
    """Everything that those who take part in the cohort ever took part in."""
    cohorts = Cohort.objects.filter(slug=slug)
    here = cohorts if is_everywhere else cohorts.within(**reach)
    people = Enrolment.objects.active().filter(cohort__in=here).values("person")
    return (
        Enrolment.objects.filter(person__in=people)
        .select_related("person", "cohort__version__programme", "cohort__area")
        .order_by("person__name", "pk")
    )
