"""Who is given pages and files, and what editors meet in Wagtail's admin."""

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel

from content.models import ModulePage
from content.selectors.files import may_open
from content.selectors.modules import may_read
from content.selectors.writing import modules_written_by
from content.views.modules import not_for
from organisations.roles import Permission

UNUSED = {"reports", "help", "settings"}
LAST = 1000  # after those that add something


@hooks.register("before_serve_page")
def give_modules_to_readers(page, request, args, kwargs):
    """A module is for those whom it is open to; it does not exist for others."""
    if isinstance(page, ModulePage) and not may_read(request.user, page):
        return not_for(request)
    return None


@hooks.register("before_serve_document")
def give_files_to_readers(document, request):
    """A file is for those who may read a page that it belongs to."""
    return None if may_open(request.user, document) else not_for(request)


@hooks.register("construct_main_menu", order=LAST)
def hide_what_is_not_used(request, menu_items):
    """Workflows, locks and Wagtail's own help are no part of the way editors work here."""
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED]


@hooks.register("construct_homepage_summary_items", order=LAST)
def count_nothing(request, summary_items):
    """How many pages and pictures there are helps nobody."""
    summary_items.clear()


class Modules(Component):
    """One's own modules, drafts first, and the way to write another."""

    order = 50
    template_name = "content/admin/modules.html"

    def get_context_data(self, parent_context):
        shelf, modules = modules_written_by(parent_context["request"].user)
        return {"shelf": shelf, "modules": modules}


@hooks.register("construct_homepage_panels", order=LAST)
def begin_with_modules(request, panels):
    """Modules first; what one has edited last for those who keep all pages."""
    keeps_pages = request.user.may(Permission.MANAGE_AREAS)
    recent = [panel for panel in panels if isinstance(panel, RecentEditsPanel)]
    panels[:] = [Modules(), *(recent if keeps_pages else [])]
