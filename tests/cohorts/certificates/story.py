"""What the tests of certificates tell: fulfilling, issuing."""

from cohorts.enums import HomeworkState, Mark
from cohorts.models import Attendance, DayPart, Submission
from cohorts.services.certificates import issue_certificates
from common.clock import now
from courses.models import AssignmentPlan
from tests.factories.examinations import make_attempt


def fulfil(enrolment, cast, *, absent=()):
    """Everything that the version asks for; `absent` from the days of these numbers."""
    Attendance.objects.bulk_create(
        Attendance(
            enrolment=enrolment,
            part=part,
            mark=Mark.ABSENT if part.day.plan.number in absent else Mark.PRESENT,
            marked_by=cast.trainer,
            marked_at=now(),
        )
        for part in DayPart.objects.filter(day__cohort=enrolment.cohort).select_related("day__plan")
    )
    Submission.objects.bulk_create(
        Submission(
            enrolment=enrolment,
            assignment=assignment,
            state=HomeworkState.APPROVED,
            marked_by=cast.examiner,
            marked_at=now(),
        )
        for assignment in AssignmentPlan.objects.filter(version=enrolment.cohort.version)
    )
    make_attempt(enrolment, cast.examiner)


def issue(cast, cohort, *enrolments, language="sv"):
    return issue_certificates(
        by=cast.examiner, cohort=cohort, enrolments=enrolments, language=language
    )
