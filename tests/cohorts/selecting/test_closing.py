"""Closing a round: everything that was drafted comes true together, or nothing does."""

import pytest
from django.urls import reverse

from cohorts.enums import NominationState, RoundState
from cohorts.models import CriterionAnswer, Decision, Enrolment, Nomination, Seat, SelectionRound
from cohorts.selectors.selection.closing import result_of
from cohorts.services.selection import closing, letters
from cohorts.services.selection.closing import close_round
from cohorts.services.selection.drafting import decide
from cohorts.services.selection.rounds import open_next_round
from common.models import AuditEvent
from common.presentation.dates import date_words
from messaging.models import Message
from messaging.rendering import render
from tests.cohorts.selecting.story import accept, nominee, reject, reserve
from tests.factories.cohorts import make_cohort
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast, cohort):
    """Anna and Bo accepted, Cia reserve, Dag declined, Eva undecided; Nadja nominated three."""
    by = {"Anna": cast.nominator, "Bo": cast.nominator_region, "Cia": cast.nominator}
    units = {"Bo": cast.psychosis}
    made = {
        name: nominee(
            cohort,
            units.get(name, cast.south),
            name=name,
            by=by.get(name, cast.nominator),
        )
        for name in ("Anna", "Bo", "Cia", "Dag", "Eva")
    }
    decide(
        by=cast.board,
        cohort=cohort,
        choices=[
            accept(made["Anna"]),
            accept(made["Bo"]),
            reserve(made["Cia"]),
            reject(made["Dag"], "Börjar i höst."),
        ],
    )
    return made


@pytest.fixture
def opened(cohort, people):
    return SelectionRound.objects.get(cohort=cohort)


def states(people) -> dict[str, str]:
    rows = Nomination.objects.filter(pk__in=[row.pk for row in people.values()])
    return dict(rows.values_list("name", "state"))


def close(cast, opened, **fields):
    return close_round(
        **{"by": cast.board, "round": opened, "present": [cast.board], "minutes": ""} | fields
    )


def test_all_comes_true_together(cast, cohort, people, opened):
    closed = close(
        cast, opened, present=[cast.board, cast.board_users], minutes=" Brita var jävig. "
    )
    assert states(people) == {
        "Anna": NominationState.ACCEPTED,
        "Bo": NominationState.ACCEPTED,
        "Cia": NominationState.RESERVE,
        "Dag": NominationState.REJECTED,
        "Eva": NominationState.COMPLETE,
    }
    enrolled = Enrolment.objects.filter(cohort=cohort)
    assert {row.nomination.name: row.seat.number for row in enrolled} == {"Anna": 1, "Bo": 2}
    assert (closed.state, closed.closed_by) == (RoundState.CLOSED, cast.board)
    assert closed.minutes == "Brita var jävig."
    assert set(closed.present.all()) == {cast.board, cast.board_users}


def test_every_nominee_decided_and_every_manager_gets_one_letter(cast, people, opened):
    close(cast, opened)
    sent = Message.objects.filter(event__startswith="selection_")
    assert sorted(sent.values_list("event", "recipient_name")) == sorted(
        [
            (letters.ACCEPTED, "Anna"),
            (letters.ACCEPTED, "Bo"),
            (letters.RESERVE, "Cia"),
            (letters.REJECTED, "Dag"),
            (letters.RESULTS, "Nadja Nord"),
            (letters.RESULTS, "Runa Rask"),
        ]
    )
    assert Message.objects.filter(event="course_invitation").count() == 2


def words(event: str, name: str) -> str:
    message = Message.objects.get(event=event, recipient_name=name)
    drawn = render(message)
    assert drawn.html
    return f"{drawn.subject}\n{drawn.text}"


def test_the_letters_say_what_was_decided(cast, people, opened):
    close(cast, opened)
    assert "Grupp 5" in words(letters.ACCEPTED, "Anna")
    assert "reserv nummer 1" in words(letters.RESERVE, "Cia")
    assert "Börjar i höst." in words(letters.REJECTED, "Dag")


def test_a_manager_reads_of_the_own_nominees_only(cast, people, opened):
    close(cast, opened)
    own = words(letters.RESULTS, "Nadja Nord")
    assert all(name in own for name in ("Anna", "Cia", "Dag", "Börjar i höst."))
    assert "Bo:" not in own
    assert "Eva" not in own


def test_nobody_is_told_before(cast, people):
    assert not Message.objects.filter(event__startswith="selection_").exists()
    assert set(states(people).values()) == {NominationState.COMPLETE}


def test_each_step_is_in_the_log(cast, people, opened):
    close(cast, opened)
    moved = AuditEvent.objects.filter(subject_type="cohorts.Nomination", actor=cast.board)
    declined = moved.get(action="nomination.reject")
    assert (declined.reason, declined.before) == ("Börjar i höst.", {"state": "complete"})
    assert moved.filter(action="nomination.accept").count() == 2
    closed = AuditEvent.objects.get(action="selection_round.close")
    assert closed.after["present"] == [cast.board.pk]
    assert len(closed.after["decisions"]) == 4


