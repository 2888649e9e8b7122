from courses.models.criterion import Criterion
from courses.models.evaluation import EvaluationQuestion
from courses.models.literature import LiteratureItem
from courses.models.plan import AssignmentPlan, DayPlan, Term
from courses.models.programme import Programme, ProgrammeVersion
from courses.models.requirement import Requirement
from courses.models.role import ProgrammeRole

__all__ = [
    "AssignmentPlan",
    "Criterion",
    "DayPlan",
    "EvaluationQuestion",
    "LiteratureItem",
    "Programme",
    "ProgrammeRole",
    "ProgrammeVersion",
    "Requirement",
    "Term",
]
