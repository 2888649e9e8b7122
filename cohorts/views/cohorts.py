"""The list of cohorts, and the page of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cohorts.selectors.cohorts import cohorts_seen_by
from cohorts.selectors.course_days import (
    enrolment_in,
    next_day_of,
    staff_of,
    terms_of,
    upcoming_days,
)
from cohorts.selectors.planning import listed_cohorts, summarise
from organisations.policies import may
from organisations.roles import Permission

PER_PAGE = 20
ENDED = "ended"


@login_required
def cohorts(request):
    """Every cohort somebody sees, and the days that are next for those who teach or take part."""
    show = request.GET.get("show")
    page = Paginator(listed_cohorts(request.user, ended=show == ENDED), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "summaries": summarise(page.object_list),
        "days": upcoming_days(request.user) if show != ENDED else [],
        "options": [("", _("Coming and going on")), (ENDED, _("Over"))],
        "plans": may(request.user, Permission.PLAN_COHORT),
    }
    return render(request, "cohorts/planning/cohorts.html", context)


@login_required
def cohort(request, slug: str):
    """All days of a cohort, its seats, and what this person can do here."""
    person = request.user
    cohort = get_object_or_404(cohorts_seen_by(person), slug=slug)
    [summary] = summarise([cohort], for_board=may(person, Permission.SELECT, on=cohort))
    terms = terms_of(cohort)
    enrolment = enrolment_in(person, cohort)
    can = {
        permission.name.lower(): may(person, permission, on=cohort)
        for permission in (
            Permission.SEE_COHORT,
            Permission.PLAN_COHORT,
            Permission.SELECT,
            Permission.CONFIRM_REGISTRATIONS,
            Permission.TAKE_ATTENDANCE,
            Permission.MARK_HOMEWORK,
            Permission.ASSESS_EXAMINATION,
            Permission.ISSUE_CERTIFICATE,
        )
    }
    context = {
        "cohort": cohort,
        "summary": summary,
        "terms": terms,
        "next_day": next_day_of(terms),
        "enrolment": enrolment,
        "takes_part": bool(enrolment) or can["see_cohort"],
        "staff": staff_of(cohort),
        "can": can,
    }
    return render(request, "cohorts/planning/cohort.html", context)
