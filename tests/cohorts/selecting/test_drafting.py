"""Drafting decisions: what may be decided, seats, the order of reserves, colleagues at once."""

import pytest

from cohorts.enums import NominationState, Outcome
from cohorts.models import Decision, Nomination, Seat, SelectionRound
from cohorts.services.selection.drafting import Choice, decide, forget_draft
from cohorts.services.selection.reserves import move_reserve
from common.models import AuditEvent
from tests.cohorts.selecting.story import accept, nominee, ranks, reject, reserve
from tests.factories.cohorts import make_cohort, make_enrolment, make_nomination
from tests.refusals import refused

pytestmark = pytest.mark.django_db


# ── what may be decided ─────────────────────────────────────────────────────────────────────


def test_an_acceptance_takes_a_seat_and_tells_nobody(cast, cohort):
    nomination = nominee(cohort, cast.south)
    assert decide(by=cast.board, cohort=cohort, choices=[accept(nomination)]) == [nomination]
    decision = Decision.objects.get()
    assert (decision.outcome, decision.decided_by) == (Outcome.ACCEPT, cast.board)
    assert decision.round.number == 1
    assert Seat.objects.get().nomination == nomination
    nomination.refresh_from_db()
    assert nomination.state == NominationState.COMPLETE


def test_another_decision_gives_the_seat_back(cast, cohort):
    nomination = nominee(cohort, cast.south)
    for choice in (reserve, reject):
        decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])
        assert Seat.objects.count() == 1
        decide(by=cast.board, cohort=cohort, choices=[choice(nomination)])
        assert not Seat.objects.exists()


def test_a_draft_can_be_taken_back(cast, cohort):
    nomination = nominee(cohort, cast.south)
    decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])
    decide(by=cast.board, cohort=cohort, choices=[Choice(nomination.pk, "")])
    assert not Decision.objects.exists()
    assert not Seat.objects.exists()


def test_a_must_that_is_not_met_cannot_be_dispensed_with(cast, cohort):
    nomination = nominee(cohort, cast.south, b2=False)
    with refused("must_not_met") as caught:
        decide(by=cast.board, cohort=cohort, choices=[accept(nomination, "Vi vill ändå")])
    assert "B2" in str(caught.value)
    decide(by=cast.board, cohort=cohort, choices=[reserve(nomination)])


def test_a_must_without_an_answer_is_not_met(cast, cohort):
    nomination = make_nomination(cohort, cast.south)
    with refused("must_not_met"):
        decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])


def test_a_should_can_be_dispensed_with_and_the_reason_is_kept(cast, cohort):
    nomination = nominee(cohort, cast.south, b1=False)
    with refused("reason_to_dispense") as caught:
        decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])
    assert (caught.value.field, caught.value.params["nomination"]) == ("reason", nomination.pk)
    decide(by=cast.board, cohort=cohort, choices=[accept(nomination, " Lång erfarenhet ")])
    assert Decision.objects.get().reason == "Lång erfarenhet"


def test_nobody_is_declined_without_a_reason(cast, cohort):
    nomination = nominee(cohort, cast.south)
    with refused("reason_to_decline"):
        decide(by=cast.board, cohort=cohort, choices=[reject(nomination, "  ")])


def test_a_reason_with_an_identity_number_is_refused(cast, cohort):
    nomination = nominee(cohort, cast.south)
    with refused("identity_number") as caught:
        decide(by=cast.board, cohort=cohort, choices=[reject(nomination, "Gäller 811228-9874")])
    assert "811228" not in str(caught.value)


def test_only_complete_nominations_of_the_cohort_are_decided(cast, cohort):
    waiting = make_nomination(cohort, cast.south, state=NominationState.AWAITING)
    foreign = nominee(make_cohort(version=cohort.version), cast.south)
    for nomination in (waiting, foreign):
        with refused("not_waiting"):
            decide(by=cast.board, cohort=cohort, choices=[reserve(nomination)])


def test_a_cancelled_cohort_is_not_decided(cast, cohort):
    nomination = nominee(cohort, cast.south)
    cohort.state = "cancelled"
    cohort.save()
    with refused("cancelled"):
        decide(by=cast.board, cohort=cohort, choices=[reserve(nomination)])


# ── seats ───────────────────────────────────────────────────────────────────────────────────


