from content.models.module import AssignmentMaterial, DayMaterial, ModuleIndexPage, ModulePage
from content.models.pages import HomePage, StandardPage

__all__ = [
    "AssignmentMaterial",
    "DayMaterial",
    "HomePage",
    "ModuleIndexPage",
    "ModulePage",
    "StandardPage",
]
