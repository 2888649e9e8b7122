from cohorts.models.absence_notice import AbsenceNotice
from cohorts.models.attendance import Attendance
from cohorts.models.certificate import Certificate
from cohorts.models.check_in import CheckIn
from cohorts.models.cohort import Cohort
from cohorts.models.course_day import CourseDay, DayPart
from cohorts.models.credit import Credit
from cohorts.models.early_warning import EarlyWarning
from cohorts.models.enrolment import Enrolment
from cohorts.models.evaluation import (
    CourseEvaluation,
    EvaluationTally,
    EvaluationText,
    EvaluationTicket,
)
from cohorts.models.homework import Submission
from cohorts.models.make_up import MakeUp
from cohorts.models.nomination import CriterionAnswer, Nomination, NomineeConfirmation
from cohorts.models.objection import Objection
from cohorts.models.registration import Registration
from cohorts.models.role import CohortRole
from cohorts.models.seat import Seat, SeatOffer
from cohorts.models.selection import Decision, SelectionRound

__all__ = [
    "AbsenceNotice",
    "Attendance",
    "Certificate",
    "CheckIn",
    "Cohort",
    "CohortRole",
    "CourseDay",
    "CourseEvaluation",
    "Credit",
    "CriterionAnswer",
    "DayPart",
    "Decision",
    "EarlyWarning",
    "Enrolment",
    "EvaluationTally",
    "EvaluationText",
    "EvaluationTicket",
    "MakeUp",
    "Nomination",
    "NomineeConfirmation",
    "Objection",
    "Registration",
    "Seat",
    "SeatOffer",
    "SelectionRound",
    "Submission",
]
