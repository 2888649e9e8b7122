"""The back office in Wagtail's admin: its own lists and forms, our services behind them.

A viewset names the services that create, change and delete; they audit, and what they refuse is
shown in the form. Rows that a person may not reach answer 404, as everywhere.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from common.errors import RuleViolation
from organisations.selectors.search import matching
from organisations.services.records import delete_record, save_record


class Unreachable:
    """What Wagtail would forbid does not exist here."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied:
            raise Http404


class SavedByService(Unreachable):
    """Hands the form to a service; a broken rule becomes an error of the form."""

    save = None  # the service: (by=person, form=form) -> row
    log_action = ""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except RuleViolation as violation:
            field = violation.field if violation.field in form.fields else None
            form.add_error(field, str(violation))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self):
        row = self.save(by=self.request.user, form=self.form)
        log(instance=row, action=self.log_action, user=self.request.user)
        return row


class ListView(Unreachable, generic.IndexView):
    """A list, in `default_order` unless somebody sorts it otherwise."""

    def search_queryset(self, queryset):
        return matching(queryset, self.search_query or "", self.search_fields or ())

    def order_queryset(self, queryset):
        ordered = super().order_queryset(queryset)
        return ordered if self.ordering else ordered.order_by(*self.default_order())

    def default_order(self) -> tuple[str, ...]:
        names = {field.name for field in self.model._meta.concrete_fields}
        return ("name",) if "name" in names else ("pk",)


class CreateView(SavedByService, generic.CreateView):
    """The form of a new row; `?person=7` fills in what is named in `prefilled`, `?next=` is where
    it leads back to."""

    log_action = "wagtail.create"
    prefilled: tuple[str, ...] = ()

    def get_initial(self):
        given = {
            name: self.request.GET[name] for name in self.prefilled if name in self.request.GET
        }
        return super().get_initial() | given

    def get_add_url(self):
        return f"{super().get_add_url()}?{self.request.GET.urlencode()}"

    def get_success_url(self):
        return get_valid_next_url_from_request(self.request) or super().get_success_url()


class ChangeView(SavedByService, generic.EditView):
    log_action = "wagtail.edit"


class InspectView(Unreachable, generic.InspectView):
    pass


class DeleteView(Unreachable, generic.DeleteView):
    """Deleting says what is in the way, and where to go."""

    remove = None  # the service: (by=person, row=row) -> None

    def form_valid(self, form):
        try:
            self.remove(by=self.request.user, row=self.object)
        except RuleViolation as violation:
            messages.error(self.request, str(violation))
            return redirect(reverse(self.edit_url_name, args=[self.object.pk]))
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url())


class HistoryView(Unreachable, generic.history.HistoryView):
    pass


class RecordViewSet(ModelViewSet):
    """Rows kept by administrators. Rows with rules of their own name other services."""

    index_view_class = ListView
    add_view_class = CreateView
    edit_view_class = ChangeView
    delete_view_class = DeleteView
    inspect_view_class = InspectView
    history_view_class = HistoryView
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    prefilled: tuple[str, ...] = ()

    def create(self, *, by, form):
        return save_record(by=by, row=form.save(commit=False))

    def change(self, *, by, form):
        return save_record(by=by, row=form.save(commit=False))

    def delete(self, *, by, row) -> None:
        delete_record(by=by, row=row)

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_add_view_kwargs(self, **kwargs):
        return super().get_add_view_kwargs(save=self.create, prefilled=self.prefilled, **kwargs)

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(save=self.change, **kwargs)

    def get_delete_view_kwargs(self, **kwargs):
        return super().get_delete_view_kwargs(remove=self.delete, **kwargs)

    def get_urlpatterns(self):
        """Without the page of usages: our rows are not in Wagtail's index of references."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]
