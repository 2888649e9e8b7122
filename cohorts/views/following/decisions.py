"""What the joint board decides about one participant: pause, return, other cohort, credit."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.following import CreditForm, GoOnForm, PauseForm, TransferForm, WhyForm
from cohorts.models import Enrolment
from cohorts.selectors.following import cohorts_to_go_on_in, credit_in
from cohorts.services.following import coming_back, crediting
from cohorts.views.following.scope import participant_or_404
from common.errors import RuleViolation
from organisations.roles import Permission


@login_required
def pause(request, slug: str, pk: int):
    """Note that somebody pauses."""
    enrolment = participant_or_404(request, slug, pk, Permission.PLAN_COHORT)
    form = PauseForm(request.POST or None)
    words = {
        "title": _("Pause"),
        "lead": _("The seat is given on. What has been done is kept and counts later."),
        "submit": _("Note the pause"),
        "done": _("The pause is noted. The participant gets a message."),
    }
    return _decide(request, enrolment, form, words, lambda: _pause(request.user, enrolment, form))


def _pause(by, enrolment: Enrolment, form: PauseForm) -> Enrolment:
    coming_back.interrupt(by=by, enrolment=enrolment, **form.cleaned_data)
    return enrolment


@login_required
def resume(request, slug: str, pk: int):
    """Let somebody who paused go on."""
    enrolment = participant_or_404(request, slug, pk, Permission.PLAN_COHORT)
    form = GoOnForm(request.POST or None, cohorts=cohorts_to_go_on_in(request.user, enrolment))
    words = {
        "title": _("Come back"),
        "lead": _("What was done before the pause counts, day by day."),
        "submit": _("Enrol"),
        "done": _("The participant is enrolled, and gets the days."),
        "none": not form.cohorts,
    }
    return _decide(
        request,
        enrolment,
        form,
        words,
        lambda: coming_back.resume(by=request.user, enrolment=enrolment, cohort=form.chosen),
    )


@login_required
def transfer(request, slug: str, pk: int):
    """Let somebody change cohort."""
    enrolment = participant_or_404(request, slug, pk, Permission.PLAN_COHORT)
    form = TransferForm(request.POST or None, cohorts=cohorts_to_go_on_in(request.user, enrolment))
    words = {
        "title": _("Change cohort"),
        "lead": _("What has been done counts in the new cohort, day by day."),
        "submit": _("Change cohort"),
        "done": _("The participant has changed cohort, and gets the new days."),
        "none": not form.cohorts,
    }
    return _decide(
        request,
        enrolment,
        form,
        words,
        lambda: coming_back.transfer(
            by=request.user,
            enrolment=enrolment,
            cohort=form.chosen,
            reason=form.cleaned_data["reason"],
        ),
    )


@login_required
def credit(request, slug: str, pk: int):
    """Credit earlier training."""
    enrolment = participant_or_404(request, slug, pk, Permission.PLAN_COHORT)
    form = CreditForm(request.POST or None, enrolment=enrolment)
    words = {
        "title": _("Credit earlier training"),
        "lead": _("It is never changed afterwards, but can be withdrawn with a reason."),
        "submit": _("Credit"),
        "done": _("It is credited. The participant gets a message."),
    }
    return _decide(request, enrolment, form, words, lambda: _credit(request.user, enrolment, form))


def _credit(by, enrolment: Enrolment, form: CreditForm) -> Enrolment:
    reason = form.cleaned_data["reason"]
    crediting.credit(by=by, enrolment=enrolment, reason=reason, **form.choice())
    return enrolment


@login_required
def withdraw_credit(request, slug: str, pk: int, credit: int):
    """Take a credit back."""
    enrolment = participant_or_404(request, slug, pk, Permission.PLAN_COHORT)
    row = get_object_or_404(credit_in(enrolment, credit))
    form = WhyForm(request.POST or None)
    words = {
        "title": _("Withdraw the credit"),
        "lead": row.reason,
        "submit": _("Withdraw"),
        "done": _("The credit is withdrawn. The participant gets a message."),
    }
    return _decide(request, enrolment, form, words, lambda: _withdraw(request.user, row, form))


def _withdraw(by, row, form: WhyForm) -> Enrolment:
    crediting.withdraw_credit(by=by, row=row, reason=form.cleaned_data["reason"])
    return row.enrolment


def _decide(request, enrolment: Enrolment, form, words: dict, act):
    """Ask, do it, and go to the page of the enrolment that came of it."""
    if request.method == "POST" and form.is_valid():
        try:
            shown = act()
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, words["done"])
            return redirect("cohorts:participant", shown.cohort.slug, shown.pk)
    context = {"cohort": enrolment.cohort, "enrolment": enrolment, "form": form, "words": words}
    return render(request, "cohorts/following/decision.html", context)
