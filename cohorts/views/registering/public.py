"""Courses that are open to all: public, without an account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.registering import RegisterForm
from cohorts.selectors.registrations.open_courses import (
    OpenCourse,
    another_course,
    by_programme,
    courses_to_come,
    heading_for,
    open_course,
)
from cohorts.services.registrations import joining
from common.errors import RuleViolation
from organisations.selectors.professions import professions


def courses(request):
    """What anyone can go to: dates, places, seats left."""
    groups = by_programme(courses_to_come())
    context = {"groups": groups, "heading": heading_for(groups)}
    return render(request, "cohorts/registering/courses.html", context)


def register(request, slug: str):
    """One course, and the form: a seat at once, or the waiting list when it is full."""
    course = _course_or_404(slug)
    form = RegisterForm(
        request.POST or None, professions=professions(), initial=_known(request.user)
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="registration"):
            words = _("Many have registered from here just now. Wait a minute and try again.")
            form.add_error(None, words)
            status = 429
        else:
            try:
                joining.register(
                    by=request.user if request.user.is_authenticated else None,
                    cohort=course.cohort,
                    registrant=form.registrant(),
                )
            except RuleViolation as violation:
                form.add_violation(violation)
            else:
                words = _("Thank you. We have written to %(email)s.")
                messages.success(request, words % {"email": form.cleaned_data["email"]})
                return redirect("cohorts:registered", slug)
    context = {"course": course, "cohort": course.cohort, "form": form}
    if not course.takes_registrations or course.door == "full":
        context["another"] = another_course(course)
    return render(request, "cohorts/registering/course.html", context, status=status)


def registered(request, slug: str):
    """What to do next: the same for everybody, whether or not the address was known."""
    course = _course_or_404(slug)
    context = {"course": course, "cohort": course.cohort}
    return render(request, "cohorts/registering/registered.html", context)


def _course_or_404(slug: str) -> OpenCourse:
    course = open_course(slug)
    if course is None:
        raise Http404
    return course


def _known(person) -> dict:
    """What needn't be typed by somebody who has logged in."""
    return {"name": person.name, "email": person.email} if person.is_authenticated else {}
