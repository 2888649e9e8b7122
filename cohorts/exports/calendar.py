"""Course days as calendars: the personal feed, and the file of one cohort."""

from django.utils.translation import gettext as _

from cohorts.models import Cohort
from cohorts.selectors.calendars import days_of_cohort, days_of_person, entries
from messaging.calendars import feed
from organisations.models import Person


def personal_feed(person: Person) -> str:
    """All course days of one person, as a calendar to subscribe to. Two queries."""
    return feed(entries(days_of_person(person)), name=_("Course days"))


def cohort_calendar(cohort: Cohort, *, with_meeting: bool) -> str:
    """The days of one cohort. Links to meetings are for those who take part or teach. Two
    queries."""
    days = days_of_cohort(cohort)
    return feed(entries(days, with_meeting=with_meeting), name=cohort.name)
