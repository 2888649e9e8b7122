"""`/min-sida/`: the home that fits one's roles."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from cohorts.selectors.participation import courses_of, pending_nominations_of
from common import navigation
from common.clock import today
from content.selectors.modules import modules_by_day

# Entries that everybody has: no place that a role works in.
EVERYBODYS = {
    "home",
    "about",
    "programmes",
    "open_courses",
    "certificates",
    "messages",
    "demo_mail",
}


@login_required
def home(request):
    """One's own courses; somebody without any goes straight to what their role works with."""
    person = request.user
    courses = courses_of(person, today())
    nominations = pending_nominations_of(person)
    if not courses and not nominations:
        for item in navigation.items_for(person):
            if item.key not in EVERYBODYS:
                return redirect(item.url)
    context = {
        "courses": courses,
        "nominations": nominations,
        "modules": modules_by_day(own.day.plan_id for course in courses for own in course.days),
        "today": today(),
    }
    return render(request, "lms/home.html", context)
