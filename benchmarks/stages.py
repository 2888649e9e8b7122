"""What has to happen before some pages show what they are for."""

from cohorts.enums import NominationState, Outcome
from cohorts.models import Attendance, Cohort, Nomination
from cohorts.services.nominations.drafting import Nominee, nominate
from cohorts.services.selection.drafting import Choice, decide
from common.clock import today
from lms.demo import cast
from organisations.models import Person

DRAFTS = 10


def draft_nominations(cohort: Cohort) -> None:
    """Ten people of the nominator's, nothing attested yet."""
    nominator = Person.objects.get(email=cast.NOMINATOR[1])
    own = Nomination.objects.filter(cohort=cohort, nominated_by=nominator)
    model = own.select_related("unit", "profession")[0]
    for number in range(DRAFTS):
        nominee = Nominee(
            email=f"{number}@folket.example",
            name=f"Namn {number} Namnsson",
            profession=model.profession,
            unit=model.unit,
        )
        nominate(by=nominator, cohort=cohort, nominee=nominee, send_it=False)


def decide_about_all(cohort: Cohort) -> None:
    """As many accepted as there are seats, the rest reserves."""
    complete = Nomination.objects.filter(cohort=cohort, state=NominationState.COMPLETE)
    choices = [
        Choice(pk, Outcome.ACCEPT if number < cohort.seats else Outcome.RESERVE)
        for number, pk in enumerate(complete.order_by("pk").values_list("pk", flat=True))
    ]
    decide(by=Person.objects.get(email=cast.BOARD[1]), cohort=cohort, choices=choices)


def give_day_today(cohort: Cohort, number: int) -> None:
    """Let a day be today, so that it can be marked."""
    cohort.days.filter(plan__number=number).update(date=today())


def mark_all(cohort: Cohort, number: int) -> dict:
    """What the page sends when everybody is marked, nobody having been marked yet."""
    Attendance.objects.filter(part__day__cohort=cohort, part__day__plan__number=number).delete()
    people = cohort.enrolments.active().values_list("pk", flat=True)
    return {f"mark-{pk}": "present" for pk in people}
