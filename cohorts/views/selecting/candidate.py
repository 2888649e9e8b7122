"""One candidate: the page with the grounds, and a tap on the candidate's row of the board."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.selecting import DecisionForm
from cohorts.models import Cohort
from cohorts.selectors.selection.board import Board, Row, board_of
from cohorts.selectors.selection.candidate import candidate_of
from cohorts.services.selection.drafting import decide
from cohorts.services.selection.reading import open_grounds
from cohorts.views.selecting.board import Line
from cohorts.views.selecting.scope import cohort_or_404
from common.errors import RuleViolation


@login_required
def candidate(request, slug: str, pk: int):
    """The grounds of one candidate, whose opening is logged; and the decision."""
    cohort = cohort_or_404(request, slug)
    if request.htmx and request.method == "POST":
        return _save_row(request, cohort, pk)
    found = candidate_of(cohort, pk)
    if found is None:
        raise Http404
    form = DecisionForm(
        request.POST or None,
        row=found.row,
        everywhere=True,
        initial={
            "outcome": found.row.outcome,
            "reason": found.row.decision.reason if found.row.decision else "",
            "seen": found.row.outcome,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            decide(by=request.user, cohort=cohort, choices=[form.choice])
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _decided_text(found.nomination.name, form.choice.outcome))
            return redirect("cohorts:selection", slug=slug)
    open_grounds(by=request.user, nomination=found.nomination)
    context = {"cohort": cohort, "candidate": found, "form": form}
    return render(
        request, "cohorts/selecting/candidate.html", context, status=422 if form.errors else 200
    )


def _decided_text(name: str, outcome: str) -> str:
    texts = {
        "accept": _("%(name)s is to be accepted."),
        "reserve": _("%(name)s is on the reserve list."),
        "reject": _("%(name)s is to be declined."),
        "": _("The decision about %(name)s is taken back."),
    }
    return texts[outcome] % {"name": name} + " " + _("Nobody is told before the round is closed.")


def _save_row(request, cohort: Cohort, pk: int):
    """One tap on the board: answers with the row, the counters and the reserve list, as they are
    now. A row that could not be saved keeps what was chosen, and says what is missing."""
    row = _row_or_404(board_of(cohort), pk)
    form = DecisionForm(request.POST, row=row)
    if form.is_valid():
        try:
            decide(by=request.user, cohort=cohort, choices=[form.choice])
        except RuleViolation as violation:
            form.add_violation(violation)
    present = board_of(cohort)
    is_refused = bool(form.errors)
    line = Line(_row_or_404(present, pk), form if is_refused else None, is_unsaved=is_refused)
    context = {"board": present, "cohort": cohort, "line": line, "out_of_band": True}
    return render(request, "cohorts/selecting/partials/_saved.html", context)


def _row_or_404(present: Board, pk: int) -> Row:
    for row in present.rows:
        if row.pk == pk and row.is_decidable:
            return row
    raise Http404
