"""The employer's home, and the list of own nominations."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohorts.forms.nominating.handling import FilterForm
from cohorts.models import Cohort
from cohorts.selectors.next_steps import next_step
from cohorts.selectors.nominations import (
    cohort_to_nominate_to,
    cohorts_with_nominations_by,
    listed,
)
from cohorts.selectors.offers import offer_of, offers_for, steps_for
from cohorts.selectors.registrations.staff import staff_offers
from common.clock import today
from organisations.roles import Permission

ROWS = 25
SHOW_ALL, SHOW_OPEN = "", "open"


@login_required
def home(request):
    """What the own people can go to, and when; what waits for the nominator."""
    if not request.user.may(Permission.NOMINATE):
        raise Http404
    day = today()
    offers = offers_for(request.user, day)
    steps = steps_for(request.user, day)
    opened = [offer for offer in offers if offer.is_open]
    context = {
        "offers": opened if request.GET.get("show") == SHOW_OPEN else offers,
        "has_offers": bool(offers),
        "nearest": opened[0] if opened else None,
        "shows": [
            (SHOW_ALL, _("All"), len(offers)),
            (SHOW_OPEN, _("Open for nomination"), len(opened)),
        ],
        "staff_offers": staff_offers(request.user, day),
        "steps": steps,
        "waiting": [(row, step) for row, step in steps if step.is_yours],
    }
    return render(request, "cohorts/nominating/home.html", context)


@login_required
def nominations(request):
    """Own nominations to all courses."""
    if not request.user.may(Permission.NOMINATE):
        raise Http404
    cohorts = list(cohorts_with_nominations_by(request.user))
    form = FilterForm(request.GET or None, cohorts=cohorts)
    chosen = next((row for row in cohorts if row.slug == request.GET.get("cohort")), None)
    context = {"form": form, **_page(request, chosen)}
    return render(request, "cohorts/nominating/nominations.html", context)


@login_required
def cohort(request, slug: str):
    """One course as it is offered to the own organisation, with the own nominations to it."""
    row = cohort_or_404(request, slug)
    context = {"offer": offer_of(request.user, row, today()), "cohort": row, **_page(request, row)}
    return render(request, "cohorts/nominating/cohort.html", context)


def cohort_or_404(request, slug: str) -> Cohort:
    """A cohort the person may nominate to, whether or not it is open just now."""
    row = cohort_to_nominate_to(request.user, slug)
    if row is None:
        raise Http404
    return row


def _page(request, cohort: Cohort | None) -> dict:
    """A page of the list as the address asks for it, with the next step of each row."""
    day = today()
    asked = {name: request.GET.get(name, "") for name in ("show", "q", "sort")}
    rows = listed(
        request.user,
        day,
        cohort=cohort,
        show=asked["show"],
        words=asked["q"],
        sort=asked["sort"],
    )
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": [(row, next_step(row, day)) for row in page],
        "is_filtered": bool(asked["show"] or asked["q"] or request.GET.get("cohort")),
    }
