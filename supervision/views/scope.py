"""What the examiner's views have in common: the sitting of an address, and one person on it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from cohorts.models import CourseDay
from supervision.selectors.candidates import days_to_examine
from supervision.selectors.roster import Roster, RosterRow, roster_of


def sitting_day(person, slug: str, number: int) -> CourseDay:
    """The examination day of an address, where `person` is an examiner; 404 otherwise."""
    return get_object_or_404(days_to_examine(person), cohort__slug=slug, plan__number=number)


def person_on_the_list(person, slug: str, number: int, pk: int) -> tuple[Roster, RosterRow]:
    """The list of a sitting, and the one on it whose enrolment is `pk`; 404 otherwise."""
    roster = roster_of(sitting_day(person, slug, number), person)
    row = roster.row(pk)
    if row is None:
        raise Http404
    return roster, row
