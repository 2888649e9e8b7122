"""Finding a person or an organisation in a form, by typing a part of the name."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from organisations.models import Organisation, Person
from organisations.roles import Permission
from organisations.selectors.search import matching
from organisations.services.people import create_person


class SearchForm(BaseFilterForm):
    """One field; every word must occur in one of the `searched` fields."""

    q = forms.CharField(label=_("Search"), required=False)
    searched: tuple[str, ...] = ("name",)

    def filter(self, objects):
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return matching(super().filter(objects), self.search_query, self.searched)


class PersonSearchForm(SearchForm):
    searched = ("name", "email")


class People:
    """People by name, with their addresses."""

    filter_form_class = PersonSearchForm
    ordering = ("name", "pk")

    @property
    def columns(self):
        return [*super().columns, Column("email", label=_("E-mail address"))]


class ChoosePerson(People, chooser.ChooseView):
    pass


class ChoosePersonResults(People, chooser.ChooseResultsView):
    pass


class CreatePerson(chooser.CreateView):
    def save_form(self, form):
        return create_person(by=self.request.user, **form.cleaned_data)


class Organisations:
    """Organisations in the order of the tree, each with the one above it."""

    filter_form_class = SearchForm
    ordering = ("path",)


class ChooseOrganisation(Organisations, chooser.ChooseView):
    pass


class ChooseOrganisationResults(Organisations, chooser.ChooseResultsView):
    pass


class PermittedChooser(ChooserViewSet):
    """A chooser shows names: only those who have its `permission` reach it."""

    permission: Permission = Permission.ADMINISTER

    def construct_view(self, view_class, **kwargs):
        view = super().construct_view(view_class, **kwargs)

        def for_the_permitted(request, *args, **kwargs):
            if not request.user.may(self.permission):
                raise Http404
            return view(request, *args, **kwargs)

        return for_the_permitted


person_chooser = PermittedChooser(
    "person_chooser",
    url_prefix="valj-person",
    model=Person,
    icon="user",
    form_fields=["name", "email"],
    choose_one_text=_("Choose a person"),
    choose_another_text=_("Choose another person"),
    edit_item_text=_("Open the person"),
    create_action_label=_("Add the person"),
    creation_tab_label=_("Somebody new"),
    search_tab_label=_("Search"),
    choose_view_class=ChoosePerson,
    choose_results_view_class=ChoosePersonResults,
    create_view_class=CreatePerson,
)
organisation_chooser = PermittedChooser(
    "organisation_chooser",
    url_prefix="valj-organisation",
    model=Organisation,
    icon="group",
    choose_one_text=_("Choose an organisation"),
    choose_another_text=_("Choose another organisation"),
    edit_item_text=_("Open the organisation"),
    search_tab_label=_("Search"),
    choose_view_class=ChooseOrganisation,
    choose_results_view_class=ChooseOrganisationResults,
)
