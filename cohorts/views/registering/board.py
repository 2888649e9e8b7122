"""The joint board confirms registrations; those who teach see who is registered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.forms.registering import RejectForm, chosen_rows
from cohorts.selectors.registrations.board import (
    cohorts_with_registrations,
    overview_for,
    registration_to_decide,
    registrations_in,
)
from cohorts.selectors.seats import seats_left
from cohorts.services.registrations import confirming
from common.errors import RuleViolation
from courses.enums import WayIn
from organisations.policies import may
from organisations.roles import Permission

ALL_THAT_FIT = "all"  # the button that confirms as many as there are seats
PER_PAGE = 100


@login_required
def cohorts(request):
    """All cohorts that people register to, with how many wait for the board."""
    if not may(request.user, Permission.CONFIRM_REGISTRATIONS):
        raise Http404
    context = {"rows": overview_for(request.user)}
    return render(request, "cohorts/registering/overview.html", context)


@login_required
def registrations(request, slug: str):
    """Everybody who is registered to a cohort; the board confirms from here."""
    cohort = get_object_or_404(cohorts_with_registrations(request.user), slug=slug)
    may_confirm = may(request.user, Permission.CONFIRM_REGISTRATIONS, on=cohort)
    request.nav_key = "registrations" if may_confirm else "cohorts"
    chosen = chosen_rows(request.POST)
    if request.method == "POST":
        if not may_confirm:
            raise Http404
        try:
            if ALL_THAT_FIT in request.POST:
                found = confirming.confirm_all_that_fit(by=request.user, cohort=cohort)
            else:
                found = confirming.confirm(by=request.user, cohort=cohort, chosen=chosen)
        except RuleViolation as violation:
            messages.error(request, str(violation))
        else:
            messages.success(request, _confirmed(len(found)))
            return redirect("cohorts:registrations", slug)
    listed = registrations_in(cohort)
    context = {
        "cohort": cohort,
        "listed": listed,
        "page": Paginator(listed.seated, PER_PAGE).get_page(request.GET.get("page")),
        "seats": seats_left([cohort])[cohort.pk],
        "may_confirm": may_confirm,
        "is_open_to_all": cohort.version.way_in == WayIn.OPEN,
        "chosen": chosen,
    }
    return render(request, "cohorts/registering/registrations.html", context)


@login_required
def reject(request, slug: str, pk: int):
    """Decline one registration, with a reason."""
    request.nav_key = "registrations"
    row = registration_to_decide(request.user, slug=slug, pk=pk)
    if row is None:
        raise Http404
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirming.reject(by=request.user, registration=row, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            words = _("The registration of %(name)s is declined. The employer gets a message.")
            messages.success(request, words % {"name": row.name})
            return redirect("cohorts:registrations", slug)
    context = {"registration": row, "cohort": row.cohort, "form": form}
    return render(request, "cohorts/registering/reject.html", context)


def _confirmed(count: int) -> str:
    return ngettext(
        "One person is confirmed and gets the course days by mail.",
        "{count} people are confirmed and get the course days by mail.",
        count,
    ).format(count=count)
