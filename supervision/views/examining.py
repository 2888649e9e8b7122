"""The examiner's pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from cohorts.forms.attending import ReasonForm
from common.errors import RuleViolation
from organisations.roles import Permission
from supervision.enums import ExaminationOutcome
from supervision.forms.examining import read_results
from supervision.selectors.examinations import cohorts_to_examine, examination_of
from supervision.services.examinations import assess

CHOICES = [(ExaminationOutcome.PASSED, "yes", "check"), (ExaminationOutcome.FAILED, "no", "x")]


@login_required
def examinations(request):
    """The cohorts where one examines."""
    if not request.user.may(Permission.ASSESS_EXAMINATION):
        raise Http404
    cohorts = cohorts_to_examine(request.user).active().order_by("name")
    return render(request, "supervision/examinations.html", {"cohorts": cohorts})


@login_required
def examination(request, slug: str):
    """Enter the results of one cohort."""
    cohort = get_object_or_404(cohorts_to_examine(request.user), slug=slug)
    rows = examination_of(cohort)
    results = {row.enrolment.pk: row.outcome for row in rows}
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = read_results(rows, request.POST)
        try:
            count = assess(
                by=request.user,
                cohort=cohort,
                results=chosen,
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as violation:
            form.add_violation(violation)
            results |= chosen
        else:
            text = ngettext("One result saved.", "{count} results saved.", count)
            messages.success(request, text.format(count=count))
            return redirect("supervision:examination", slug=slug)
    context = {
        "cohort": cohort,
        "rows": [(row, results[row.enrolment.pk]) for row in rows],
        "form": form,
        "choices": CHOICES,
    }
    return render(request, "supervision/examination.html", context)
