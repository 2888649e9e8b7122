from courses.models.criterion import Criterion
from courses.models.evaluation import EvaluationQuestion
from courses.models.plan import AssignmentPlan, DayPlan, Term
from courses.models.programme import Programme, ProgrammeVersion
from courses.models.requirement import Requirement
from courses.models.role import ProgrammeRole

__all__ = [
    "AssignmentPlan",
    "Criterion",
    "DayPlan",
    "EvaluationQuestion",
    "Programme",
    "ProgrammeRole",
    "ProgrammeVersion",
    "Requirement",
    "Term",
]
