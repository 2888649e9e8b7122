"""Chapter: missed days that are made up, earlier training that counts, and early warnings."""

import datetime as dt

from cohorts.models import Cohort, Enrolment
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.make_ups import host_days
from cohorts.services.following import make_ups, warnings
from cohorts.services.following.crediting import credit
from courses.enums import RequirementKind
from lms.demo.cast import PARTICIPANT, Cast
from lms.demo.stagecraft import on

TASK = "Läs dagens modul. Skriv en sida om vad du gör annorlunda på din arbetsplats efter den."


def make_up_missed_days(cast: Cast, name: str, begin: dt.date) -> None:
    """In the course that runs: everybody is warned in time, the participant one can log in as and
    somebody else make up a day with the next cohort, a third asks for the one after it, which has
    chairs left whatever the board decides, two get a written task, of which one is approved, and
    one more has done a piece of homework before."""
    trainer = cast.people["trainer"]
    with on(begin - dt.timedelta(days=1), hour=17):
        warnings.warn_everybody()
        missed = _missed(name)
        for turn, (enrolment, number) in enumerate(missed[3:5]):
            task = {"by": trainer, "enrolment": enrolment, "number": number}
            make_ups.plan_written(**task, task=TASK, due_on=begin + dt.timedelta(days=14))
            if turn == 0:
                make_ups.judge_task(**task, approved=True)
        for turn, (enrolment, number) in enumerate(missed[:3]):
            hosts = host_days(enrolment, [number]).get(number)
            if not hosts:
                continue
            make_ups.plan_as_guest(
                by=enrolment.person if turn == 1 else trainer,
                enrolment=enrolment,
                number=number,
                host=hosts[-1 if turn == 1 else 0].day,
                asked=turn == 1,
            )
        last = Enrolment.objects.active().filter(cohort__name=name).order_by("-pk")[0]
        credit(
            by=cast.board,
            enrolment=last,
            kind=RequirementKind.HOMEWORK_APPROVED,
            amount=1,
            reason="Samma hemuppgift godkändes i grundkursen i Ekdala förra året.",
        )


def _missed(name: str) -> list[tuple[Enrolment, int]]:
    """Who missed something, the participant first, each with the number of the first such day."""
    people = list(
        Enrolment.objects.active()
        .filter(cohort=Cohort.objects.get(name=name))
        .select_related("person", "cohort__version")
    )
    facts = load_attendance(people)
    found = [
        (enrolment, missed[0].part.number)
        for enrolment in people
        if (missed := facts.missed(enrolment))
    ]
    return sorted(found, key=lambda row: row[0].person.email != PARTICIPANT[1])
