"""The trainer answers an objection."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.attending import AnswerForm
from cohorts.selectors.objections import objections_for
from cohorts.services.objections import answer_objection
from common.errors import RuleViolation


@login_required
def objection(request, slug: str, pk: int):
    """What somebody objects to, and the answer."""
    found = get_object_or_404(
        objections_for(request.user), pk=pk, attendance__part__day__cohort__slug=slug
    )
    form = AnswerForm(request.POST or None, mark=found.attendance.mark)
    if request.method == "POST" and form.is_valid():
        try:
            answer_objection(by=request.user, objection=found, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("Your answer is sent to the participant."))
            return redirect("cohorts:objection", slug, pk)
    context = {
        "objection": found,
        "cohort": found.attendance.part.day.cohort,
        "day": found.attendance.part.day,
        "form": form,
    }
    return render(request, "cohorts/attending/objection.html", context)
