"""A participant's own attendance: announcing absence, objecting to a mark."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.forms.attending import AbsenceForm, ObjectionForm
from cohorts.selectors.objections import last_day_to_object
from cohorts.selectors.own_attendance import marks_of, notices_of, own_days, own_objections
from cohorts.services.absences import announce_absence
from cohorts.services.objections import object_to_mark
from cohorts.services.objections import withdraw_objection as withdraw
from cohorts.views.attending.scope import own_day, own_enrolment
from common.clock import now
from common.errors import RuleViolation


@login_required
def own_attendance(request, slug: str):
    """All days of one's course with marks, what is announced, and what can be said about them."""
    enrolment = own_enrolment(request, slug)
    context = {"cohort": enrolment.cohort, "days": own_days(enrolment)}
    return render(request, "cohorts/attending/own.html", context)


@login_required
def announce(request, slug: str, number: int):
    """Announce absence from a day, change it, or take it back."""
    enrolment, day = own_day(request, slug, number)
    standing = notices_of(enrolment, day)
    parts = [part for part in day.parts.all() if part.starts_at > now()]
    form = AbsenceForm(request.POST or None, parts=parts, initial=_as_announced(standing))
    if request.method == "POST" and ("withdraw" in request.POST or form.is_valid()):
        chosen = {} if "withdraw" in request.POST else form.cleaned_data
        try:
            announce_absence(
                by=request.user,
                enrolment=enrolment,
                day=day,
                halves=chosen.get("halves", []),
                reason=chosen.get("reason", ""),
                note=chosen.get("note", ""),
            )
        except RuleViolation as violation:
            if "withdraw" in request.POST:
                messages.error(request, str(violation))
                return redirect("cohorts:own_attendance", slug)
            form.add_violation(violation)
        else:
            messages.success(
                request,
                _("Your absence is announced. Your trainer sees it.")
                if chosen
                else _("You have taken it back. You are expected."),
            )
            return redirect("cohorts:own_attendance", slug)
    context = {"cohort": enrolment.cohort, "day": day, "form": form}
    context |= {"standing": standing, "parts": parts}
    return render(request, "cohorts/attending/announce.html", context)


def _as_announced(standing) -> dict:
    if not standing:
        return {}
    first = standing[0]
    halves = [notice.part.half for notice in standing]
    return {"halves": halves, "reason": first.reason, "note": first.note}


@login_required
def object_to(request, slug: str, pk: int):
    """Object to one's own mark of a closed day."""
    enrolment = own_enrolment(request, slug)
    mark = get_object_or_404(marks_of(enrolment), pk=pk)
    last_day = last_day_to_object(mark.part.day)
    if last_day is None:
        raise Http404
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            object_to_mark(by=request.user, attendance=mark, grounds=form.cleaned_data["grounds"])
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("Your objection is sent to your trainer."))
            return redirect("cohorts:own_attendance", slug)
    context = {"cohort": enrolment.cohort, "mark": mark, "form": form, "last_day": last_day}
    return render(request, "cohorts/attending/object.html", context)


@login_required
@require_POST
def withdraw_objection(request, slug: str, pk: int):
    """Take one's objection back."""
    enrolment = own_enrolment(request, slug)
    objection = get_object_or_404(
        own_objections(request.user), pk=pk, attendance__enrolment=enrolment
    )
    try:
        withdraw(by=request.user, objection=objection)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("You have taken your objection back."))
    return redirect("cohorts:own_attendance", slug)
