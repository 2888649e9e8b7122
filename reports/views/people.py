"""One of the own people: that they have left or moved, and taking that back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import today
from common.errors import RuleViolation
from organisations.selectors.organisations import units_led_by
from organisations.services.affiliations import end_affiliation, undo_end
from reports.forms.staff import LeaveForm
from reports.selectors.staff.own import Employee
from reports.selectors.staff.own import employee as find
from reports.views.staff import headings, manager_or_404


def _employee_or_404(request, pk: int) -> Employee:
    if found := find(manager_or_404(request), pk, today=today()):
        return found
    raise Http404


@login_required
def employee(request, pk: int):
    """Somebody's courses as far as they are seen, and where they work until when."""
    found = _employee_or_404(request, pk)
    context = {"employee": found, "headings": headings()}
    return render(request, "reports/employee.html", context)


@login_required
def leave(request, pk: int):
    """Note that somebody has left the unit, or moves to another of the own units."""
    found = _employee_or_404(request, pk)
    form = LeaveForm(request.POST or None, units=units_led_by(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            end_affiliation(by=request.user, affiliation=found.affiliation, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("It is noted. You can take it back here for 30 days."))
            return redirect("reports:employee", pk)
    return render(request, "reports/leave.html", {"employee": found, "form": form})


@login_required
@require_POST
def undo_leave(request, pk: int):
    """Take back that somebody has left."""
    found = _employee_or_404(request, pk)
    try:
        undo_end(by=request.user, affiliation=found.affiliation)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("It is taken back: the person works here as before."))
    return redirect("reports:employee", pk)
