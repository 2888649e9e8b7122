"""Taking attendance and marking homework."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cohorts.enums import HomeworkState, Mark
from cohorts.forms.attending import ReasonForm, read_homework, read_markings
from cohorts.models import CourseDay
from cohorts.selectors.attending import (
    assignments_of,
    day_of,
    half_now,
    homework_of,
    roll_of,
)
from cohorts.selectors.cohorts import cohorts_where
from cohorts.services.attendance import close_day, mark_attendance
from cohorts.services.homework import mark_homework
from common.clock import now
from common.errors import RuleViolation
from organisations.roles import Permission

# The four taps of the roll, with their tones; "made up" is entered by other means. No icons: four
# words fill a phone's width.
TAPS = [(Mark.PRESENT, "yes"), (Mark.LATE, "part"), (Mark.EXCUSED, "part"), (Mark.ABSENT, "no")]


def _roll_or_404(request, slug: str, number: int):
    """The cohort and the roll of the half that `?half=` asks for, or of the present one."""
    cohort = get_object_or_404(cohorts_where(request.user, Permission.TAKE_ATTENDANCE), slug=slug)
    try:
        day = day_of(cohort, number)
    except CourseDay.DoesNotExist as none:
        raise Http404 from none
    day.cohort = cohort
    roll = roll_of(day, request.GET.get("half") or half_now(day, now()))
    if roll is None:
        raise Http404
    return cohort, roll


@login_required
def attendance(request, slug: str, number: int):
    """The roll of one half day. A tap is saved at once with htmx; else the whole list is."""
    cohort, roll = _roll_or_404(request, slug, number)
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
            if outcome.conflicts:
                messages.warning(request, _conflict_text(roll, outcome.conflicts))
            if request.htmx:
                return _after_tap(request, slug, number, outcome)
            messages.success(request, _saved_text(outcome.saved))
            return redirect(request.get_full_path())
    if request.htmx:
        return _tap_refused(request, cohort, roll, markings, form)
    chosen = {marking.enrolment_id: marking.mark for marking in markings}
    rows = [(row, chosen.get(row.enrolment.pk, row.mark)) for row in roll.rows]
    context = {"cohort": cohort, "roll": roll, "rows": rows, "form": form, "taps": TAPS}
    return render(request, "cohorts/attending/attendance.html", context)


def _after_tap(request, slug, number, outcome):
    """The tapped row and the counts, as they are in the database now."""
    _cohort, roll = _roll_or_404(request, slug, number)
    row = roll.row(_tapped(request))
    conflict = any(marking.enrolment_id == row.enrolment.pk for marking in outcome.conflicts)
    context = {"roll": roll, "row": row, "taps": TAPS, "conflict": conflict, "out_of_band": True}
    return render(request, "cohorts/attending/partials/_tap.html", context)


def _tap_refused(request, cohort, roll, markings, form):
    """The tapped row with what was chosen and what is missing: mostly the reason."""
    row = roll.row(_tapped(request))
    if row is None:
        raise Http404
    chosen = next((m.mark for m in markings if m.enrolment_id == row.enrolment.pk), row.mark)
    context = {"cohort": cohort, "roll": roll, "row": row, "taps": TAPS}
    context |= {"chosen": chosen, "errors": form.errors, "unsaved": True, "out_of_band": True}
    return render(request, "cohorts/attending/partials/_tap.html", context)


def _tapped(request) -> int:
    """Which person's row was tapped; htmx sends the fieldset's own fields only."""
    names = [name for name in request.POST if name.startswith("mark-")]
    return int(names[0].removeprefix("mark-")) if names and names[0][5:].isdecimal() else 0


def _saved_text(count: int) -> str:
    if not count:
        return _("Nothing was changed.")
    return ngettext(
        "Attendance saved for one person.", "Attendance saved for {count} people.", count
    ).format(count=count)


def _conflict_text(roll, conflicts) -> str:
    names = ", ".join(roll.row(marking.enrolment_id).enrolment.person.name for marking in conflicts)
    return _("A colleague has marked {names} otherwise. Look at the list and mark again.").format(
        names=names
    )


@login_required
@require_POST
def close_attendance(request, slug: str, number: int):
    """Say that the day is complete."""
    cohort, roll = _roll_or_404(request, slug, number)
    try:
        close_day(by=request.user, day=roll.day)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("The day's attendance is closed."))
    return redirect("cohorts:attendance", slug=cohort.slug, number=number)


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
