"""One nomination: written, sent, followed, corrected, withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.enums import NominationState
from cohorts.forms.nominating.handling import AddressForm, WithdrawForm
from cohorts.forms.nominating.nomination import (
    SAVE,
    SEND,
    NominationForm,
    Surroundings,
    initial_of,
)
from cohorts.lifecycles import NOMINATION
from cohorts.models import Cohort, Nomination
from cohorts.selectors.attestation import criteria_of, readings
from cohorts.selectors.next_steps import next_step, reason_of
from cohorts.selectors.nominations import (
    LINK_CLOSED,
    all_answers_of,
    answers_of,
    letters_about,
    nominated_in,
    nomination_by,
    ranks_taken,
    units_to_nominate_from,
)
from cohorts.selectors.offers import days_of, in_a_sentence
from cohorts.services.nominations.drafting import Written, edit
from cohorts.services.nominations.drafting import nominate as write_nomination
from cohorts.services.nominations.sending import correct_address as write_address
from cohorts.services.nominations.sending import remind as send_reminder
from cohorts.services.nominations.sending import withdraw as take_back
from cohorts.views.nominating.lists import cohort_or_404
from common.clock import today
from common.errors import RuleViolation
from organisations.roles import Permission
from organisations.selectors.professions import professions


@login_required
def nominate(request, slug: str):
    """Nominate one person by form; saved as a draft or sent."""
    cohort = cohort_or_404(request, slug)
    if not cohort.is_open_on(today()):
        return redirect("cohorts:nominating_cohort", slug)
    choices = surroundings(request.user, cohort)
    form = _form(request, choices, {"rank": choices.ranks.next_free})
    if request.method == "POST" and form.is_valid():
        try:
            written = write_nomination(
                by=request.user, cohort=cohort, nominee=form.nominee(), send_it=form.is_to_send
            )
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            return _written(request, written, is_sent=form.is_to_send)
    return _show_form(request, cohort, form)


@login_required
def nomination(request, slug: str, pk: int):
    """One own nomination: a draft as its form, anything else as a page to follow."""
    row = nomination_or_404(request, slug, pk)
    if row.state != NominationState.DRAFT or not row.cohort.is_open_on(today()):
        return _show(request, row)
    choices = surroundings(request.user, row.cohort, besides=row)
    form = _form(request, choices, initial_of(row, answers_of([row])[row.pk]))
    if request.method == "POST" and form.is_valid():
        try:
            written = edit(
                by=request.user,
                nomination=row,
                nominee=form.nominee(),
                send_it=form.is_to_send,
            )
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            return _written(request, written, is_sent=form.is_to_send)
    return _show_form(request, row.cohort, form, row)


@login_required
@require_POST
def remind(request, slug: str, pk: int):
    """Ask a nominee who has not answered once more."""
    row = nomination_or_404(request, slug, pk)
    try:
        send_reminder(by=request.user, nomination=row)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("The reminder is sent to %(email)s.") % {"email": row.email})
    return redirect("cohorts:nomination", slug, pk)


@login_required
@require_POST
def correct_address(request, slug: str, pk: int):
    """Send the question to another address."""
    row = nomination_or_404(request, slug, pk)
    form = AddressForm(request.POST)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            write_address(by=request.user, nomination=row, email=email)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("The question is sent to %(email)s.") % {"email": email})
            return redirect("cohorts:nomination", slug, pk)
    return _show(request, row, address_form=form)


@login_required
@require_POST
def withdraw(request, slug: str, pk: int):
    """Take a nomination back, or throw a draft away."""
    row = nomination_or_404(request, slug, pk)
    form = WithdrawForm(request.POST)
    form.fields["reason"].required = row.state != NominationState.DRAFT
    if form.is_valid():
        try:
            take_back(by=request.user, nomination=row, reason=form.cleaned_data["reason"])
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            words = _("The nomination of %(name)s is withdrawn.") % {"name": row.name}
            messages.success(request, words)
            return redirect("cohorts:nominating_cohort", slug)
    return _show(request, row, withdraw_form=form)


# ── what the views share ────────────────────────────────────────────────────────────────────


def nomination_or_404(request, slug: str, pk: int) -> Nomination:
    """An own nomination that the person may act on; strangers learn nothing."""
    row = nomination_by(request.user, slug=slug, pk=pk)
    if row is None:
        raise Http404
    if not request.user.may(Permission.NOMINATE, on=row):
        raise PermissionDenied
    return row


def surroundings(person, cohort: Cohort, besides: Nomination | None = None) -> Surroundings:
    """All that the form offers to choose from. Five queries."""
    return Surroundings(
        criteria=criteria_of(cohort.version),
        units=list(units_to_nominate_from(person, cohort)),
        professions=list(professions()),
        ranks=ranks_taken(person, cohort, besides=besides),
    )


def _form(request, choices: Surroundings, initial: dict) -> NominationForm:
    data = request.POST if request.method == "POST" else None
    action = request.POST.get("action", SAVE)
    return NominationForm(data, surroundings=choices, action=action, initial=initial)


def _show_form(request, cohort: Cohort, form, row: Nomination | None = None):
    context = {
        "cohort": cohort,
        "programme": in_a_sentence(cohort.version.programme.name),
        "form": form,
        "nomination": row,
        "stretches": days_of(cohort),
        "nominated": nominated_in(cohort),
        "actions": {"send": SEND, "save": SAVE},
    }
    return render(request, "cohorts/nominating/form.html", context)


def _written(request, written: Written, *, is_sent: bool):
    row = written.nomination
    if is_sent:
        words = _("The nomination is sent. %(name)s is asked at %(email)s.")
    else:
        words = _("The draft about %(name)s is saved. Nothing has been sent.")
    messages.success(request, words % {"name": row.name, "email": row.email})
    if written.moved:
        names = ", ".join(f"{other.name} ({other.rank})" for other in written.moved)
        messages.info(request, _("Moved one step down: %(names)s.") % {"names": names})
    return redirect("cohorts:nominating_cohort", row.cohort.slug)


def _show(request, row: Nomination, address_form=None, withdraw_form=None):
    """The page of one nomination. What the platform's records say is shown only when the nominee
    has confirmed (domain.md §7.2); a decision only when its round is closed."""
    confirmation = getattr(row, "confirmation", None)
    is_waiting = row.state == NominationState.AWAITING
    criteria = criteria_of(row.cohort.version)
    context = {
        "nomination": row,
        "cohort": row.cohort,
        "step": next_step(row, today()),
        "criteria": criteria,
        "attested_rows": readings(criteria, **all_answers_of(row)),
        "confirmation": confirmation,
        "letters": letters_about(row),
        "reason": reason_of(row),
        "can_correct": is_waiting,
        "can_remind": is_waiting and confirmation.nonce != LINK_CLOSED,
        "can_withdraw": NOMINATION.can(row.state, "withdraw"),
        "address_form": address_form or AddressForm(initial={"email": row.email}),
        "withdraw_form": withdraw_form or WithdrawForm(),
    }
    return render(request, "cohorts/nominating/nomination.html", context)
