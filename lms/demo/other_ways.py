"""The other ways in, and what trainers write: registrations and a module."""

import datetime as dt
import json

from cohorts.models import Cohort, CourseDay
from cohorts.services.planning import plan_cohort
from cohorts.services.registrations.joining import Registrant, register
from cohorts.services.registrations.staff import Staff, register_staff
from content.models import DayMaterial, ModuleIndexPage, ModulePage
from lms.demo.cast import Cast
from lms.demo.stagecraft import on, plan, version, weekday

MODULE = [
    {
        "type": "text",
        "value": "<h2>Mötet är personens</h2><p>Den som har bjudit in till resursgruppen leder "
        "mötet, med stöd av sin case manager. Före mötet går ni igenom vad som ska tas upp, vem "
        "som säger vad och hur ni gör om det blir för mycket.</p>",
    },
    {
        "type": "steps",
        "value": [
            "Se tillbaka: vad har hänt sedan sist?",
            "Berätta hur det är nu.",
            "Bestäm vem som gör vad till nästa gång.",
            "Sammanfatta högt, så att alla har hört samma sak.",
        ],
    },
    {
        "type": "call_out",
        "value": {
            "heading": "Att tänka på",
            "text": "<p>Skriv aldrig om en enskild person i dina anteckningar.</p>",
        },
    },
]


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


def module_for_the_next_day(name: str, begin: dt.date) -> None:
    """What the participants of the course called `name` read before their next day."""
    with on(begin - dt.timedelta(days=4)):
        coming = (
            CourseDay.objects.filter(cohort__name=name, date__gte=begin)
            .order_by("date")
            .select_related("plan")
            .first()
        )
        module = ModulePage(
            title=coming.plan.title,
            lead="Läs det här före kursdagen. Ta med dina frågor.",
            minutes=20,
            body=json.dumps(MODULE),
        )
        module.days = [DayMaterial(day=coming.plan)]
        ModuleIndexPage.objects.get().add_child(instance=module)
