"""Examination days and results."""

from cohorts.models import CourseDay, Enrolment
from common.clock import now
from courses.enums import DayKind
from supervision.enums import ExaminationOutcome, SittingState
from supervision.models import Assessment, Attempt, Sitting


def examination_day(cohort) -> CourseDay:
    """The cohort's first examination day, with the cohort as services want it."""
    return (
        CourseDay.objects.select_related("plan", "cohort__version__programme", "cohort__area")
        .filter(cohort=cohort, plan__kind=DayKind.EXAMINATION)
        .order_by("date")
        .first()
    )


def make_final(sitting: Sitting, by) -> Sitting:
    sitting.state, sitting.finalised_at, sitting.finalised_by = SittingState.FINAL, now(), by
    sitting.save()
    return sitting


def make_attempt(enrolment: Enrolment, by, outcome=ExaminationOutcome.PASSED, **fields) -> Attempt:
    """A result on the list of the own cohort (or of `day`), final."""
    day = fields.pop("day", None) or examination_day(enrolment.cohort)
    sitting, _ = Sitting.objects.get_or_create(day=day)
    attempt = Attempt.objects.create(
        enrolment=enrolment, sitting=sitting, outcome=outcome, decided_at=now(), **fields
    )
    Assessment.objects.create(attempt=attempt, examiner=by, outcome=outcome, marked_at=now())
    make_final(sitting, by)
    return attempt
