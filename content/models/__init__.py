from content.models.module import AssignmentMaterial, DayMaterial, ModuleIndexPage, ModulePage
from content.models.pages import HomePage, StandardPage
from content.models.worksheet import Worksheet, WorksheetChoice, WorksheetVersion

__all__ = [
    "AssignmentMaterial",
    "DayMaterial",
    "HomePage",
    "ModuleIndexPage",
    "ModulePage",
    "StandardPage",
    "Worksheet",
    "WorksheetChoice",
    "WorksheetVersion",
]
