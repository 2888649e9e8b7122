"""Writing to participants of a cohort."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from cohorts.services.writing import require_writable, write_to_participants
from common.errors import RuleViolation
from common.numbers import is_number
from reports.forms.overview import WriteForm
from reports.views.overview import followed_or_404


@login_required
def write(request, slug: str):
    """Choose people, write, look at it once more, send."""
    cohort, people = followed_or_404(request, slug)
    asked = {int(pk) for pk in request.GET.getlist("to") if is_number(pk)}
    initial = {"to": [row.pk for row in people if row.pk in asked]}
    form = WriteForm(request.POST or None, people=people, initial=initial)
    is_seen = False
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = [row for row in people if row.pk in given["to"]]
        letter = {"chosen": chosen, "subject": given["subject"], "text": given["text"]}
        try:
            if "send" in request.POST:
                number = write_to_participants(
                    by=request.user, cohort=cohort, key=given["key"], **letter
                )
                messages.success(request, _sent(number))
                return redirect("reports:overview", slug)
            require_writable(**letter)
            is_seen = "change" not in request.POST
        except RuleViolation as violation:
            form.add_violation(violation)
    context = {"cohort": cohort, "form": form}
    if is_seen:
        return render(request, "reports/write_preview.html", context | letter)
    return render(request, "reports/write.html", context)


def _sent(number: int) -> str:
    return ngettext(
        "The message is on its way to one person.",
        "The message is on its way to {number} people.",
        number,
    ).format(number=number)
