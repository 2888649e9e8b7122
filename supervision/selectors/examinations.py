"""What the examiner's page shows."""

from dataclasses import dataclass

from cohorts.models import Certificate, Cohort, Enrolment
from cohorts.models.cohort import CohortQuerySet
from cohorts.selectors.attending import participants_of
from cohorts.selectors.cohorts import cohorts_where
from cohorts.selectors.completion import completion_of
from cohorts.selectors.requirements import Standing
from courses.enums import RequirementKind
from organisations.roles import Permission
from supervision.models import ExaminationResult


@dataclass(frozen=True)
class ExaminationRow:
    """One person: the latest result ("" before the first) and what else is left."""

    enrolment: Enrolment
    outcome: str
    attempt: int
    others_left: int
    has_certificate: bool


def cohorts_to_examine(person) -> CohortQuerySet:
    """The cohorts that ask for an examination and where `person` is the examiner. One query."""
    return cohorts_where(person, Permission.ASSESS_EXAMINATION).filter(
        version__requirements__kind=RequirementKind.EXAMINATION_PASSED
    )


def examination_of(cohort: Cohort) -> list[ExaminationRow]:
    """Everybody in the cohort by name. A fixed number of queries (nine for the basic course)."""
    people = list(participants_of(cohort))
    latest = {
        row.enrolment_id: row
        for row in ExaminationResult.objects.filter(enrolment__in=people).order_by("attempt")
    }
    certified = set(
        Certificate.objects.standing()
        .filter(enrolment__in=people)
        .values_list("enrolment_id", flat=True)
    )
    completions = completion_of(people)
    rows = []
    for enrolment in people:
        result = latest.get(enrolment.pk)
        others = [
            item
            for item in completions[enrolment.pk].items
            if item.kind != RequirementKind.EXAMINATION_PASSED
            and item.standing != Standing.FULFILLED
        ]
        rows.append(
            ExaminationRow(
                enrolment,
                result.outcome if result else "",
                result.attempt if result else 0,
                len(others),
                enrolment.pk in certified,
            )
        )
    return rows
