from cohorts.models.attendance import Attendance
from cohorts.models.certificate import Certificate
from cohorts.models.cohort import Cohort
from cohorts.models.course_day import CourseDay, DayPart
from cohorts.models.enrolment import Enrolment
from cohorts.models.homework import Submission
from cohorts.models.nomination import CriterionAnswer, Nomination, NomineeConfirmation
from cohorts.models.registration import Registration
from cohorts.models.role import CohortRole
from cohorts.models.seat import Seat, SeatOffer
from cohorts.models.selection import Decision, SelectionRound

__all__ = [
    "Attendance",
    "Certificate",
    "Cohort",
    "CohortRole",
    "CourseDay",
    "CriterionAnswer",
    "DayPart",
    "Decision",
    "Enrolment",
    "Nomination",
    "NomineeConfirmation",
    "Registration",
    "Seat",
    "SeatOffer",
    "SelectionRound",
    "Submission",
]
