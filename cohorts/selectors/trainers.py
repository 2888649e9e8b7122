"""Who teaches a cohort: by a role in it, or in its whole programme."""

from collections import defaultdict
from collections.abc import Iterable

from cohorts.models import Cohort, CohortRole
from courses.models import ProgrammeRole
from organisations.models import Person
from organisations.roles import Permission, roles_with


def trainers_of(cohorts: Iterable[Cohort]) -> dict[int, list[Person]]:
    """Those who take attendance in each cohort, by its id. Those with a role in the cohort by
    name; where nobody has one, those of the whole programme. Wants `version` joined. Two queries.
    """
    cohorts = list(cohorts)
    codes = roles_with(Permission.TAKE_ATTENDANCE)
    by_cohort, by_programme = defaultdict(dict), defaultdict(dict)
    for role in (
        CohortRole.objects.current()
        .filter(cohort__in=cohorts, role__in=codes, person__is_active=True)
        .select_related("person")
        .order_by("person__name")
    ):
        by_cohort[role.cohort_id][role.person_id] = role.person
    programmes = {cohort.version.programme_id for cohort in cohorts}
    for role in (
        ProgrammeRole.objects.current()
        .filter(programme__in=programmes, role__in=codes, person__is_active=True)
        .select_related("person")
        .order_by("person__name")
    ):
        by_programme[role.programme_id][role.person_id] = role.person
    return {
        cohort.pk: list(
            (by_cohort.get(cohort.pk) or by_programme.get(cohort.version.programme_id, {})).values()
        )
        for cohort in cohorts
    }
