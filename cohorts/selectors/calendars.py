"""Course days as calendar entries: for mails, for the personal feed, for a cohort's file."""

from collections.abc import Iterable, Sequence
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.enums import DayMode, DayState
from cohorts.models import Cohort, CohortRole, CourseDay, Enrolment
from cohorts.selectors.chairs import ways_of_coming
from common.clock import today
from messaging.calendars import CalendarFile, Invitation, Method, Party, request_calendar
from messaging.services.ledger import Recipient
from organisations.models import Person


def entries(days: Iterable[CourseDay], *, with_meeting: bool = True) -> list[Invitation]:
    """The entry of each day, in the active language. The link to the meeting is for those who
    take part. Wants what `in_order` joins, and the cohort; no query."""
    return [_entry(day, with_meeting=with_meeting) for day in days]


def calendar_for(
    to: Person | Recipient, days: Sequence[CourseDay], method: Method = Method.REQUEST
) -> CalendarFile | None:
    """The days as entries for one reader, to go along with any mail; None without days."""
    if not days:
        return None
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    with override(getattr(to, "language", settings.LANGUAGE_CODE)):
        return request_calendar(
            entries(days),
            organizer=Party(address, name),
            attendee=Party(to.email, to.name),
            method=method,
        )


def days_of_cohort(cohort: Cohort) -> list[CourseDay]:
    """All days of a cohort, cancelled ones too. Two queries."""
    return list(cohort.days.in_order())


def days_left(cohort: Cohort) -> list[CourseDay]:
    """The planned days of a cohort from today on. Two queries."""
    planned = cohort.days.filter(state=DayState.PLANNED, date__gte=today())
    return list(planned.in_order())


def people_with_days(cohort: Cohort) -> list[Person]:
    """Whose calendars hold the days of a cohort: those who take part, and those with a role in
    it by name. One query."""
    taken = Enrolment.objects.active().filter(cohort=cohort).values("person")
    given = CohortRole.objects.current().filter(cohort=cohort).values("person")
    return list(Person.objects.filter(Q(pk__in=taken) | Q(pk__in=given)))


def days_of_person(person: Person) -> list[CourseDay]:
    """The days of the courses somebody takes part in, or has a role in by name, and those in
    other cohorts that they come to as a guest. Cancelled ones too, so that calendars show them as
    cancelled. Two queries."""
    taken = Enrolment.objects.active().filter(person=person).values("cohort")
    given = CohortRole.objects.current().filter(person=person).values("cohort")
    own = Q(cohort__in=taken) | Q(cohort__in=given)
    for way in ways_of_coming():
        own |= Q(pk__in=way.days_of(person))
    return list(CourseDay.objects.filter(own).in_order().select_related("cohort"))


def person_with_key(key: str) -> Person | None:
    """Whose feed a secret address is. One query."""
    return Person.objects.filter(calendar_key=key, is_active=True).first()


def _entry(day: CourseDay, *, with_meeting: bool) -> Invitation:
    online = day.mode == DayMode.ONLINE
    words = [day.plan.summary, day.plan.bring and _("Bring: %(what)s") % {"what": day.plan.bring}]
    if day.mode != DayMode.ON_SITE:
        words.append(day.get_mode_display())
        words.append(day.meeting_url if with_meeting else "")
    return Invitation(
        uid=str(day.uid),
        sequence=day.sequence,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        summary=_("%(cohort)s, day %(number)s: %(title)s")
        % {"cohort": day.cohort.name, "number": day.plan.number, "title": day.plan.title},
        location=(day.meeting_url if with_meeting else "") if online else day.place,
        description="\n".join(filter(None, words)),
        url=settings.SITE_URL + reverse("cohorts:cohort", args=[day.cohort.slug]),
        cancelled=day.state == DayState.CANCELLED,
    )
