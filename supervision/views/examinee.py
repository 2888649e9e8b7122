"""One person on the list of a sitting: mark, notes, adjustments, a difference, an amendment."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.errors import RuleViolation
from supervision.enums import ExaminationOutcome
from supervision.forms.examining import AmendmentForm, ExamineeForm, ReasonedResultForm
from supervision.selectors.roster import amendments_of
from supervision.services.arrangements import adjust, write_notes
from supervision.services.marking import Marking, mark
from supervision.services.settling import amend, settle
from supervision.views.scope import person_on_the_list


@login_required
def examinee(request, slug: str, number: int, pk: int):
    """Everything about one attempt, as this examiner may see it."""
    roster, row = person_on_the_list(request.user, slug, number, pk)
    keep = _fields(roster, row)
    attempt = row.attempt
    initial = {
        "outcome": row.chosen,
        "note": attempt.note if attempt else "",
        "internal_note": attempt.internal_note if attempt else "",
        "adjustments": row.adjustments,
    }
    form = ExamineeForm(request.POST or None, keep=keep, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request.user, roster, row, form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("Saved."))
            return redirect("supervision:examinee", slug, number, pk)
    return _page(request, roster, row, form=form)


def _page(request, roster, row, *, form=None, settling=None):
    attempts = [*row.candidate.earlier, *([row.attempt] if row.attempt else [])]
    waits = any(not attempt.sitting.is_final for attempt in row.candidate.earlier)
    to_retake = roster.sitting.is_final and row.outcome != ExaminationOutcome.PASSED
    context = {
        "roster": roster,
        "row": row,
        "day": roster.day,
        "cohort": roster.day.cohort,
        "form": form or ExamineeForm(keep=()),
        "settling": settling or (ReasonedResultForm() if row.differs else None),
        "amendments": amendments_of(attempts),
        "attempts": sorted(attempts, key=lambda one: one.sitting.day.date, reverse=True),
        "may_book": to_retake and not waits,
    }
    return render(request, "supervision/examinee.html", context)


def _fields(roster, row) -> list[str]:
    """Which fields this examiner may change now."""
    keep = ["adjustments"]
    if not roster.sitting.is_final and not row.is_recused:
        if row.may_read:
            keep += ["note", "internal_note"]
        if roster.may_mark and row.may_mark:
            keep.append("outcome")
    return keep


@transaction.atomic
def _save(person, roster, row, given) -> None:
    """All that the form holds, or nothing."""
    if "outcome" in given:
        outcome = ExaminationOutcome(given["outcome"]) if given["outcome"] else None
        marking = Marking(row.enrolment.pk, outcome, row.revision)
        if mark(by=person, day=roster.day, markings=[marking]).conflicts:
            raise RuleViolation("stale", _("A colleague has just changed this result."))
    if "note" in given:
        notes = {name: given[name] for name in ("note", "internal_note")}
        write_notes(by=person, day=roster.day, enrolment=row.enrolment, **notes)
    adjust(by=person, enrolment=row.enrolment, kinds=given["adjustments"])


@login_required
@require_POST
def settle_difference(request, slug: str, number: int, pk: int):
    """Enter what the two examiners have agreed on."""
    roster, row = person_on_the_list(request.user, slug, number, pk)
    if row.attempt is None:
        raise Http404
    form = ReasonedResultForm(request.POST)
    if form.is_valid():
        try:
            settle(by=request.user, attempt=row.attempt, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("The difference is settled."))
            return redirect("supervision:examinee", slug, number, pk)
    return _page(request, roster, row, settling=form)


@login_required
def amend_result(request, slug: str, number: int, pk: int):
    """Change a result that is final, with a reason."""
    roster, row = person_on_the_list(request.user, slug, number, pk)
    if row.attempt is None or not roster.sitting.is_final:
        raise Http404
    initial = {"outcome": row.outcome, "note": row.attempt.note}
    form = AmendmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            amend(by=request.user, attempt=row.attempt, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("The result is amended, and the participant is told."))
            return redirect("supervision:examinee", slug, number, pk)
    context = {"roster": roster, "row": row, "day": roster.day, "cohort": roster.day.cohort}
    return render(request, "supervision/amend.html", context | {"form": form})
