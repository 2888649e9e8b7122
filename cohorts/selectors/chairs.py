"""Empty chairs on a course day, and whose they are.

A chair belongs to whoever takes part, to whoever holds a seat without taking part yet (a drafted
acceptance, an offer), and to guests. Guests make something up; rooms above have guests of their
own, and register them (`register_guests`, in their `apps.py`), so that no way of coming to a day
promises a chair that another has given away. What is read here holds for as long as the cohort is
locked (`services.seats.lock_cohort`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, Expression, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cohorts.enums import EnrolmentState, MakeUpState
from cohorts.models import Enrolment, MakeUp, Seat


@dataclass(frozen=True)
class Guests:
    """One way of coming to a day of another cohort: `rows()` each hold a chair for the person of
    their `enrolment`, on the day that `day` leads to."""

    rows: Callable[[], QuerySet]
    day: str

    def days_of(self, person) -> QuerySet:
        """The keys of the days that somebody comes to this way."""
        return self.rows().filter(enrolment__person=person).values(self.day)


def _making_up() -> QuerySet:
    return MakeUp.objects.filter(state=MakeUpState.PLANNED, host_part__isnull=False)


_ways: list[Guests] = [Guests(_making_up, "host_part__day")]


def register_guests(rows: Callable[[], QuerySet], day: str) -> None:
    """Make another way of being a guest known; called once when a room starts."""
    way = Guests(rows, day)
    if way not in _ways:
        _ways.append(way)


def ways_of_coming() -> tuple[Guests, ...]:
    """All ways of coming to a day of another cohort."""
    return tuple(_ways)


def chairs() -> Expression:
    """How many chairs a course day has left, as an expression on `CourseDay`; below nought where
    the cohort's own people need more. Who comes for two things needs one chair."""
    taking_part = Enrolment.objects.filter(
        cohort=OuterRef("cohort"), state=EnrolmentState.ENROLLED
    ).values("cohort")
    held = Seat.objects.filter(cohort=OuterRef("cohort"), enrolment__isnull=True).values("cohort")
    left = F("cohort__seats") - _number(taking_part, "pk") - _number(held, "pk")
    for place, way in enumerate(_ways):
        left -= _number(_come_only_by(way, _ways[:place]), "enrolment")
    return left


def _come_only_by(way: Guests, others: list[Guests]) -> QuerySet:
    """The guests of one way on the outer day that come by none of the others."""
    rows = (
        way.rows()
        .filter(**{way.day: OuterRef("pk")})
        .exclude(enrolment__cohort=F(f"{way.day}__cohort"))
    )
    for other in others:
        same = {other.day: OuterRef(way.day), "enrolment": OuterRef("enrolment")}
        rows = rows.exclude(Exists(other.rows().filter(**same)))
    return rows.values(way.day)


def _number(rows: QuerySet, of: str) -> Expression:
    """How many there are in a group of rows, as a subquery; nought without any."""
    counted = rows.order_by().annotate(number=Count(of, distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)
