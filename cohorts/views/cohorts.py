"""The list of cohorts, and the page of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort
from cohorts.onward import pages_for
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
from cohorts.selectors.registrations.board import WITH_REGISTRATIONS
from cohorts.selectors.registrations.staff import cohorts_to_register_to
from cohorts.selectors.summaries import Phase, Summary, summarise
from courses.enums import WayIn
from organisations.policies import may
from organisations.roles import Permission

PER_PAGE = 20
ENDED = "ended"


def is_planned(summary: Summary) -> bool:
    return summary.phase != Phase.CANCELLED


def is_selected(summary: Summary) -> bool:
    return is_planned(summary) and summary.is_asked_for


def was_selected(summary: Summary) -> bool:
    return is_planned(summary) and summary.cohort.is_by_nomination and summary.is_decided


def is_registered_to(summary: Summary) -> bool:
    return summary.cohort.version.way_in in WITH_REGISTRATIONS


def has_begun(summary: Summary) -> bool:
    return summary.has_begun


def leads_to_certificate(summary: Summary) -> bool:
    return summary.has_begun and summary.cohort.version.issues_certificate


# What each permission opens on the page of a cohort: page, words, and when it is of use.
ACTIONS_OF = {
    Permission.SELECT: [
        ("selection", _("Choose who gets a seat"), is_selected),
        ("selection", _("See the selection"), was_selected),
    ],
    Permission.SEE_COHORT: [("registrations", _("See registrations"), is_registered_to)],
    Permission.MARK_HOMEWORK: [("homework_list", _("Mark homework"), has_begun)],
    Permission.ISSUE_CERTIFICATE: [("certificates", _("Issue certificates"), leads_to_certificate)],
    Permission.SEE_EVALUATIONS: [
        ("cohort_evaluations", _("See the evaluations"), has_begun),
    ],
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
        for permission in (Permission.SEE_COHORT, Permission.TAKE_ATTENDANCE, *ACTIONS_OF)
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
        "actions": _actions(person, summary, can),
    }
    return render(request, "cohorts/planning/cohort.html", context)


def _actions(person, summary: Summary, can: dict[str, bool]) -> list[tuple[str, str]]:
    """Where this person can go on from the page of a cohort: address and words."""
    pages = [
        (name, words)
        for permission, given in ACTIONS_OF.items()
        if can[permission.name.lower()]
        for name, words, fits in given
        if fits(summary)
    ]
    pages += _ways_in(person, summary.cohort)
    slug = summary.cohort.slug
    above = [(page.address, page.label) for page in pages_for(person, summary.cohort)]
    own = [(f"cohorts:{name}", words) for name, words in pages]
    return [(reverse(address, args=[slug]), words) for address, words in (*above, *own)]


def _ways_in(person, cohort: Cohort) -> list[tuple[str, str]]:
    """How this person can send people to a cohort, or come to it. At most two queries."""
    found = []
    if person.may(Permission.NOMINATE) and cohort_to_nominate_to(person, cohort.slug):
        found.append(("nominating_cohort", _("Nominate people of yours")))
    to_register = cohorts_to_register_to(person).filter(pk=cohort.pk)
    if person.may(Permission.REGISTER_STAFF) and to_register.exists():
        found.append(("register_staff", _("Register people of yours")))
    if cohort.version.way_in == WayIn.OPEN:
        found.append(("register", _("The page where anyone registers")))
    return found
