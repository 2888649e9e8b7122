"""Marking homework."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from cohorts.enums import HomeworkState
from cohorts.forms.attending import ReasonForm, read_homework
from cohorts.selectors.attending import assignments_of, homework_of
from cohorts.selectors.cohorts import cohorts_where
from cohorts.services.homework import mark_homework
from common.errors import RuleViolation
from organisations.roles import Permission


@login_required
def homework_list(request, slug: str):
    """All homework of the cohort, with how many are approved."""
    cohort = get_object_or_404(cohorts_where(request.user, Permission.MARK_HOMEWORK), slug=slug)
    people = cohort.enrolments.active().count()
    context = {"cohort": cohort, "assignments": assignments_of(cohort), "people": people}
    return render(request, "cohorts/attending/homework_list.html", context)


@login_required
def homework(request, slug: str, number: int):
    """Mark one piece of homework for everybody."""
    cohort = get_object_or_404(cohorts_where(request.user, Permission.MARK_HOMEWORK), slug=slug)
    assignment = get_object_or_404(
        cohort.version.assignments.select_related("due_on_day"), number=number
    )
    rows = homework_of(cohort, assignment)
    form = ReasonForm(request.POST or None)
    results = {row.enrolment.pk: row.state for row in rows}
    if request.method == "POST" and form.is_valid():
        chosen = read_homework(rows, request.POST)
        try:
            count = mark_homework(
                by=request.user,
                cohort=cohort,
                assignment=assignment,
                results=chosen,
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as violation:
            form.add_violation(violation)
            results |= chosen
        else:
            text = ngettext("One result saved.", "{count} results saved.", count)
            messages.success(request, text.format(count=count))
            return redirect("cohorts:homework", slug=slug, number=number)
    context = {
        "cohort": cohort,
        "assignment": assignment,
        "rows": [(row, results[row.enrolment.pk]) for row in rows],
        "form": form,
        "states": [
            (HomeworkState.APPROVED, "yes", "check"),
            (HomeworkState.RETURNED, "part", "pen"),
        ],
    }
    return render(request, "cohorts/attending/homework.html", context)
