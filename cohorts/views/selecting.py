"""Selection by the joint board: the board, one candidate, closing a round, the record."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cohorts.enums import Outcome
from cohorts.forms.selecting import ClosingForm, DecisionForm, NarrowForm
from cohorts.models import Cohort
from cohorts.selectors.selection.board import Board, Row, board_of
from cohorts.selectors.selection.candidate import candidate_of
from cohorts.selectors.selection.closing import (
    closed_round_of,
    result_of,
    seats_of,
    waiting_besides,
)
from cohorts.selectors.selection.narrowing import counts
from cohorts.selectors.selection.overview import selections_of
from cohorts.selectors.selection.scope import (
    board_members_of,
    cohorts_to_select_for,
    open_round_of,
)
from cohorts.services.selection.closing import close_round
from cohorts.services.selection.drafting import decide
from cohorts.services.selection.reading import open_grounds
from cohorts.services.selection.reserves import move_reserve
from cohorts.services.selection.rounds import open_next_round
from common.errors import RuleViolation
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


def _cohort_or_404(request, slug: str) -> Cohort:
    request.nav_key = "selection"
    cohort = get_object_or_404(cohorts_to_select_for(request.user), slug=slug)
    if not may(request.user, Permission.SELECT, on=cohort):
        raise Http404
    return cohort


@login_required
def selections(request):
    """The cohorts that the board selects for."""
    if not may(request.user, Permission.SELECT):
        raise Http404
    context = {"selections": selections_of(request.user)}
    return render(request, "cohorts/selecting/list.html", context)


# ── the board ───────────────────────────────────────────────────────────────────────────────


@login_required
def board(request, slug: str):
    """All candidates side by side; without JavaScript all decisions are saved together."""
    cohort = _cohort_or_404(request, slug)
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
        "tabs": counts(present.rows),
        "errors": [
            (line.error_target, f"{line.row.nomination.name}: {error}")
            for line in lines
            for error in line.errors
        ],
    }
    return render(request, "cohorts/selecting/board.html", context, status=status)


def _saved_text(number: int) -> str:
    if not number:
        return _("Nothing was changed.")
    return ngettext(
        "One decision is saved. Nobody is told before the round is closed.",
        "%(number)s decisions are saved. Nobody is told before the round is closed.",
        number,
    ) % {"number": number}


# ── one candidate ───────────────────────────────────────────────────────────────────────────


@login_required
def candidate(request, slug: str, pk: int):
    """The grounds of one candidate, whose opening is logged; and the decision."""
    cohort = _cohort_or_404(request, slug)
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


# ── the reserve list and the rounds ─────────────────────────────────────────────────────────


@login_required
@require_POST
def reserves(request, slug: str):
    """Move somebody one place up or down."""
    cohort = _cohort_or_404(request, slug)
    direction = "up" if "up" in request.POST else "down"
    pk = request.POST.get(direction, "")
    if not pk.isdecimal():
        raise Http404
    try:
        move_reserve(
            by=request.user,
            cohort=cohort,
            nomination=int(pk),
            step=-1 if direction == "up" else 1,
        )
    except RuleViolation as violation:
        messages.error(request, str(violation))
    if request.htmx:
        context = {"board": board_of(cohort), "cohort": cohort}
        return render(request, "cohorts/selecting/partials/_reserves.html", context)
    return redirect("cohorts:selection", slug=slug)


@login_required
@require_POST
def next_round(request, slug: str):
    """Open the round after the last closed one."""
    cohort = _cohort_or_404(request, slug)
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
    cohort = _cohort_or_404(request, slug)
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
    cohort = _cohort_or_404(request, slug)
    selection_round = closed_round_of(cohort, number)
    if selection_round is None:
        raise Http404
    result = result_of(selection_round)
    context = {"cohort": cohort, "round": selection_round, "result": result}
    context["waiting"] = waiting_besides(result)
    return render(request, "cohorts/selecting/record.html", context)
