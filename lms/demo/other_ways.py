"""The other ways in, and what trainers write: registrations and modules."""

import datetime as dt

from cohorts.models import Cohort
from cohorts.services.planning import plan_cohort
from cohorts.services.registrations.joining import Registrant, register
from cohorts.services.registrations.staff import Staff, register_staff
from content.services.module_data import load_modules
from lms.demo.cast import Cast
from lms.demo.stagecraft import on, plan, version, weekday


def introduction_days(cast: Cast, begin: dt.date) -> None:
    """One day with room, and a small one that is full, with people waiting."""
    introduction = version("introduction")
    for weeks, place, seats, people in ((3, "Ekdala", 40, 9), (5, "Viken", 12, 15)):
        day = weekday(begin + dt.timedelta(weeks=weeks))
        with on(begin - dt.timedelta(weeks=1)):
            planned = plan_cohort(
                by=cast.board,
                version=introduction,
                area=cast.area,
                name=f"Introduktion i {place}",
                seats=seats,
                first_days=[day],
                weekdays=[day.weekday()],
                opens_on=begin - dt.timedelta(weeks=1),
                closes_on=day - dt.timedelta(days=2),
                venue=f"Biblioteket, {place}",
            )
            cohort = Cohort.objects.with_programme().get(pk=planned.pk)
            for one in cast.characters(people):
                registrant = Registrant(
                    email=one.email, name=one.name, organisation_name=one.unit.name
                )
                register(by=None, cohort=cohort, registrant=registrant)


def managers_to_confirm(cast: Cast, begin: dt.date) -> None:
    """Managers whom their employers have registered; the board has not confirmed them yet."""
    first_day = weekday(begin + dt.timedelta(weeks=10))
    with on(begin - dt.timedelta(days=3)):
        cohort = plan(cast, "managers", "Chefer Västra Sundmark 1", first_day, seats=24)
        for one in cast.characters(5):
            staff = Staff(one.email, one.name, one.profession, one.unit)
            register_staff(by=cast.nominator_of(one), cohort=cohort, staff=[staff])


def modules_of_the_basic_course(cast: Cast) -> None:
    """What the trainer has written for the days of the basic course, published."""
    load_modules(by=cast.people["trainer"], version=version("basic"))
