"""The manager's deputies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.errors import RuleViolation
from organisations.selectors.deputies import (
    deputies_of,
    deputy_to_end,
    stands_in_for,
    units_to_appoint_for,
)
from organisations.services.deputies import appoint_deputy, end_deputy
from reports.forms.staff import DeputyForm
from reports.views.staff import manager_or_404


@login_required
def deputies(request):
    """Who stands in for the manager, and appointing somebody; for a deputy, whose place it is."""
    person = manager_or_404(request)
    units = units_to_appoint_for(person)
    form = DeputyForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            appoint_deputy(by=person, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("The deputy is appointed, and is told by mail."))
            return redirect("reports:deputies")
    context = {
        "form": form,
        "may_appoint": bool(form.fields["organisation"].choices),
        "deputies": deputies_of(person),
        "stands_in_for": stands_in_for(person),
    }
    return render(request, "reports/deputies.html", context)


@login_required
@require_POST
def end(request, pk: int):
    """End a deputy before time."""
    role = deputy_to_end(manager_or_404(request), pk)
    if role is None:
        raise Http404
    try:
        end_deputy(by=request.user, role=role)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("The deputy has ended, and is told by mail."))
    return redirect("reports:deputies")
