"""Nobody examines oneself or a colleague of the same unit."""

from collections.abc import Iterable

from cohorts.models import Enrolment
from organisations.models import Affiliation, Person


def recused(examiner: Person, enrolments: Iterable[Enrolment]) -> set[int]:
    """The enrolments (by id) that `examiner` may not assess: the own, and those of people who
    come from, or work today in, a unit where the examiner works today. Two queries."""
    enrolments = list(enrolments)
    units = set(
        Affiliation.objects.current().filter(person=examiner).values_list("unit", flat=True)
    )
    colleagues = (
        set(
            Affiliation.objects.current()
            .filter(unit__in=units, person__in={row.person_id for row in enrolments})
            .values_list("person", flat=True)
        )
        if units
        else set()
    )
    colleagues.add(examiner.pk)
    return {row.pk for row in enrolments if row.unit_id in units or row.person_id in colleagues}
