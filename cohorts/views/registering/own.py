"""One's own registration: public, by the signed link in the mail, without an account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cohorts.enums import RegistrationState
from cohorts.selectors.registrations.open_courses import registration_by_link
from cohorts.services.registrations.leaving import cancel_own
from cohorts.services.registrations.offers import take_offer
from common.errors import RuleViolation


@never_cache
def registration(request, token: str):
    """Where it stands: seat, place in line, or an offer to answer."""
    place = registration_by_link(token)
    if place is None:
        return _dead_link(request)
    return render(request, "cohorts/registering/own.html", _context(token, place))


@never_cache
@require_POST
def take(request, token: str):
    """Yes to an offered seat."""
    place = registration_by_link(token)
    if place is None:
        return _dead_link(request)
    try:
        take_offer(by=None, registration=place.registration)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    else:
        messages.success(request, _("The seat is yours. We have sent you the day by mail."))
    return redirect("cohorts:own_registration", token)


@never_cache
def cancel(request, token: str):
    """Ask once more, then cancel, leave the waiting list, or decline the offered seat."""
    place = registration_by_link(token)
    if place is None:
        return _dead_link(request)
    if request.method == "POST":
        was = place.registration.state
        try:
            cancel_own(by=None, registration=place.registration)
        except RuleViolation as violation:
            messages.error(request, str(violation))
        else:
            messages.success(request, CANCELLED.get(was, CANCELLED[RegistrationState.SEATED])())
        return redirect("cohorts:own_registration", token)
    if not place.may_cancel:
        return redirect("cohorts:own_registration", token)
    return render(request, "cohorts/registering/cancel_own.html", _context(token, place))


CANCELLED = {
    RegistrationState.SEATED: lambda: _("Your registration is cancelled."),
    RegistrationState.WAITING: lambda: _("You have left the waiting list."),
    RegistrationState.OFFERED: lambda: _("You have declined the seat."),
}


def _context(token: str, place) -> dict:
    return {
        "token": token,
        "place": place,
        "registration": place.registration,
        "course": place.course,
        "cohort": place.course.cohort,
    }


def _dead_link(request):
    """Wrong, or cut off by a mail program: how to get a new one."""
    return render(request, "cohorts/registering/dead_link.html", status=404)
