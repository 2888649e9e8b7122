"""`/idag/`: the home of those who teach."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render

from cohorts.selectors.trainers_day import at_risk_for, trainers_day
from content.selectors.modules import modules_by_day
from content.selectors.on_the_way import modules_on_the_way
from organisations.roles import Permission


@login_required
def today(request):
    """The day that is on or next, what waits for an answer, and the days to come."""
    _teaches_or_404(request)
    day = trainers_day(request.user)
    context = {
        "today": day,
        "modules": modules_by_day(request.user, [day.first.day.plan_id]) if day.first else {},
        "on_the_way": modules_on_the_way(request.user, day.days_ahead),
    }
    return render(request, "lms/today.html", context)


@login_required
def at_risk(request):
    """How many can no longer reach the certificate without making something up. Fetched by the
    page of the day, since it takes the whole completion of every cohort."""
    _teaches_or_404(request)
    context = {"at_risk": at_risk_for(request.user)}
    if request.htmx:
        return render(request, "lms/partials/_at_risk.html", context)
    return render(request, "lms/at_risk.html", context)


def _teaches_or_404(request) -> None:
    if not request.user.may(Permission.TAKE_ATTENDANCE):
        raise Http404
