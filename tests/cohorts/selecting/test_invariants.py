"""What must hold: it holds after a story, and each sentence finds what breaks it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cohorts.enums import NominationState, Outcome
from cohorts.models import Decision, Enrolment, Nomination, Seat, SelectionRound
from cohorts.services.enrolments import leave
from cohorts.services.selection.closing import close_round
from cohorts.services.selection.drafting import decide
from cohorts.services.selection.rounds import open_next_round
from common.clock import today
from common.invariants import broken_invariants, invariant
from messaging.models import Message
from tests.cohorts.selecting.story import accept, nominee, reject, reserve

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast, cohort):
    """Two rounds, a leaver, a draft; names say how each nominee ended."""
    names = ("seated", "left", "in line", "declined", "drafted", "undecided")
    made = {name: nominee(cohort, cast.south, name=name) for name in names}
    choices = [accept(made["seated"]), accept(made["left"]), reserve(made["in line"])]
    decide(by=cast.board, cohort=cohort, choices=[*choices, reject(made["declined"])])
    opened = SelectionRound.objects.get()
    close_round(by=cast.board, round=opened, present=[cast.board], minutes="")
    leaver = Enrolment.objects.get(nomination=made["left"])
    leave(by=cast.board, enrolment=leaver, on=today(), reason="Byter arbete")
    open_next_round(by=cast.board, cohort=cohort)
    decide(by=cast.board, cohort=cohort, choices=[accept(made["drafted"])])
    return made


def run() -> str:
    out = io.StringIO()
    call_command("check_invariants", stdout=out)
    return out.getvalue()


def test_everything_holds_after_a_story(story):
    assert broken_invariants() == []
    assert "OK      No cohort has given out more seats than it has" in run()
    assert "BROKEN" not in run()


def test_everything_holds_where_nothing_has_happened(db):
    assert broken_invariants() == []


def without_checks(statement: str, *values) -> None:
    """Mend data as nobody should: with the walls down."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


BREAK = {
    "Every seat belongs to the cohort": lambda story: without_checks(
        "UPDATE cohorts_nomination SET cohort_id = (SELECT id FROM cohorts_cohort ORDER BY id DESC"
        " LIMIT 1) WHERE id = %s",
        story["seated"].pk,
    ),
    "Every seat of a nomination is held": lambda story: Decision.objects.filter(
        nomination=story["drafted"]
    ).delete(),
    "Every drafted acceptance holds a seat": lambda story: Seat.objects.filter(
        nomination=story["drafted"]
    ).delete(),
    "Everybody who takes part has a seat": lambda story: Seat.objects.filter(
        nomination=story["seated"]
    ).delete(),
    "Every accepted nomination has an enrolment": lambda story: Enrolment.objects.filter(
        nomination=story["seated"]
    ).delete(),
    "Nobody is enrolled by a nomination that was not": lambda story: Nomination.objects.filter(
        pk=story["left"].pk
    ).update(state=NominationState.COMPLETE),
    "Reserve ranks begin at 1": lambda story: Decision.objects.filter(
        nomination=story["in line"]
    ).update(reserve_rank=2),
    "Somebody took part": lambda story: SelectionRound.objects.get(number=1).present.clear(),
    "Every decided nomination has its decision": lambda story: Nomination.objects.filter(
        pk=story["undecided"].pk
    ).update(state=NominationState.REJECTED),
    "Every decision of a closed round has come true": lambda story: Nomination.objects.filter(
        pk=story["declined"].pk
    ).update(state=NominationState.RESERVE),
    "Every decision of a closed round is told": lambda story: Message.objects.filter(
        event="selection_rejected"
    ).delete(),
    "Every decision of a closed round is in the audit log": lambda story: Decision.objects.filter(
        nomination=story["declined"]
    ).update(reason="Ett annat skäl"),
}


@pytest.mark.parametrize("sentence", BREAK)
def test_what_breaks_a_sentence_is_found(story, cohort, sentence):
    from tests.factories.cohorts import make_cohort

    make_cohort(version=cohort.version)
    BREAK[sentence](story)
    assert any(found.startswith(sentence) for found in broken_invariants())


def test_the_command_says_what_is_broken_and_fails(story):
    Seat.objects.filter(nomination=story["drafted"]).delete()
    decision = Decision.objects.get(nomination=story["drafted"], outcome=Outcome.ACCEPT)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of what must hold"):
        call_command("check_invariants", stdout=out)
    assert (
        f"BROKEN  Every drafted acceptance holds a seat\n        {decision.pk}\n" in out.getvalue()
    )


def test_a_sentence_is_registered_once():
    with pytest.raises(ValueError, match="Registered twice"):
        invariant("Every drafted acceptance holds a seat")(list)
