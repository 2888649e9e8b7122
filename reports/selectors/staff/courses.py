"""The courses that a manager's people take part in, as far as the manager sees them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cohorts.enums import CohortState, DayState, EnrolmentState
from cohorts.models import Certificate, Cohort, Enrolment
from common.prepared import KEYS, TEXT, prepared
from reports.selectors.staff.reach import Reach, Window, reach_of


class Stage(StrEnum):
    """Where somebody is on the way."""

    NOMINATED = "nominated"
    IN_TRAINING = "training"
    TRAINED = "trained"
    GONE = "gone"  # no longer works there
    OVER = "over"  # has left the course, or it is over and gives no certificate


STAGE_LABELS = {
    Stage.IN_TRAINING: _("In training"),
    Stage.NOMINATED: _("Nominated"),
    Stage.TRAINED: _("Trained and still here"),
    Stage.GONE: _("No longer work here"),
    Stage.OVER: _("Ended without a certificate"),
}


@dataclass(frozen=True)
class SeenCourse:
    """One person in one course. `windows` are the days on which the manager sees it,
    `certified_on` the day of the certificate that stands."""

    enrolment: Enrolment
    cohort: Cohort
    name: str
    windows: Sequence[Window]
    certified_on: dt.date | None
    today: dt.date

    @property
    def window(self) -> Window:
        """The one that holds today, else the last that has begun."""
        begun = [window for window in self.windows if window.first <= self.today]
        now = [window for window in begun if window.holds(self.today)]
        return (now or begun or list(self.windows))[-1]

    def sees(self, day: dt.date) -> bool:
        return any(window.holds(day) for window in self.windows)

    @property
    def is_here(self) -> bool:
        return self.sees(self.today)

    @property
    def is_certified(self) -> bool:
        """Whether the certificate was issued while the manager saw the course."""
        return self.certified_on is not None and self.sees(self.certified_on)

    @cached_property
    def stage(self) -> Stage:
        if not self.is_here:
            return Stage.GONE
        if self.is_certified:
            return Stage.TRAINED
        if self.enrolment.state in (EnrolmentState.LEFT, EnrolmentState.TRANSFERRED):
            return Stage.OVER
        if not self.cohort.version.issues_certificate and self.last_date < self.today:
            return Stage.OVER
        return Stage.IN_TRAINING

    @property
    def first_date(self) -> dt.date:
        """The first day of the course; for ever ahead while none is planned."""
        return self.cohort.first_on or dt.date.max

    @property
    def last_date(self) -> dt.date:
        return self.cohort.last_on or dt.date.max

    @property
    def has_begun(self) -> bool:
        return self.first_date <= self.today

    @property
    def is_seen(self) -> bool:
        """Whether there is anything to see: days, the certificate, or something left to do."""
        if all(window.first > self.today for window in self.windows):
            return False
        if any(
            window.first <= self.last_date and self.first_date <= window.last
            for window in self.windows
        ):
            return True
        is_under_way = self.enrolment.state == EnrolmentState.ENROLLED and not self.certified_on
        return self.is_certified or (
            self.is_here and is_under_way and self.cohort.version.issues_certificate
        )


def courses_seen_by(person, *, today: dt.date, reach: Reach | None = None) -> list[SeenCourse]:
    """Everything that `person` sees as a manager. Two queries, besides those of the reach."""
    reach = reach or reach_of(person)
    return courses_in(reach, people=reach.stays, today=today)


def courses_in(
    reach: Reach, *, people: Iterable[int], today: dt.date, slug: str = ""
) -> list[SeenCourse]:
    """What is seen of the people's courses, or of the one at `slug`. What was taken over by another
    enrolment is shown there, and cancelled courses nowhere. Two queries."""
    rows = [
        (row, windows)
        for row in _enrolments(bool(slug), people=people, slug=slug)
        if (windows := reach.windows(person=row.person_id, sent_from=row.unit_id))
    ]
    cohorts = {row.pk: row for row in _cohorts(keys={row.cohort_id for row, _windows in rows})}
    found = []
    for row, windows in rows:
        if cohort := cohorts.get(row.cohort_id):
            row.cohort = cohort
            day = timezone.localtime(row.certified_at).date() if row.is_certified else None
            course = SeenCourse(row, cohort, row.person_name, windows, day, today)
            if course.is_seen:
                found.append(course)
    return found


@prepared(people=KEYS, slug=TEXT)
def _enrolments(is_one_cohort, people, slug) -> QuerySet[Enrolment]:
    """With the person's name, whether a certificate stands, and when the first was issued: one
    that is corrected has the day of what it corrects. The columns are those that managers' pages
    read."""
    own = Certificate.objects.filter(enrolment=OuterRef("pk"))
    rows = Enrolment.objects.filter(person__in=people, continued_by=None)
    return (
        (rows.filter(cohort__slug=slug) if is_one_cohort else rows)
        .annotate(
            person_name=F("person__name"),
            is_certified=Exists(own.standing()),
            certified_at=Subquery(own.order_by("issued_at").values("issued_at")[:1]),
        )
        .only("cohort", "person", "unit", "profession_name", "state", "continues", "enrolled_at")
    )


@prepared(keys=KEYS)
def _cohorts(keys) -> QuerySet[Cohort]:
    """Those that are given, with their first and last day. One query."""
    planned = Q(days__state=DayState.PLANNED)
    return (
        Cohort.objects.with_programme()
        .filter(pk__in=keys, state=CohortState.PLANNED)
        .annotate(
            first_on=Min("days__date", filter=planned), last_on=Max("days__date", filter=planned)
        )
    )
