"""What has to happen before some pages show what they are for."""

from itertools import cycle

from wagtail.rich_text import RichText

from cohorts.enums import NominationState, Outcome
from cohorts.models import Attendance, Cohort, Nomination
from cohorts.services.nominations.drafting import Nominee, nominate
from cohorts.services.selection.drafting import Choice, decide
from common.clock import today
from content.enums import QuizKind
from content.models import ModulePage
from lms.demo import cast
from organisations.models import Person

DRAFTS, BLOCKS = 10, 40


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


def lengthen_module(module: ModulePage) -> None:
    """Forty blocks of what a module is made of, in turn; ten of them are asked of the reader."""
    quiz = {
        "question": "Vem bestämmer vilka som är med?",
        "kind": QuizKind.SINGLE,
        "answers": [
            {"text": "Personen", "is_right": True, "feedback": "Ja, alltid."},
            {"text": "Läkaren", "is_right": False, "feedback": ""},
        ],
    }
    in_turn = (
        ("text", RichText("<h2>Börja i det som gick bra</h2><p>Fråga om en bra tid.</p>")),
        ("call_out", {"heading": "Kom ihåg", "text": RichText("<p>Personen bestämmer.</p>")}),
        ("steps", ["Rita personen i mitten.", "Skriv vilka som finns runt om."]),
        ("quote", {"text": "Du brukar sluta ringa.", "source": "En bror"}),
        ("accordion", [{"heading": "Om ingen vill komma", "text": RichText("<p>Vänta.</p>")}]),
        ("quiz", quiz),
        ("reflection", {"question": "Vilka tecken märker du hos dig själv?"}),
        ("text", RichText("<p>Skriv med personens egna ord.</p>")),
    )
    module.body = [block for _block, block in zip(range(BLOCKS), cycle(in_turn), strict=False)]
    module.save()
