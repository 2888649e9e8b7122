"""The list of cohorts, and the page of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.enums import CohortState
from cohorts.models import Cohort
from cohorts.selectors.cohorts import cohorts_seen_by
from cohorts.selectors.course_days import (
    enrolment_in,
    next_day_of,
    staff_of,
    terms_of,
    upcoming_days,
)
from cohorts.selectors.nominations import cohort_to_nominate_to
from cohorts.selectors.planning import listed_cohorts
from cohorts.selectors.summaries import summarise
from organisations.policies import may
from organisations.roles import Permission

PER_PAGE = 20
ENDED = "ended"


def any_cohort(cohort: Cohort) -> bool:
    return True


def is_planned(cohort: Cohort) -> bool:
    return cohort.state == CohortState.PLANNED


def leads_to_certificate(cohort: Cohort) -> bool:
    return cohort.version.issues_certificate


def by_nomination(cohort: Cohort) -> bool:
    return cohort.is_by_nomination


# What each permission opens on the page of a cohort: page, words, and which cohorts have it.
ACTIONS_OF = {
    Permission.SELECT: [("selection", _("Choose who gets a seat"), by_nomination)],
    Permission.TAKE_ATTENDANCE: [],
    Permission.MARK_HOMEWORK: [("homework_list", _("Mark homework"), any_cohort)],
    Permission.ISSUE_CERTIFICATE: [("certificates", _("Issue certificates"), leads_to_certificate)],
    Permission.PLAN_COHORT: [
        ("change_cohort", _("Change name, place, seats or the last day"), is_planned),
        ("cancel_cohort", _("Cancel the cohort"), is_planned),
    ],
}


@login_required
def cohorts(request):
    """Every cohort somebody sees, and the days that are next for those who teach or take part."""
    show = request.GET.get("show")
    page = Paginator(listed_cohorts(request.user, ended=show == ENDED), PER_PAGE).get_page(
        request.GET.get("page")
    )
    days = upcoming_days(request.user) if show != ENDED else []
    context = {
        "page": page,
        "summaries": summarise(page.object_list),
        "days": days,
        "takes_attendance": bool(days)
        and may(request.user, Permission.TAKE_ATTENDANCE, on=days[0].cohort),
        "options": [("", _("Coming and going on")), (ENDED, _("Over"))],
        "plans": may(request.user, Permission.PLAN_COHORT),
    }
    return render(request, "cohorts/planning/cohorts.html", context)


@login_required
def cohort(request, slug: str):
    """All days of a cohort, its seats, and what this person can do here."""
    person = request.user
    cohort = get_object_or_404(cohorts_seen_by(person), slug=slug)
    can = {
        permission.name.lower(): may(person, permission, on=cohort)
        for permission in (Permission.SEE_COHORT, *ACTIONS_OF)
    }
    [summary] = summarise([cohort], for_board=can["select"])
    terms = terms_of(cohort)
    enrolment = enrolment_in(person, cohort)
    context = {
        "cohort": cohort,
        "summary": summary,
        "terms": terms,
        "next_day": next_day_of(terms),
        "takes_part": bool(enrolment) or can["see_cohort"],
        "staff": staff_of(cohort),
        "can": can,
        "actions": _actions(person, cohort, can),
    }
    return render(request, "cohorts/planning/cohort.html", context)


def _actions(person, cohort, can: dict[str, bool]) -> list[tuple[str, str]]:
    """Where this person can go on from the page of a cohort: address and words."""
    open_to = [
        (name, words)
        for permission, pages in ACTIONS_OF.items()
        if can[permission.name.lower()]
        for name, words, fits in pages
        if fits(cohort)
    ]
    if cohort_to_nominate_to(person, cohort.slug):
        open_to.append(("nominating_cohort", _("Nominate people of yours")))
    return [(reverse(f"cohorts:{name}", args=[cohort.slug]), words) for name, words in open_to]
