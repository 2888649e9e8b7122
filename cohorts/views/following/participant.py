"""The page of one participant."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from cohorts.enums import EnrolmentState
from cohorts.onward import sections_for
from cohorts.selectors.following import follow
from cohorts.views.following.scope import may_plan_make_ups, participant_or_404
from common.clock import today
from organisations.policies import may
from organisations.roles import Permission


@login_required
def participant(request, slug: str, pk: int):
    """What is left, days, homework, make-ups, notices and history; and what can be decided."""
    enrolment = participant_or_404(request, slug, pk)
    plans = may(request.user, Permission.PLAN_COHORT, on=enrolment.cohort)
    takes_part = enrolment.state == EnrolmentState.ENROLLED
    followed = follow(enrolment)
    version = enrolment.cohort.version
    context = {
        "cohort": enrolment.cohort,
        "enrolment": enrolment,
        "followed": followed,
        "sections": sections_for(request.user, followed.evaluation, enrolment),
        "plans_make_ups": may_plan_make_ups(request, enrolment) and takes_part,
        "can_be_made_up": version.allows_make_up or version.allows_written_make_up,
        "plans": plans,
        "takes_part": takes_part,
        "today": today(),
        "can_resume": enrolment.state == EnrolmentState.INTERRUPTED and not followed.later,
    }
    return render(request, "cohorts/following/participant.html", context)
