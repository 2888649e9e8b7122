"""The manager's pages."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render

from common.clock import today
from organisations.roles import Permission
from reports.selectors.staff import STAGE_LABELS, Stage, away_weeks, staff_overview

WEEKS_AHEAD = 26


def _manager_or_404(request):
    if not request.user.may(Permission.SEE_STAFF):
        raise Http404
    return request.user


@login_required
def staff(request):
    """The own organisation's people, unit by unit: nominated, in training, trained."""
    person = _manager_or_404(request)
    shown = request.GET.get("show", Stage.ALL)
    stage = Stage(shown) if shown in set(Stage) else Stage.ALL
    overview = staff_overview(person, stage)
    options = [(key.value, STAGE_LABELS[key], overview.counts[key]) for key in Stage]
    return render(request, "reports/staff.html", {"overview": overview, "options": options})


@login_required
def away(request):
    """Who is away on course days, week by week; made to be printed and pinned up."""
    person = _manager_or_404(request)
    weeks = away_weeks(person, since=today(), weeks=WEEKS_AHEAD)
    return render(request, "reports/away.html", {"weeks": weeks, "ahead": WEEKS_AHEAD})
