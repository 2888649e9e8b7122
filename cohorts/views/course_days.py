"""Moving and cancelling single days."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.course_days import CancelDayForm, MoveDayForm
from cohorts.selectors.calendars import people_with_days
from cohorts.selectors.course_days import days_planned_by
from cohorts.services import course_days as services
from cohorts.services.half_days import call_off_half
from common.errors import RuleViolation
from common.presentation.dates import date_words


@login_required
def move_day(request, slug: str, number: int):
    """Another date, time or place; later days may follow."""
    day = _day_or_404(request, slug, number)
    form = MoveDayForm(request.POST or None, day=day)
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.move_day(by=request.user, day=day, **form.change())
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            words = _("Day %(number)s is moved to %(date)s. Everybody concerned gets a message.")
            date = date_words(moved.date)
            messages.success(request, words % {"number": moved.plan.number, "date": date})
            return redirect("cohorts:cohort", slug)
    return render(request, "cohorts/planning/move_day.html", _context(day, form))


@login_required
def cancel_day(request, slug: str, number: int):
    """A day that will not be given, or one half of it."""
    day = _day_or_404(request, slug, number)
    form = CancelDayForm(request.POST or None, day=day)
    if request.method == "POST" and form.is_valid():
        half, reason = form.cleaned_data.get("half"), form.cleaned_data["reason"]
        try:
            if half:
                call_off_half(by=request.user, day=day, half=half, reason=reason)
                words = _("Half of day %(number)s is off. Everybody concerned gets a message.")
            else:
                services.cancel_day(by=request.user, day=day, reason=reason)
                words = _("Day %(number)s is cancelled. Everybody concerned gets a message.")
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, words % {"number": day.plan.number})
            return redirect("cohorts:cohort", slug)
    return render(request, "cohorts/planning/cancel_day.html", _context(day, form))


def _day_or_404(request, slug: str, number: int):
    days = days_planned_by(request.user)
    return get_object_or_404(days, cohort__slug=slug, plan__number=number)


def _context(day, form) -> dict:
    told = len(people_with_days(day.cohort))
    return {"cohort": day.cohort, "day": day, "form": form, "told": told}