@pytest.mark.parametrize("broken", ["enrol", "letters.release", "_move_nominations"])
def test_when_anything_fails_nothing_has_happened(
    cast, cohort, people, opened, broken, monkeypatch
):
    """The fault strikes after the step has done its work."""
    owner, name = (letters, "release") if "." in broken else (closing, broken)
    done = getattr(owner, name)

    def fail(*args, **kwargs):
        done(*args, **kwargs)
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(owner, name, fail)
    with pytest.raises(RuntimeError):
        close(cast, opened)
    opened.refresh_from_db()
    assert opened.state == RoundState.OPEN
    assert set(states(people).values()) == {NominationState.COMPLETE}
    assert not Enrolment.objects.exists()
    assert not Message.objects.filter(event__startswith="selection_").exists()
    assert Seat.objects.count() == 2


def test_a_round_is_closed_once(cast, people, opened):
    close(cast, opened)
    with refused("not_now"):
        close(cast, opened)
    assert Enrolment.objects.count() == 2


def test_an_empty_round_is_not_closed(cast, cohort):
    opened = SelectionRound.objects.create(cohort=cohort)
    with refused("nothing_decided"):
        close(cast, opened)


def test_somebody_of_the_board_must_have_taken_part(cast, people, opened):
    for present in ([], [cast.board_outsider], [cast.board, cast.nominator]):
        with refused("present"):
            close(cast, opened, present=present)


def test_what_is_confirmed_is_what_was_read(cast, cohort, people, opened):
    read = result_of(opened).fingerprint
    decide(by=cast.board_users, cohort=cohort, choices=[reserve(people["Bo"])])
    with refused("changed_meanwhile"):
        close(cast, opened, read=read)
    close(cast, opened, read=result_of(opened).fingerprint)


def test_an_answer_that_has_changed_since_is_looked_at_again(cast, people, opened):
    CriterionAnswer.objects.filter(nomination=people["Bo"], criterion__code="B2").update(
        is_met=False
    )
    with refused("must_not_met") as caught:
        close(cast, opened)
    assert str(caught.value).startswith("Bo: ")


def test_the_record_holds_no_identity_number(cast, people, opened):
    with refused("identity_number") as caught:
        close(cast, opened, minutes="Dag, 811228-9874")
    assert caught.value.field == "minutes"


def test_a_closed_round_is_not_changed(cast, cohort, people, opened):
    close(cast, opened)
    with refused("round_closed"):
        decide(by=cast.board, cohort=cohort, choices=[accept(people["Eva"])])


def test_the_next_round_goes_on_where_the_last_ended(cast, cohort, people, opened):
    close(cast, opened)
    second = open_next_round(by=cast.board, cohort=cohort)
    assert second.number == 2
    frida = nominee(cohort, cast.north, name="Frida")
    decide(by=cast.board, cohort=cohort, choices=[reserve(people["Eva"]), accept(frida)])
    assert [entry.place for entry in result_of(second).reserves] == [2]  # after Cia
    close(cast, second)
    assert "reserv nummer 2" in words(letters.RESERVE, "Eva")
    assert Enrolment.objects.count() == 3
    assert Decision.objects.filter(reserve_rank=1).count() == 2


def test_a_reserve_can_be_accepted_in_a_later_round(cast, cohort, people, opened):
    close(cast, opened)
    second = open_next_round(by=cast.board, cohort=cohort)
    with refused("reserve_already"):
        decide(by=cast.board, cohort=cohort, choices=[reserve(people["Cia"])])
    decide(by=cast.board, cohort=cohort, choices=[accept(people["Cia"]), reserve(people["Eva"])])
    assert [entry.place for entry in result_of(second).reserves] == [1]  # Cia leaves the list
    close(cast, second)
    assert states(people)["Cia"] == NominationState.ACCEPTED
    assert Enrolment.objects.filter(nomination=people["Cia"]).exists()
    assert "reserv nummer 1" in words(letters.RESERVE, "Eva")


def test_a_round_that_is_open_is_not_opened_again(cast, cohort, people):
    with refused("round_open"):
        open_next_round(by=cast.board, cohort=cohort)


def test_without_seats_or_people_left_there_is_no_next_round(cast):
    cohort = make_cohort(area=cast.area, seats=1)
    nomination = nominee(cohort, cast.south)
    decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])
    close(cast, SelectionRound.objects.get(cohort=cohort))
    with refused("nothing_left"):
        open_next_round(by=cast.board, cohort=cohort)
    nominee(cohort, cast.south)
    assert open_next_round(by=cast.board, cohort=cohort).number == 2


def test_the_results_lead_to_the_managers_own_page(cast, cohort, people, opened):
    close(cast, opened)
    assert reverse("cohorts:nominating_cohort", args=[cohort.slug]) in words(
        letters.RESULTS, "Nadja Nord"
    )


def test_the_acceptance_tells_the_first_day_and_leaves_the_others_to_the_invitation(
    cast, cohort, people, opened
):
    close(cast, opened)
    accepted = words(letters.ACCEPTED, "Anna")
    first, second, *_rest = cohort.days.order_by("date")
    assert date_words(first.date) in accepted
    assert date_words(second.date) not in accepted
    assert "Alla kursdagar kommer i ett eget mejl" in accepted
