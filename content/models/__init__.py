from content.models.module import DayMaterial, ModuleIndexPage, ModulePage
from content.models.pages import HomePage, StandardPage

__all__ = ["DayMaterial", "HomePage", "ModuleIndexPage", "ModulePage", "StandardPage"]