def test_the_seat_after_the_last_is_refused_and_says_to_whom(cast):
    cohort = make_cohort(area=cast.area, seats=2)
    three = [nominee(cohort, cast.south) for _ in range(3)]
    with refused("full") as caught:
        decide(by=cast.board, cohort=cohort, choices=[accept(row) for row in three])
    assert caught.value.params["nomination"] == three[2].pk
    assert not Seat.objects.exists()
    assert not Decision.objects.exists()


def test_a_seat_that_is_freed_can_be_given_in_the_same_go(cast):
    cohort = make_cohort(area=cast.area, seats=1)
    first, second = nominee(cohort, cast.south), nominee(cohort, cast.north)
    decide(by=cast.board, cohort=cohort, choices=[accept(first)])
    decide(by=cast.board, cohort=cohort, choices=[accept(second), reserve(first)])
    assert Seat.objects.get().nomination == second


def test_a_person_nominated_twice_gets_one_seat(cast, cohort):
    first, second = nominee(cohort, cast.south), nominee(cohort, cast.psychosis)
    Nomination.objects.filter(pk=second.pk).update(person=first.person, email=first.email)
    with refused("accepted_already") as caught:
        decide(by=cast.board, cohort=cohort, choices=[accept(first), accept(second)])
    assert caught.value.params["nomination"] == second.pk
    decide(by=cast.board, cohort=cohort, choices=[accept(first)])
    with refused("accepted_already"):
        decide(by=cast.board, cohort=cohort, choices=[accept(second)])


def test_who_takes_part_already_is_not_accepted_again(cast, cohort):
    enrolled = make_enrolment(cohort)
    nomination = nominee(cohort, cast.south)
    Nomination.objects.filter(pk=nomination.pk).update(person=enrolled.person)
    with refused("accepted_already"):
        decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])


# ── reserves ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def line(cast, cohort):
    """Anna, Bo, Cia and Dag on the reserve list, in that order."""
    four = [nominee(cohort, cast.south, name=name) for name in ("Anna", "Bo", "Cia", "Dag")]
    decide(by=cast.board, cohort=cohort, choices=[reserve(row) for row in four])
    return four


def test_reserves_stand_in_the_order_they_were_put_there(cast, cohort, line):
    assert ranks(cohort) == {"Anna": 1, "Bo": 2, "Cia": 3, "Dag": 4}


def test_who_leaves_the_reserve_list_leaves_no_gap(cast, cohort, line):
    decide(by=cast.board, cohort=cohort, choices=[reject(line[1]), accept(line[2])])
    assert ranks(cohort) == {"Anna": 1, "Dag": 2}
    decide(by=cast.board, cohort=cohort, choices=[reserve(line[1])])
    assert ranks(cohort) == {"Anna": 1, "Dag": 2, "Bo": 3}


def test_a_new_reason_keeps_the_place_in_line(cast, cohort, line):
    decide(by=cast.board, cohort=cohort, choices=[Choice(line[0].pk, Outcome.RESERVE, "Först")])
    assert ranks(cohort)["Anna"] == 1


def test_reserves_change_places_with_their_neighbours(cast, cohort, line):
    move_reserve(by=cast.board, cohort=cohort, nomination=line[2].pk, step=-1)
    assert ranks(cohort) == {"Anna": 1, "Cia": 2, "Bo": 3, "Dag": 4}
    move_reserve(by=cast.board, cohort=cohort, nomination=line[0].pk, step=1)
    assert ranks(cohort) == {"Cia": 1, "Anna": 2, "Bo": 3, "Dag": 4}
    entry = AuditEvent.objects.filter(action="selection.rank").last()
    assert (entry.before, entry.after) == ({"reserve_rank": 1}, {"reserve_rank": 2})


def test_at_the_ends_of_the_list_nothing_moves(cast, cohort, line):
    move_reserve(by=cast.board, cohort=cohort, nomination=line[0].pk, step=-1)
    move_reserve(by=cast.board, cohort=cohort, nomination=line[3].pk, step=1)
    assert ranks(cohort) == {"Anna": 1, "Bo": 2, "Cia": 3, "Dag": 4}


def test_only_reserves_are_moved(cast, cohort, line):
    decide(by=cast.board, cohort=cohort, choices=[accept(line[0])])
    with refused("not_reserve"):
        move_reserve(by=cast.board, cohort=cohort, nomination=line[0].pk, step=1)


