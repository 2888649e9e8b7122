"""The board: all candidates side by side, the reserve list, and the list of boards."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cohorts.enums import Outcome
from cohorts.forms.selecting import DecisionForm, NarrowForm
from cohorts.selectors.selection.board import Board, Row, board_of
from cohorts.selectors.selection.narrowing import Show
from cohorts.selectors.selection.overview import selections_of
from cohorts.services.selection.drafting import decide
from cohorts.services.selection.reserves import move_reserve
from cohorts.views.selecting.scope import cohort_or_404
from common.errors import RuleViolation
from common.numbers import number
from organisations.policies import may
from organisations.roles import Permission


@dataclass
class Line:
    """One row of the board as it is drawn: what is saved, or what was sent and refused."""

    row: Row
    form: DecisionForm | None = None
    is_unsaved: bool = False

    @property
    def key(self) -> str:
        """The nomination's key as text: a number would be formatted for the reader each time."""
        return str(self.row.pk)

    @property
    def outcome(self) -> str:
        if self.form:
            return self.form["outcome"].value() or ""
        return self.row.outcome or (Outcome.RESERVE if self.row.is_reserve else "")

    @property
    def reason(self) -> str:
        if self.form:
            return self.form["reason"].value() or ""
        return self.row.decision.reason if self.row.decision else ""

    @property
    def errors(self) -> list[str]:
        """Everything that is wrong with the row, in words."""
        if not self.form or not self.form.is_bound:
            return []
        return [str(error) for errors in self.form.errors.values() for error in errors]

    @property
    def error_target(self) -> str:
        """Where the summary of errors leads: the reason, or the row."""
        return f"d{self.row.pk}r" if "reason" in self.form.errors else f"n{self.row.pk}"


@login_required
def selections(request):
    """The cohorts that the board selects for."""
    if not may(request.user, Permission.SELECT):
        raise Http404
    context = {"selections": selections_of(request.user)}
    return render(request, "cohorts/selecting/list.html", context)


@login_required
def board(request, slug: str):
    """All candidates side by side; without JavaScript all decisions are saved together."""
    cohort = cohort_or_404(request, slug)
    present = board_of(cohort)
    if request.method != "POST":
        return _draw(request, present, {})
    forms = {
        row.pk: DecisionForm(request.POST, row=row)
        for row in present.rows
        if row.is_decidable and f"{row.pk}-seen" in request.POST
    }
    refused = [form for form in forms.values() if not form.is_valid()]
    if not refused:
        try:
            changed = decide(
                by=request.user, cohort=cohort, choices=[form.choice for form in forms.values()]
            )
        except RuleViolation as violation:
            _blame(request, forms, violation)
        else:
            if changed or "close" not in request.POST:
                messages.success(request, _saved_text(len(changed)))
            if "close" in request.POST:
                return redirect("cohorts:close_selection", slug=slug)
            return redirect(request.get_full_path())
    return _draw(request, present, forms, status=422)


def _blame(request, forms: dict[int, DecisionForm], violation: RuleViolation) -> None:
    """Show what the service refused at the candidate it is about, else above the board."""
    form = forms.get(violation.params.get("nomination"))
    if form:
        form.add_violation(violation)
    else:
        messages.error(request, str(violation))


def _draw(request, present: Board, forms: dict[int, DecisionForm], status: int = 200):
    narrow = NarrowForm(request.GET, rows=present.rows)
    narrowing = narrow.narrowing
    lines = [Line(row, forms.get(row.pk)) for row in narrowing.apply(present.rows)]
    context = {
        "board": present,
        "cohort": present.cohort,
        "lines": lines,
        "narrow": narrow,
        "narrowing": narrowing,
        "tabs": Show.choices,
        "errors": [
            (line.error_target, f"{line.row.nomination.name}: {error}")
            for line in lines
            for error in line.errors
        ],
    }
    return render(request, "cohorts/selecting/board.html", context, status=status)


def _saved_text(number: int) -> str:
    if not number:
        return _("All decisions are saved already.")
    return ngettext(
        "One decision is saved. Nobody is told before the round is closed.",
        "%(number)s decisions are saved. Nobody is told before the round is closed.",
        number,
    ) % {"number": number}


@login_required
@require_POST
def reserves(request, slug: str):
    """Move somebody one place up or down."""
    cohort = cohort_or_404(request, slug)
    direction = "up" if "up" in request.POST else "down"
    pk = number(request.POST.get(direction, ""))
    if pk is None:
        raise Http404
    try:
        move_reserve(
            by=request.user,
            cohort=cohort,
            nomination=pk,
            step=-1 if direction == "up" else 1,
        )
    except RuleViolation as violation:
        messages.error(request, str(violation))
    if request.htmx:
        context = {"board": board_of(cohort), "cohort": cohort}
        return render(request, "cohorts/selecting/partials/_reserves.html", context)
    return redirect("cohorts:selection", slug=slug)
