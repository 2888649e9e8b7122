"""What the employer notes meanwhile: somebody has left after the course, a deputy for the week."""

import datetime as dt

from cohorts.models import Certificate
from lms.demo.cast import Cast
from lms.demo.stagecraft import on
from organisations.models import Affiliation
from organisations.services.affiliations import end_affiliation
from organisations.services.deputies import appoint_deputy


def staff_changes(cast: Cast, begin: dt.date) -> None:
    """One of the trained has left the manager's organisation; an assistant stands in for her."""
    manager, employer = cast.people["manager"], cast.employers[0]
    trained = Certificate.objects.standing().values("enrolment__person")
    leaver = (
        Affiliation.objects.current()
        .filter(person__in=trained, unit__path__startswith=employer.path)
        .order_by("pk")
        .last()
    )
    with on(begin - dt.timedelta(weeks=1)):
        last_day = begin - dt.timedelta(days=3)
        end_affiliation(by=manager, affiliation=leaver, last_day=last_day)
        appoint_deputy(
            by=manager,
            organisation=employer,
            email="dagny.dalgren@vikens.example",
            name="Dagny Dalgren",
            starts_on=begin - dt.timedelta(weeks=1),
            ends_on=begin + dt.timedelta(weeks=8),
        )