def test_a_nomination_that_ends_loses_its_draft_and_its_seat(cast, cohort, line):
    decide(by=cast.board, cohort=cohort, choices=[accept(line[0])])
    forget_draft(by=None, system="test", nomination=line[0])
    forget_draft(by=cast.nominator, nomination=line[1])
    assert not Seat.objects.exists()
    assert ranks(cohort) == {"Cia": 1, "Dag": 2}


def test_an_undecided_nomination_that_ends_changes_nothing(cast, cohort):
    forget_draft(by=cast.nominator, nomination=nominee(cohort, cast.south))
    assert not SelectionRound.objects.exists()
    assert not AuditEvent.objects.filter(action="selection.draft").exists()


# ── colleagues ──────────────────────────────────────────────────────────────────────────────


def test_a_colleagues_decision_is_not_overwritten_unseen(cast, cohort):
    nomination = nominee(cohort, cast.south)
    decide(by=cast.board_users, cohort=cohort, choices=[reserve(nomination)])
    with refused("changed_meanwhile") as caught:
        decide(by=cast.board, cohort=cohort, choices=[accept(nomination, seen="")])
    assert "Reserv" in str(caught.value)
    decide(by=cast.board, cohort=cohort, choices=[accept(nomination, seen=Outcome.RESERVE)])
    assert Seat.objects.count() == 1


def test_deciding_what_is_decided_already_changes_nothing(cast, cohort):
    nomination = nominee(cohort, cast.south)
    decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])
    again = decide(by=cast.board_users, cohort=cohort, choices=[accept(nomination, seen="")])
    assert again == []
    assert Decision.objects.get().decided_by == cast.board
    assert AuditEvent.objects.filter(action="selection.draft").count() == 1


def test_ones_own_decision_made_again_is_no_conflict(cast, cohort):
    """A tap was saved while the whole board is sent in, with a later word of the same reason."""
    nomination = nominee(cohort, cast.south)
    tapped, sent_in = ("Söker igen.", "Söker igen.\r\nI höst.")
    for reason in (tapped, sent_in):
        decide(by=cast.board, cohort=cohort, choices=[reject(nomination, reason, seen="")])
    assert Decision.objects.get().reason == sent_in


def test_lines_that_end_otherwise_are_the_same_reason(cast, cohort):
    nomination = nominee(cohort, cast.south)
    decide(by=cast.board, cohort=cohort, choices=[reject(nomination, "Nej.\nI höst.")])
    again = reject(nomination, "Nej.\r\nI höst.\r\n", seen="")
    assert decide(by=cast.board_users, cohort=cohort, choices=[again]) == []


def test_a_colleagues_reason_is_not_overwritten_unseen(cast, cohort):
    nomination = nominee(cohort, cast.south)
    decide(by=cast.board_users, cohort=cohort, choices=[reject(nomination, "Platserna räcker ej.")])
    with refused("changed_meanwhile"):
        decide(by=cast.board, cohort=cohort, choices=[reject(nomination, "Ny i yrket.", seen="")])


def test_saving_nothing_opens_no_round(cast, cohort):
    nomination = nominee(cohort, cast.south)
    assert decide(by=cast.board, cohort=cohort, choices=[Choice(nomination.pk, "")]) == []
    assert not SelectionRound.objects.exists()


def test_each_draft_keeps_who_when_before_after_and_why(cast, cohort):
    nomination = nominee(cohort, cast.south)
    decide(by=cast.board, cohort=cohort, choices=[accept(nomination)])
    decide(by=cast.board_users, cohort=cohort, choices=[reject(nomination, "Ångrade oss")])
    entry = AuditEvent.objects.filter(action="selection.draft").last()
    assert entry.actor == cast.board_users
    assert entry.subject_id == str(nomination.pk)
    assert entry.before == {"outcome": "accept", "reason": ""}
    assert entry.after == {"outcome": "reject", "reason": "Ångrade oss"}


def test_thirty_decisions_take_as_many_queries_as_three(cast, django_assert_max_num_queries):
    for number in (3, 30):
        cohort = make_cohort(version=None, area=cast.area)
        rows = [nominee(cohort, cast.south) for _ in range(number)]
        with django_assert_max_num_queries(20):
            decide(by=cast.board, cohort=cohort, choices=[accept(row) for row in rows])
