"""Another attempt for somebody who failed or did not come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.errors import RuleViolation
from supervision.forms.examining import BookingForm
from supervision.selectors.candidates import coming_days_with_room
from supervision.services.bookings import book, unbook
from supervision.views.scope import person_on_the_list


@login_required
def book_attempt(request, slug: str, number: int, pk: int):
    """Choose a coming examination day where there is room."""
    roster, row = person_on_the_list(request.user, slug, number, pk)
    if not roster.sitting.is_final:
        raise Http404
    enrolment = row.enrolment
    days = coming_days_with_room(request.user, enrolment)
    form = BookingForm(request.POST or None, days=days)
    if request.method == "POST" and form.is_valid():
        try:
            attempt = book(by=request.user, enrolment=enrolment, day=form.chosen)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("The place is booked, and the participant is told."))
            day = attempt.sitting.day
            return redirect("supervision:sitting", day.cohort.slug, day.plan.number)
    context = {"roster": roster, "row": row, "day": roster.day, "cohort": roster.day.cohort}
    return render(request, "supervision/book.html", context | {"form": form})


@login_required
@require_POST
def unbook_attempt(request, slug: str, number: int, pk: int):
    """Take somebody off the list of a sitting to come."""
    _roster, row = person_on_the_list(request.user, slug, number, pk)
    if row.attempt is None:
        raise Http404
    try:
        unbook(by=request.user, attempt=row.attempt, reason=request.POST.get("reason", ""))
    except RuleViolation as violation:
        messages.error(request, str(violation))
        return redirect("supervision:examinee", slug, number, pk)
    messages.success(request, _("The booking is taken back, and the participant is told."))
    return redirect("supervision:sitting", slug, number)
