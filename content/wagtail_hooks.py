"""Who is given pages and files, and what editors meet in Wagtail's admin."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel

from content.models import ModulePage
from content.selectors.files import may_open
from content.selectors.modules import may_read
from content.selectors.writing import modules_written_by
from organisations.roles import Permission

UNUSED = {"reports", "help", "settings"}
LAST = 1000  # after those that add something


@hooks.register("before_serve_page")
def give_modules_to_readers(page, request, args, kwargs):
    """A module is for those who take part or teach; it does not exist for others."""
    if isinstance(page, ModulePage):
        if not request.user.is_authenticated:
            return to_log_in(request)
        if not may_read(request.user, page):
            raise Http404
        request.nav_key = "home"
    return None


@hooks.register("before_serve_document")
def give_files_to_readers(document, request):
    """A file is for those who may read a page that it belongs to."""
    if may_open(request.user, document):
        return None
    if not request.user.is_authenticated:
        return to_log_in(request)
    raise Http404


def to_log_in(request):
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


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
