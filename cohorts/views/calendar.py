"""Calendars to subscribe to and to download."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts.exports.calendar import cohort_calendar, personal_feed
from cohorts.selectors.calendars import person_with_key
from cohorts.selectors.cohorts import cohorts_seen_by
from cohorts.selectors.course_days import enrolment_in
from messaging.calendars import etag
from organisations.policies import may
from organisations.roles import Permission
from organisations.services.people import renew_calendar_key

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def personal(request, key: str):
    """A person's feed. The secret in the address is the key: calendars can't log in.

    Answers 304 while nothing has changed, so that programs may ask often.
    """
    person = person_with_key(key)
    if person is None:
        raise Http404
    text = personal_feed(person)
    answer = HttpResponse(text, content_type=CALENDAR)
    answer["ETag"] = etag(text)
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'inline; filename="kursdagar.ics"'
    return get_conditional_response(request, etag=answer["ETag"], response=answer)


@login_required
@require_safe
def cohort_file(request, slug: str):
    """The days of one cohort as a file, for everybody who sees the cohort."""
    cohort = get_object_or_404(cohorts_seen_by(request.user), slug=slug)
    takes_part = may(request.user, Permission.SEE_COHORT, on=cohort) or bool(
        enrolment_in(request.user, cohort)
    )
    text = cohort_calendar(cohort, with_meeting=takes_part)
    answer = HttpResponse(text, content_type=CALENDAR)
    answer["Content-Disposition"] = f'attachment; filename="{cohort.slug}.ics"'
    return answer


@login_required
@require_safe
def my_calendar(request):
    """Where to find one's own feed, and how to get it into a calendar."""
    path = reverse("cohorts:personal_calendar", args=[request.user.calendar_key])
    address = settings.SITE_URL + path
    scheme, _colon, rest = address.partition(":")
    return render(
        request,
        "cohorts/planning/calendar.html",
        {"address": address, "subscribe": f"webcal:{rest}", "is_secure": scheme == "https"},
    )


@login_required
@require_POST
def renew(request):
    """A new secret address; the old one stops working."""
    renew_calendar_key(by=request.user, person=request.user)
    messages.success(
        request, _("Your calendar has a new address. Subscribe again with the new one.")
    )
    return redirect("cohorts:my_calendar")
