"""The day that an address names, for those who take attendance there or take part."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.models import Cohort, CourseDay, Enrolment
from cohorts.selectors.attending import day_of, day_where, roll_of
from cohorts.selectors.own_attendance import enrolments_in
from cohorts.selectors.roll import Roll
from organisations.roles import Permission


def day_to_mark(request: HttpRequest, slug: str, number: int) -> CourseDay:
    """The day, with `cohort`, if this person takes attendance there; else 404."""
    day = day_where(request.user, Permission.TAKE_ATTENDANCE, slug=slug, number=number)
    if day is None:
        raise Http404
    return day


def roll_or_404(request: HttpRequest, slug: str, number: int) -> Roll:
    """The roll of what `?half=` asks for, or of what is to be marked now."""
    roll = roll_of(day_to_mark(request, slug, number), request.GET.get("half", ""))
    if roll is None:
        raise Http404
    return roll


def own_day(request: HttpRequest, slug: str, number: int) -> tuple[Enrolment, CourseDay]:
    """The day and this person's place in the cohort; else 404."""
    enrolment = own_enrolment(request, slug)
    return enrolment, _day_or_404(enrolment.cohort, number)


def own_enrolment(request: HttpRequest, slug: str) -> Enrolment:
    """This person's place in the cohort; else 404."""
    return get_object_or_404(enrolments_in(request.user, slug))


def _day_or_404(cohort: Cohort, number: int) -> CourseDay:
    try:
        day = day_of(cohort, number)
    except CourseDay.DoesNotExist as none:
        raise Http404 from none
    day.cohort = cohort
    return day
