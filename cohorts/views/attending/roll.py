"""Taking attendance: the roll, one tap, and closing the day."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from cohorts.forms.attending import ReasonForm, read_markings
from cohorts.selectors.check_in import check_ins_of
from cohorts.selectors.roll import WHOLE_DAY, Roll
from cohorts.services.attendance import Outcome, close_day, mark_attendance
from cohorts.views.attending.scope import roll_or_404
from common.errors import RuleViolation
from common.numbers import number as number_in


@login_required
def attendance(request, slug: str, number: int):
    """The roll of one half day or of the whole. A tap is saved at once with htmx; else the whole
    list is. A day to come shows who is expected."""
    roll = roll_or_404(request, slug, number)
    form = ReasonForm(request.POST or None)
    markings = []
    if request.method == "POST" and form.is_valid():
        markings = read_markings(roll, request.POST)
        try:
            outcome = mark_attendance(
                by=request.user,
                day=roll.day,
                markings=markings,
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            if request.htmx:
                return _after_tap(request, slug, number, outcome)
            tell_outcome(request, roll, outcome)
            return redirect(f"{request.path}?half={roll.half}")
    if request.htmx:
        return _tap_refused(request, roll, markings, form)
    context = {
        "roll": roll,
        "cohort": roll.day.cohort,
        "form": form,
        "shown": roll.find(request.GET.get("sok", "")),
        "chosen": {marking.enrolment_id: marking.mark for marking in markings},
        "halves": _halves(roll),
        "check_ins": check_ins_of(roll.day),
    }
    return render(request, "cohorts/attending/attendance.html", context)


def _halves(roll: Roll) -> list[tuple[str, object]]:
    """What can be marked at once: a half, or the whole day."""
    halves = [(part.half, part.get_half_display()) for part in roll.all_parts]
    return [*halves, (WHOLE_DAY, _("Whole day"))] if len(halves) > 1 else []


def _after_tap(request, slug: str, number: int, outcome: Outcome):
    """The tapped row and the counts, as they are in the database now; below it what a colleague
    had marked meanwhile. Who has left the roll has no row: the page is loaded again."""
    roll = roll_or_404(request, slug, number)
    row = roll.row(_tapped(request))
    if row is None:
        return HttpResponseClientRefresh()
    conflicts = [found for found in outcome.conflicts if found.enrolment_id == row.enrolment_id]
    told = {"conflicts": conflicts, "pk": row.enrolment_id}
    return _tap(request, roll, row, state=_("Not saved") if conflicts else "", told=told)


def _tap_refused(request, roll: Roll, markings, form):
    """The tapped row with what was chosen and what is missing: mostly the reason."""
    row = roll.row(_tapped(request))
    if row is None:
        return HttpResponseClientRefresh()
    chosen = next((m.mark for m in markings if m.enrolment_id == row.enrolment_id), "")
    told = {"errors": form.errors, "pk": row.enrolment_id}
    return _tap(request, roll, row, chosen=chosen, state=_("Not saved"), told=told)


def _tap(request, roll: Roll, row, *, chosen="", state="", told):
    """What a tap answers: the row, and the counts beside it."""
    trouble = ""
    if state:
        trouble = render_to_string("cohorts/attending/partials/_trouble.html", told)
    context = {"roll": roll, "row": row, "chosen": chosen, "state": state, "trouble": trouble}
    return render(request, "cohorts/attending/partials/_tap.html", context)


def _tapped(request) -> int:
    """Which person's row was tapped; htmx sends the fieldset's own fields only."""
    names = [name for name in request.POST if name.startswith("mark-")]
    return number_in(names[0].removeprefix("mark-")) or 0 if names else 0


def tell_outcome(request, roll: Roll, outcome: Outcome) -> None:
    """What was saved, who is left to decide about, and where a colleague had marked otherwise."""
    messages.success(request, saved_text(outcome.saved))
    left = [row for row in roll.rows if row.notice and not row.is_marked]
    if "all_here" in request.POST and left:
        words = ngettext(
            "One person has announced absence. Decide what to mark.",
            "{count} people have announced absence. Decide what to mark.",
            len(left),
        )
        messages.info(request, words.format(count=len(left)))
    for found in outcome.conflicts:
        words = _(
            "{name}: {colleague} has marked {mark}, you chose {wanted}. Mark again if needed."
        )
        messages.warning(
            request,
            words.format(
                name=roll.row(found.enrolment_id).name,
                colleague=found.found.marked_by.name,
                mark=found.found.get_mark_display(),
                wanted=found.wanted.label,
            ),
        )


def saved_text(count: int) -> str:
    """How many marks were saved."""
    if not count:
        return _("Nothing was changed.")
    return ngettext("One mark saved.", "{count} marks saved.", count).format(count=count)


@login_required
@require_POST
def close_attendance(request, slug: str, number: int):
    """Say that the day is complete."""
    roll = roll_or_404(request, slug, number)
    try:
        close_day(by=request.user, day=roll.day)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("The day's attendance is closed."))
    return redirect(reverse("cohorts:attendance", args=[slug, number]))
