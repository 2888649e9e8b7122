"""Rounds: opening the next, closing one, and the record afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cohorts.forms.selecting import ClosingForm
from cohorts.selectors.selection.closing import (
    closed_round_of,
    result_of,
    seats_of,
    waiting_besides,
)
from cohorts.selectors.selection.scope import board_members_of, open_round_of
from cohorts.services.selection.closing import close_round
from cohorts.services.selection.rounds import open_next_round
from cohorts.views.selecting.scope import cohort_or_404
from common.errors import RuleViolation


@login_required
@require_POST
def next_round(request, slug: str):
    """Open the round after the last closed one."""
    cohort = cohort_or_404(request, slug)
    try:
        opened = open_next_round(by=request.user, cohort=cohort)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("Round %(number)s is open.") % {"number": opened.number})
    return redirect("cohorts:selection", slug=slug)


@login_required
def close(request, slug: str):
    """What closing does, in numbers and names; and the closing itself."""
    cohort = cohort_or_404(request, slug)
    selection_round = open_round_of(cohort)
    if selection_round is None:
        return redirect("cohorts:selection", slug=slug)
    selection_round.cohort = cohort
    result = result_of(selection_round)
    members = list(board_members_of(cohort))
    present = [str(role.person_id) for role in members if role.person_id == request.user.pk]
    form = ClosingForm(request.POST or None, members=members, initial={"present": present})
    if request.method == "POST" and form.is_valid():
        try:
            close_round(
                by=request.user,
                round=selection_round,
                present=form.present_people,
                minutes=form.cleaned_data["minutes"],
                read=form.cleaned_data["read"],
            )
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _closed_text(result))
            return redirect("cohorts:selection_record", slug=slug, number=selection_round.number)
    context = {
        "cohort": cohort,
        "result": result,
        "waiting": waiting_besides(result),
        "seats": seats_of(cohort),
        "form": form,
    }
    return render(
        request, "cohorts/selecting/closing.html", context, status=422 if form.errors else 200
    )


def _closed_text(result) -> str:
    return ngettext(
        "Round %(number)s is closed and one letter is on its way.",
        "Round %(number)s is closed and %(letters)s letters are on their way.",
        result.letters,
    ) % {"number": result.round.number, "letters": result.letters}


@login_required
def record(request, slug: str, number: int):
    """The record of a closed round, made for paper."""
    cohort = cohort_or_404(request, slug)
    selection_round = closed_round_of(cohort, number)
    if selection_round is None:
        raise Http404
    result = result_of(selection_round)
    context = {"cohort": cohort, "round": selection_round, "result": result}
    context["waiting"] = waiting_besides(result)
    return render(request, "cohorts/selecting/record.html", context)
