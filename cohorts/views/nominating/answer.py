"""The nominee's page: public, by a signed link, without an account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cohorts.enums import NOMINATION_DECIDED, GivenBy, NominationState
from cohorts.forms.nominating.answer import AnswerForm
from cohorts.models import Nomination
from cohorts.selectors.attestation import criteria_of
from cohorts.selectors.nominations import answers_of, nomination_by_link
from cohorts.selectors.offers import days_of, in_a_sentence
from cohorts.services.nominations.answering import answer_question, report_wrong_person
from common.clock import today
from common.errors import RuleViolation


@never_cache
def answer(request, token: str):
    """What is asked, and the answer, which can be changed until the last day."""
    nomination = nomination_by_link(token)
    if closed := why_closed(nomination):
        return _show_closed(request, nomination, closed)
    criteria = criteria_of(nomination.cohort.version)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, criteria=criteria, initial=_initial(nomination))
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(
                by=None,
                nomination=nomination,
                accepts=form.is_yes,
                answers=form.answers() if form.is_yes else {},
                comment=form.cleaned_data["comment"],
            )
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("Thank you, your answer is sent."))
            return redirect("cohorts:answer", token)
    answers = answers_of([nomination])[nomination.pk]
    context = {
        "token": token,
        "nomination": nomination,
        "cohort": nomination.cohort,
        "programme": in_a_sentence(nomination.cohort.version.programme.name),
        "confirmation": nomination.confirmation,
        "form": form,
        "stretches": days_of(nomination.cohort),
        "attested": [
            criterion
            for criterion in criteria.attested
            if criterion.code in answers and answers[criterion.code].is_met
        ],
        "first_name": nomination.name.split()[0],
        "is_waiting": nomination.state == NominationState.AWAITING,
    }
    return render(request, "cohorts/nominating/answer.html", context)


@never_cache
@require_POST
def wrong_person(request, token: str):
    """Somebody else got the message: the link is closed, and the nominator told."""
    nomination = nomination_by_link(token)
    if closed := why_closed(nomination):
        return _show_closed(request, nomination, closed)
    try:
        report_wrong_person(by=None, nomination=nomination)
    except RuleViolation as violation:
        messages.error(request, str(violation))
        return redirect("cohorts:answer", token)
    return _show_closed(request, None, "wrong_person")


def why_closed(nomination: Nomination | None) -> str:
    """Why a link leads to no question: "unknown", "withdrawn", "decided", "late"; or ""."""
    if nomination is None:
        return "unknown"
    if nomination.state == NominationState.WITHDRAWN:
        return "withdrawn"
    if nomination.state in NOMINATION_DECIDED:
        return "decided"
    if today() > nomination.confirmation.answer_by:
        return "late"
    return ""


def _show_closed(request, nomination: Nomination | None, why: str):
    context = {"why": why, "nomination": nomination}
    status = 404 if why == "unknown" else 200
    return render(request, "cohorts/nominating/answer_closed.html", context, status=status)


def _initial(nomination: Nomination) -> dict:
    """What has been answered already."""
    confirmation = nomination.confirmation
    if confirmation.accepts is None:
        return {}
    given = answers_of([nomination], GivenBy.NOMINEE)[nomination.pk]
    answered = {f"{code.lower()}_is_met": answer.is_met for code, answer in given.items()}
    accepts = "yes" if confirmation.accepts else "no"
    return {"accepts": accepts, "comment": confirmation.comment, **answered}
