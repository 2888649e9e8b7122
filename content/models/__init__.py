from content.models.module import AssignmentMaterial, DayMaterial, ModuleIndexPage, ModulePage
from content.models.pages import HomePage, StandardPage
from content.models.progress import ExerciseAnswer, ModuleDone, ReflectionAnswer
from content.models.worksheet import Worksheet, WorksheetChoice, WorksheetVersion

__all__ = [
    "AssignmentMaterial",
    "DayMaterial",
    "ExerciseAnswer",
    "HomePage",
    "ModuleDone",
    "ModuleIndexPage",
    "ModulePage",
    "ReflectionAnswer",
    "StandardPage",
    "Worksheet",
    "WorksheetChoice",
    "WorksheetVersion",
]
