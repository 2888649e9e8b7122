"""The paper list: printed before the day, typed in after it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render

from cohorts.enums import Mark
from cohorts.forms.attending import ReasonForm, read_paper
from cohorts.selectors.attending import roll_of
from cohorts.selectors.roll import WHOLE_DAY
from cohorts.services.attendance import mark_attendance
from cohorts.views.attending.roll import tell_outcome
from cohorts.views.attending.scope import day_to_mark
from common.errors import RuleViolation


@login_required
def paper_list(request, slug: str, number: int):
    """Everybody on the roll with boxes to sign in."""
    roll = roll_of(day_to_mark(request, slug, number), WHOLE_DAY)
    context = {"roll": roll, "cohort": roll.day.cohort}
    return render(request, "cohorts/attending/paper_list.html", context)


@login_required
def type_in(request, slug: str, number: int):
    """Both halves of everybody in one form, for the keyboard: Tab, a letter, Tab."""
    roll = roll_of(day_to_mark(request, slug, number), WHOLE_DAY)
    if roll.is_ahead:
        raise Http404
    form = ReasonForm(request.POST or None)
    typed = {}
    if request.method == "POST" and form.is_valid():
        markings = read_paper(roll, request.POST)
        reason = form.cleaned_data["reason"]
        try:
            outcome = mark_attendance(
                by=request.user, day=roll.day, markings=markings, reason=reason
            )
        except RuleViolation as violation:
            form.add_violation(violation)
            typed = {(one.enrolment_id, one.part_id): one.mark for one in markings}
        else:
            tell_outcome(request, roll, outcome)
            return redirect("cohorts:attendance", slug, number)
    context = {
        "roll": roll,
        "cohort": roll.day.cohort,
        "form": form,
        "typed": typed,
        "marks": Mark.choices,
    }
    return render(request, "cohorts/attending/type_in.html", context)
