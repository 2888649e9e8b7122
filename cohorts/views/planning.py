"""The joint board's area, and planning its cohorts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.choosing import ChooseProgrammeForm
from cohorts.forms.course_days import ReasonForm
from cohorts.forms.planning import ChangeCohortForm, PlanForm
from cohorts.selectors.area_page import Task, area_page, cards_of
from cohorts.selectors.calendars import people_with_days
from cohorts.selectors.cohorts import cohorts_where
from cohorts.selectors.planning import (
    areas_planned_by,
    cohort_number,
    people_waiting_for,
    plans_nationwide,
    plans_of,
    versions_to_plan,
)
from cohorts.services import planning as services
from common.errors import RuleViolation
from organisations.policies import may
from organisations.roles import Permission

# Who is reminded of what.
TASKS = {
    Task.CONFIRM: Permission.CONFIRM_REGISTRATIONS,
    Task.DECIDE: Permission.SELECT,
    Task.FOLLOW: Permission.SELECT,
}


@login_required
def areas(request):
    """The own area, or the list of them for those who plan in several."""
    if not may(request.user, Permission.PLAN_COHORT):
        raise Http404
    found = list(areas_planned_by(request.user))
    if len(found) == 1:
        return _show(request, found[0])
    context = {"cards": cards_of(found), "adds_areas": may(request.user, Permission.ADMINISTER)}
    return render(request, "cohorts/planning/areas.html", context)


@login_required
def area(request, slug: str):
    """One area: what to do, the plan, and seats filled."""
    return _show(request, get_object_or_404(areas_planned_by(request.user), slug=slug))


@login_required
def plan(request):
    """First what and where, then the dates with a preview, then the cohort is there."""
    if not may(request.user, Permission.PLAN_COHORT):
        raise Http404
    choice = _choice(request)
    if not choice.is_valid():
        return render(request, "cohorts/planning/choose.html", {"form": choice})
    where, version = choice.chosen_area(), choice.chosen_version()
    name = _("%(programme)s, group %(number)s") % {
        "programme": version.programme.short_name,
        "number": cohort_number(version, where),
    }
    form = PlanForm(
        request.POST or None, version=version, plans=plans_of(version), initial={"name": name}
    )
    if request.method == "POST" and form.is_valid() and "save" in request.POST:
        try:
            cohort = services.plan_cohort(by=request.user, area=where, **form.cohort())
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("%(cohort)s is planned.") % {"cohort": cohort.name})
            return redirect("cohorts:cohort", cohort.slug)
    elif "save" not in request.POST:
        form.leave_open()
    page = (
        "cohorts/planning/partials/_preview.html" if request.htmx else "cohorts/planning/plan.html"
    )
    return render(request, page, {"form": form, "area": where, "version": version})


@login_required
def change(request, slug: str):
    """Another name, place, number of seats or window."""
    cohort = _cohort_or_404(request, slug)
    form = ChangeCohortForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_cohort(by=request.user, cohort=cohort, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("cohorts:cohort", slug)
    return render(request, "cohorts/planning/change.html", {"cohort": cohort, "form": form})


@login_required
def cancel(request, slug: str):
    """Call a whole cohort off."""
    cohort = _cohort_or_404(request, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_cohort(by=request.user, cohort=cohort, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            words = _("%(cohort)s is cancelled. Everybody concerned gets a message.")
            messages.success(request, words % {"cohort": cohort.name})
            return redirect("cohorts:cohort", slug)
    taking_part = {person.email for person in people_with_days(cohort)}
    waiting = {email for email, _name in people_waiting_for(cohort)}
    context = {"cohort": cohort, "form": form, "told": len(taking_part | waiting)}
    return render(request, "cohorts/planning/cancel.html", context)


def _show(request, area):
    tasks = {task for task, needed in TASKS.items() if may(request.user, needed, on=area)}
    return render(request, "cohorts/planning/area.html", {"page": area_page(area, tasks=tasks)})


def _choice(request) -> ChooseProgrammeForm:
    """The first question; answered when the address says what is planned."""
    return ChooseProgrammeForm(
        request.GET if "version" in request.GET else None,
        areas=areas_planned_by(request.user),
        nationwide=plans_nationwide(request.user),
        versions=versions_to_plan(),
        initial=request.GET.dict(),
    )


def _cohort_or_404(request, slug: str):
    return get_object_or_404(cohorts_where(request.user, Permission.PLAN_COHORT), slug=slug)
