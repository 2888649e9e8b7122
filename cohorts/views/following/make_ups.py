"""Planning how a missed day is made up: trainers and the board for others, oneself by asking."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.following import MakeUpForm, TaskForm, WhyForm
from cohorts.models import Enrolment
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.make_ups import host_days
from cohorts.selectors.own_attendance import enrolments_in
from cohorts.services.following import make_ups as services
from cohorts.views.following.scope import PLANS_MAKE_UPS, participant_or_404
from common.errors import RuleViolation
from courses.enums import DayKind
from organisations.policies import may
from organisations.roles import Permission


@login_required
def plan(request, slug: str, pk: int, number: int):
    """A trainer or the board plans it, or answers what the participant asked for."""
    enrolment = participant_or_404(request, slug, pk, *PLANS_MAKE_UPS)
    context = _missed_day(enrolment, number)
    fact = context["make_up"]
    if fact and fact.is_asked:
        return _answer(request, enrolment, number, context)
    everywhere = may(request.user, Permission.PLAN_COHORT, on=enrolment.cohort)
    form = _form(request, enrolment, number, context, everywhere=everywhere, writes=True)
    if request.method == "POST" and form.is_valid():
        try:
            _plan(request.user, enrolment, number, form)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("It is planned. Everybody concerned gets a message."))
            return redirect("cohorts:participant", slug, pk)
    return render(request, "cohorts/following/plan_make_up.html", context | {"form": form})


def _plan(by, enrolment: Enrolment, number: int, form: MakeUpForm) -> None:
    chosen = form.cleaned_data
    if form.is_written:
        services.plan_written(
            by=by,
            enrolment=enrolment,
            number=number,
            task=chosen["task"],
            due_on=chosen["due_on"],
        )
    else:
        services.plan_as_guest(by=by, enrolment=enrolment, number=number, host=form.host_day)


def _answer(request, enrolment: Enrolment, number: int, context: dict):
    """Say yes to what was asked for; a written task needs its words. No is to take it back."""
    fact = context["make_up"]
    form = TaskForm(request.POST or None) if fact.is_written else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            services.accept(
                by=request.user,
                enrolment=enrolment,
                number=number,
                **(form.cleaned_data if form else {}),
            )
        except RuleViolation as violation:
            if form is None:
                messages.error(request, str(violation))
            else:
                form.add_violation(violation)
        else:
            messages.success(request, _("It is planned. Everybody concerned gets a message."))
            return redirect("cohorts:participant", enrolment.cohort.slug, enrolment.pk)
    return render(request, "cohorts/following/answer_make_up.html", context | {"form": form})


@login_required
def cancel(request, slug: str, pk: int, number: int):
    """Take back what was planned or asked for, with a reason."""
    enrolment = participant_or_404(request, slug, pk, *PLANS_MAKE_UPS)
    return _with_reason(
        request,
        enrolment,
        number,
        _("Take back the make-up"),
        lambda reason: services.cancel(
            by=request.user, enrolment=enrolment, number=number, reason=reason
        ),
    )


@login_required
def approve(request, slug: str, pk: int, number: int):
    """Approve a written task."""
    enrolment = participant_or_404(request, slug, pk, *PLANS_MAKE_UPS)
    if request.method == "POST":
        try:
            services.judge_task(by=request.user, enrolment=enrolment, number=number, approved=True)
        except RuleViolation as violation:
            messages.error(request, str(violation))
        else:
            messages.success(request, _("The task is approved. The day counts as made up."))
    return redirect("cohorts:participant", slug, pk)


@login_required
def refuse(request, slug: str, pk: int, number: int):
    """Do not approve a written task, with a reason."""
    enrolment = participant_or_404(request, slug, pk, *PLANS_MAKE_UPS)
    return _with_reason(
        request,
        enrolment,
        number,
        _("Do not approve the task"),
        lambda reason: services.judge_task(
            by=request.user, enrolment=enrolment, number=number, approved=False, reason=reason
        ),
    )


@login_required
def own(request, slug: str, number: int):
    """How one can make up a day that one missed oneself: see where it is given, and ask for it."""
    enrolment = get_object_or_404(enrolments_in(request.user, slug))
    context = _missed_day(enrolment, number)
    form = _form(request, enrolment, number, context, everywhere=False, writes=False)
    if request.method == "POST":
        try:
            if "withdraw" in request.POST:
                services.cancel(
                    by=request.user,
                    enrolment=enrolment,
                    number=number,
                    reason=_("Taken back by the participant."),
                )
                messages.success(request, _("You have taken it back."))
                return redirect("home")
            if form.is_valid():
                _ask(request.user, enrolment, number, form)
                messages.success(request, _("Your trainer has been asked, and answers you."))
                return redirect("home")
        except RuleViolation as violation:
            form.add_violation(violation)
    return render(request, "cohorts/following/own_make_up.html", context | {"form": form})


def _ask(by, enrolment: Enrolment, number: int, form: MakeUpForm) -> None:
    if form.is_written:
        services.ask_for_task(by=by, enrolment=enrolment, number=number)
    else:
        services.plan_as_guest(
            by=by, enrolment=enrolment, number=number, host=form.host_day, asked=True
        )


def _with_reason(request, enrolment: Enrolment, number: int, title: str, act):
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("Done. The participant gets a message."))
            return redirect("cohorts:participant", enrolment.cohort.slug, enrolment.pk)
    context = _missed_day(enrolment, number) | {"form": form, "title": title}
    return render(request, "cohorts/following/reason.html", context)


def _missed_day(enrolment: Enrolment, number: int) -> dict:
    """What the pages about one day of one person show; 404 for a day that is not given."""
    halves = [
        half
        for half in load_attendance([enrolment]).halves(enrolment)
        if half.part.number == number
    ]
    day = enrolment.cohort.days.in_order().filter(plan__number=number).first()
    if not halves or day is None:
        raise Http404
    return {
        "cohort": enrolment.cohort,
        "enrolment": enrolment,
        "day": day,
        "halves": halves,
        "is_missed": any(half.is_missed for half in halves),
        "make_up": next((half.make_up for half in halves if half.make_up), None),
    }


def _form(
    request, enrolment: Enrolment, number: int, context: dict, *, everywhere: bool, writes: bool
) -> MakeUpForm:
    version = enrolment.cohort.version
    hosts = []
    if version.allows_make_up and context["is_missed"]:
        hosts = host_days(enrolment, [number], everywhere=everywhere).get(number, [])
    written = version.allows_written_make_up and context["day"].plan.kind == DayKind.TEACHING
    return MakeUpForm(request.POST or None, hosts=hosts, written=written, writes=writes)
