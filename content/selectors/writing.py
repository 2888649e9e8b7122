"""What somebody who writes meets first."""

from content.models import ModuleIndexPage, ModulePage

SHOWN = 12


def modules_written_by(person) -> tuple[ModuleIndexPage | None, list[ModulePage]]:
    """The shelf, if `person` may write on it, and the modules they began, drafts first, then the
    latest. Six queries at most, besides the person's permissions."""
    shelf = ModuleIndexPage.objects.first()
    if shelf and not shelf.permissions_for_user(person).can_add_subpage():
        shelf = None
    modules = (
        ModulePage.objects.filter(owner=person)
        .defer("body")
        .prefetch_related("days__day__version__programme")
        .order_by("live", "-latest_revision_created_at")
    )
    return shelf, list(modules[:SHOWN])
