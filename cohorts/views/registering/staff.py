"""Employers register staff, and see what has become of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.forms.registering import (
    MORE_ROWS,
    CancelStaffForm,
    staff_formset,
    with_more_rows,
)
from cohorts.selectors.registrations.staff import (
    listed_staff,
    registration_of_staff,
    staff_offer,
    units_to_register_from,
)
from cohorts.services.registrations import leaving
from cohorts.services.registrations.staff import register_staff
from common.clock import today
from common.errors import RuleViolation
from organisations.selectors.professions import professions


@login_required
def register(request, slug: str):
    """One course: a form for some of the staff, and who is registered."""
    request.nav_key = "nominating"
    offer = staff_offer(request.user, slug, today())
    if offer is None:
        raise Http404
    formset = _formset(request, offer.cohort) if offer.offer.is_open else None
    is_sent = request.method == "POST" and MORE_ROWS not in request.POST
    if formset and is_sent and formset.is_valid():
        try:
            found = register_staff(by=request.user, cohort=offer.cohort, staff=formset.staff())
        except RuleViolation as violation:
            formset.add_violation(violation)
        else:
            messages.success(request, _registered(len(found)))
            return redirect("cohorts:register_staff", slug)
    context = {
        "offer": offer,
        "cohort": offer.cohort,
        "formset": formset,
        "rows": listed_staff(request.user, offer.cohort),
    }
    return render(request, "cohorts/registering/staff.html", context)


@login_required
def cancel(request, slug: str, pk: int):
    """Take a registration back, with a reason."""
    request.nav_key = "nominating"
    row = registration_of_staff(request.user, slug=slug, pk=pk)
    if row is None:
        raise Http404
    form = CancelStaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leaving.cancel_staff(by=request.user, registration=row, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            words = _("The registration of %(name)s is cancelled.")
            messages.success(request, words % {"name": row.name})
            return redirect("cohorts:register_staff", slug)
    context = {"registration": row, "cohort": row.cohort, "form": form}
    return render(request, "cohorts/registering/cancel_staff.html", context)


def _formset(request, cohort):
    """The rows as they were sent in, with more of them if that was asked for."""
    surroundings = {
        "professions": list(professions()),
        "units": list(units_to_register_from(request.user, cohort)),
    }
    if MORE_ROWS in request.POST:
        return with_more_rows(request.POST, **surroundings)
    return staff_formset(request.POST or None, **surroundings)


def _registered(count: int) -> str:
    return ngettext(
        "One person is registered. The joint board confirms.",
        "{count} people are registered. The joint board confirms.",
        count,
    ).format(count=count)
