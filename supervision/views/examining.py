"""The examiner's sittings: the overview, the list of one, and making it final."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from common.errors import RuleViolation
from organisations.roles import Permission
from supervision.enums import ExaminationOutcome
from supervision.forms.examining import read_markings
from supervision.selectors.roster import roster_of, sittings_of
from supervision.services.marking import mark
from supervision.services.sittings import finalise
from supervision.views.scope import sitting_day

CHOICES = [
    (ExaminationOutcome.PASSED, "yes"),
    (ExaminationOutcome.FAILED, "no"),
    (ExaminationOutcome.MISSED, "part"),
]


@login_required
def sittings(request):
    """Where one examines: to assess, coming, final."""
    if not request.user.may(Permission.ASSESS_EXAMINATION):
        raise Http404
    return render(request, "supervision/sittings.html", {"sittings": sittings_of(request.user)})


@login_required
def sitting(request, slug: str, number: int):
    """The list of one sitting: one tap for each person."""
    day = sitting_day(request.user, slug, number)
    roster = roster_of(day, request.user)
    chosen, violation = {}, None
    if request.method == "POST":
        markings = read_markings(roster, request.POST)
        try:
            done = mark(by=request.user, day=day, markings=markings)
        except RuleViolation as error:
            violation = error
            chosen = {marking.enrolment_id: marking.outcome for marking in markings}
        else:
            _tell(request, done)
            return redirect("supervision:sitting", slug, number)
    context = {
        "roster": roster,
        "day": day,
        "cohort": day.cohort,
        "rows": [(row, chosen.get(row.enrolment.pk, row.chosen)) for row in roster.rows],
        "choices": CHOICES,
        "violation": violation,
    }
    return render(request, "supervision/sitting.html", context)


def _tell(request, done) -> None:
    text = ngettext("One result saved.", "{count} results saved.", done.saved)
    messages.success(request, text.format(count=done.saved))
    if done.conflicts:
        messages.warning(
            request,
            ngettext(
                "A colleague has changed one result since you opened the page. Look at it again.",
                "A colleague has changed {count} results since you opened the page. Look at them "
                "again.",
                len(done.conflicts),
            ).format(count=len(done.conflicts)),
        )


@login_required
@require_POST
def make_final(request, slug: str, number: int):
    """Make the results final and tell everybody."""
    day = sitting_day(request.user, slug, number)
    try:
        finalise(by=request.user, day=day)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("The results are final, and everybody is told."))
    return redirect("supervision:sitting", slug, number)
