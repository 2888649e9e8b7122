"""The evaluators of this room, registered with the completion in the room below."""

from collections.abc import Mapping

from cohorts.selectors.requirements import Evaluation, Progress, register
from courses.enums import RequirementKind
from courses.models import Requirement
from supervision.enums import ExaminationOutcome
from supervision.models import ExaminationResult


def examination_passed(evaluation: Evaluation, requirements: Mapping[int, Requirement]):
    """Passed in any attempt; a failed one can be followed by another. One query."""
    passed = set(
        ExaminationResult.objects.filter(
            enrolment__in={enrolment.pk for enrolment in evaluation.enrolments},
            outcome=ExaminationOutcome.PASSED,
        ).values_list("enrolment_id", flat=True)
    )
    return {
        enrolment.pk: Progress(
            RequirementKind.EXAMINATION_PASSED,
            done=int(enrolment.pk in passed),
            needed=1,
            held=int(enrolment.pk in passed),
            planned=1,
        )
        for enrolment in evaluation.enrolments
        if enrolment.cohort.version_id in requirements
    }


def register_evaluators() -> None:
    """Called once when the room starts."""
    register(RequirementKind.EXAMINATION_PASSED, examination_passed)
