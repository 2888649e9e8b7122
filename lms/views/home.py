"""`/min-sida/`: the home that fits one's roles."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from cohorts.selectors.evaluating.asking import evaluations_due
from cohorts.selectors.participation import courses_of, pending_nominations_of
from common import navigation
from common.clock import today
from content.selectors.modules import modules_by_day
from supervision.selectors.attempts import attempts_in
from supervision.selectors.own import examinations_of

# Entries that everybody has: no place that a role works in.
EVERYBODYS = {
    "home",
    "about",
    "programmes",
    "open_courses",
    "worksheets",
    "certificates",
    "messages",
    "demo_mail",
}


@login_required
def home(request):
    """One's own courses; somebody without any goes straight to what their role works with."""
    person = request.user
    courses = courses_of(person, today())
    nominations = pending_nominations_of(person, courses)
    if not courses and not nominations:
        for item in navigation.items_for(person):
            if item.key not in EVERYBODYS:
                return redirect(item.url)
    context = {
        "courses": courses,
        "nominations": nominations,
        "evaluations": evaluations_due(person) if courses else [],
        "modules": modules_by_day(
            person, [own.day.plan_id for course in courses for own in course.days]
        ),
        "today": today(),
        "examinations": _examinations(courses),
    }
    return render(request, "lms/home.html", context)


def _examinations(courses) -> dict:
    """Results and bookings by enrolment id, from the facts that the courses were judged by."""
    if not courses:
        return {}
    attempts = courses[0].evaluation.fact(attempts_in)
    return examinations_of([course.enrolment for course in courses], attempts)
