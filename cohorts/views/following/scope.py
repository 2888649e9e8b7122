"""The participant that an address names, for those who give the course; and one's own place."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.models import Enrolment
from cohorts.selectors.following import participants_seen_by
from organisations.policies import may
from organisations.roles import Permission


def participant_or_404(request: HttpRequest, slug: str, pk: int, *any_of: Permission) -> Enrolment:
    """The enrolment, if this person works with the cohort and holds one of the permissions."""
    enrolment = get_object_or_404(participants_seen_by(request.user, slug), pk=pk)
    if any_of and not any(may(request.user, each, on=enrolment.cohort) for each in any_of):
        raise Http404
    return enrolment


def may_plan_make_ups(request: HttpRequest, enrolment: Enrolment) -> bool:
    """Trainers and the joint board."""
    return any(may(request.user, each, on=enrolment.cohort) for each in PLANS_MAKE_UPS)


PLANS_MAKE_UPS = (Permission.TAKE_ATTENDANCE, Permission.PLAN_COHORT)
