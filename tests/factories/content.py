"""Modules on the shelf."""

import itertools

from wagtail.rich_text import RichText

from content.models import AssignmentMaterial, DayMaterial, ModuleIndexPage, ModulePage

_numbers = itertools.count(1)


def make_module(
    *days, title: str = "", live: bool = True, owner=None, assignments=(), **fields
) -> ModulePage:
    """A module for these planned days and pieces of homework; a draft unless it is `live`."""
    title = title or f"Modul {next(_numbers)}"
    fields = {"body": [("text", RichText("<p>Ett tidigt tecken är en förändring.</p>"))], **fields}
    module = ModulePage(title=title, live=live, owner=owner, **fields)
    module.days = [DayMaterial(day=day, sort_order=order) for order, day in enumerate(days)]
    module.assignments = [AssignmentMaterial(assignment=assignment) for assignment in assignments]
    shelf = ModuleIndexPage.objects.get()
    shelf.add_child(instance=module)
    revision = module.save_revision(user=owner)
    if live:
        revision.publish()
    return module
