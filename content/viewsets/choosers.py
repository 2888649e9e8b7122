"""Finding a worksheet or a work to read in a page's form, by typing a part of its name."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser

from cohorts.selectors.cohorts import versions_where
from content.models import Worksheet
from content.selectors.worksheets import SEARCHED, readable_worksheets
from courses.enums import VersionState
from courses.models import LiteratureItem
from organisations.roles import Permission
from organisations.viewsets.choosers import PermittedChooser, SearchForm


class WorksheetSearchForm(SearchForm):
    searched = SEARCHED


class Worksheets:
    """What the writer may read, so that a page leads to nothing unpublished."""

    filter_form_class = WorksheetSearchForm
    ordering = ("name", "pk")

    def get_object_list(self):
        return readable_worksheets(self.request.user)

    @property
    def columns(self):
        phase = Column("phase", label=_("Phase"), accessor="get_phase_display")
        return [*super().columns, phase]


class ChooseWorksheet(Worksheets, chooser.ChooseView):
    pass


class ChooseWorksheetResults(Worksheets, chooser.ChooseResultsView):
    pass


class LiteratureSearchForm(SearchForm):
    searched = ("title", "authors")


class Literature:
    """What stands on the lists of the programmes that the writer writes for."""

    filter_form_class = LiteratureSearchForm
    ordering = ("title", "-version__number", "pk")

    def get_object_list(self):
        taught = versions_where(self.request.user, Permission.WRITE_CONTENT)
        published = taught.filter(state=VersionState.PUBLISHED)
        items = LiteratureItem.objects.filter(version__in=published.values("pk"))
        return items.select_related("version__programme")

    @property
    def columns(self):
        return [
            *super().columns,
            Column("authors", label=_("Authors")),
            Column("version", label=_("Programme")),
        ]


class ChooseLiterature(Literature, chooser.ChooseView):
    pass


class ChooseLiteratureResults(Literature, chooser.ChooseResultsView):
    pass


class WritersChooser(PermittedChooser):
    permission = Permission.WRITE_CONTENT


worksheet_chooser = WritersChooser(
    "worksheet_chooser",
    url_prefix="valj-arbetsblad",
    model=Worksheet,
    icon="list-ul",
    choose_one_text=_("Choose a worksheet"),
    choose_another_text=_("Choose another worksheet"),
    edit_item_text=_("Change the worksheet"),
    search_tab_label=_("Search"),
    choose_view_class=ChooseWorksheet,
    choose_results_view_class=ChooseWorksheetResults,
    register_widget=False,
)
literature_chooser = WritersChooser(
    "literature_chooser",
    url_prefix="valj-litteratur",
    model=LiteratureItem,
    icon="openquote",
    choose_one_text=_("Choose from the lists of literature"),
    choose_another_text=_("Choose another work"),
    search_tab_label=_("Search"),
    choose_view_class=ChooseLiterature,
    choose_results_view_class=ChooseLiteratureResults,
    register_widget=False,
)
