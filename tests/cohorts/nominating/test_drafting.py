"""Writing, changing and attesting drafts."""

import datetime as dt

import pytest
import time_machine

from cohorts.enums import CohortState, GivenBy, NominationState
from cohorts.models import CriterionAnswer, Nomination
from cohorts.selectors.attestation import Answer
from cohorts.services.nominations.drafting import attest, edit, nominate
from cohorts.services.nominations.sending import withdraw
from common.models import AuditEvent
from messaging.models import Message
from tests.cohorts.nominating.answers import ALL_YES, ALL_YES_CASE_MANAGER, NO, NUMBER, YES
from tests.factories.cohorts import make_cohort
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def places(cohort) -> dict[str, int]:
    return dict(Nomination.objects.filter(cohort=cohort).values_list("name", "rank"))


# ── a draft ─────────────────────────────────────────────────────────────────────────────────


def test_a_draft_keeps_what_was_written_and_tells_nobody(cast, cohort, nominee):
    written = nominate(
        by=cast.nominator, cohort=cohort, nominee=nominee(email=" Jasmin@Lunda.example ")
    )
    nomination = written.nomination
    assert nomination.state == NominationState.DRAFT
    assert nomination.email == "jasmin@lunda.example"
    assert (nomination.employer, nomination.unit) == (cast.lunda, cast.south)
    assert nomination.nominated_by == cast.nominator
    assert nomination.person is None
    assert not Message.objects.exists()
    event = AuditEvent.objects.get(action="nomination.create")
    assert event.actor == cast.nominator
    assert event.after["answers"]["B1"]["is_met"] is True


def test_a_draft_may_lack_any_answer(cast, cohort, nominee):
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee(answers={}))
    assert CriterionAnswer.objects.filter(is_met__isnull=True).count() == 4


def test_what_is_complete_can_be_sent_at_once(cast, cohort, nominee):
    written = nominate(by=cast.nominator, cohort=cohort, nominee=nominee(), send_it=True)
    assert written.nomination.state == NominationState.AWAITING
    assert Message.objects.get().recipient_email == "jasmin@lunda.example"


def test_what_lacks_an_answer_is_not_sent_and_nothing_is_kept(cast, cohort, nominee):
    with refused("not_complete") as caught:
        nominate(
            by=cast.nominator,
            cohort=cohort,
            nominee=nominee(answers=ALL_YES | {"B4": Answer(is_met=True)}),
            send_it=True,
        )
    assert caught.value.field == "b4_grounds"
    assert not Nomination.objects.exists()


def test_a_must_that_is_not_met_stops_the_sending_but_not_the_draft(cast, case_managers, nominee):
    without_client = nominee(answers=ALL_YES_CASE_MANAGER | {"C3": NO})
    with refused("not_complete") as caught:
        nominate(by=cast.nominator, cohort=case_managers, nominee=without_client, send_it=True)
    assert caught.value.field == "c3_is_met"
    nominate(by=cast.nominator, cohort=case_managers, nominee=without_client)


def test_a_should_can_be_dispensed_with_when_the_reason_is_kept(cast, cohort, nominee):
    reason = "Läser klart utbildningen i vår."
    answers = ALL_YES | {"B2": Answer(is_met=False, grounds=reason)}
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee(answers=answers), send_it=True)
    assert CriterionAnswer.objects.get(criterion__code="B2").grounds == reason


def test_too_few_years_are_a_no(cast, case_managers, nominee):
    answers = ALL_YES_CASE_MANAGER | {"C5": Answer(years=2, grounds="Två år, mycket intensiva.")}
    nominate(
        by=cast.nominator, cohort=case_managers, nominee=nominee(answers=answers), send_it=True
    )
    years = CriterionAnswer.objects.get(criterion__code="C5")
    assert (years.is_met, years.years) == (False, 2)


# ── when, and for whom ──────────────────────────────────────────────────────────────────────


def noon(day: dt.date) -> time_machine.travel:
    return time_machine.travel(f"{day} 12:00 +01:00", tick=False)


DAY = dt.timedelta(days=1)


def test_one_nominates_from_the_first_day_to_the_last(cast, cohort, nominee):
    with noon(cohort.opens_on):
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee("Ada Al"))
    with noon(cohort.closes_on):
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee("Bo Bok"))


def test_one_does_not_nominate_before_or_after(cast, cohort, nominee):
    with noon(cohort.opens_on - DAY), refused("not_open_yet"):
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee())
    with noon(cohort.closes_on + DAY), refused("closed"):
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee())


def test_nobody_is_nominated_to_a_cancelled_course(cast, cohort, nominee):
    cohort.state = CohortState.CANCELLED
    with refused("cancelled"):
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee())


def test_a_unit_outside_the_area_is_refused(cast, cohort, nominee):
    with refused("not_invited") as caught:
        nominate(by=cast.nominator_outsider, cohort=cohort, nominee=nominee(unit=cast.faraway))
    assert caught.value.field == "unit"


def test_a_national_course_is_for_every_unit(cast, programmes, nominee):
    cohort = make_cohort(programmes["basic"], None)
    nominate(by=cast.nominator_outsider, cohort=cohort, nominee=nominee(unit=cast.faraway))


# ── once per employer ───────────────────────────────────────────────────────────────────────


def test_an_address_stands_nominated_once_per_employer(cast, cohort, nominee):
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee())
    with refused("nominated_already") as caught:
        nominate(
            by=cast.nominator_colleague,
            cohort=cohort,
            nominee=nominee(email="JASMIN@lunda.example", unit=cast.north),
        )
    assert caught.value.field == "email"


def test_ones_own_nominee_is_found_in_the_list(cast, cohort, nominee):
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee())
    with refused("nominated_already") as caught:
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee())
    assert "Din organisation nominerade adressen" in str(caught.value)
    assert caught.value.hint == "Du hittar nomineringen i din lista."


def test_of_a_sister_units_nominee_no_more_is_told_than_whom_to_ask(cast, cohort, nominee):
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee())
    with refused("nominated_already") as caught:
        nominate(by=cast.nominator_colleague, cohort=cohort, nominee=nominee(unit=cast.north))
    assert caught.value.message == "Personen är redan nominerad till utbildningen."
    assert caught.value.hint == "Fråga SKL-teamet om du undrar."


def test_another_employer_may_nominate_the_same_address_and_is_told_nothing(cast, cohort, nominee):
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee())
    nominate(by=cast.nominator_region, cohort=cohort, nominee=nominee(unit=cast.psychosis))
    assert Nomination.objects.count() == 2


def test_who_was_withdrawn_can_be_nominated_again(cast, cohort, nominee):
    first = nominate(by=cast.nominator, cohort=cohort, nominee=nominee()).nomination
    withdraw(by=cast.nominator, nomination=first, reason="")
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee())
    assert Nomination.objects.standing().count() == 1


# ── the order ───────────────────────────────────────────────────────────────────────────────


def test_whoever_has_the_place_moves_one_step_down_with_those_behind(cast, cohort, nominee):
    for name, rank in [("Ada Al", 1), ("Bo Bok", 2), ("Cilla Cedergren", 4)]:
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee(name, rank=rank))
    written = nominate(by=cast.nominator, cohort=cohort, nominee=nominee("Disa Dag", rank=1))
    assert places(cohort) == {"Disa Dag": 1, "Ada Al": 2, "Bo Bok": 3, "Cilla Cedergren": 4}
    assert [row.name for row in written.moved] == ["Ada Al", "Bo Bok"]


def test_nobodys_order_is_changed_behind_their_back(cast, cohort, nominee):
    theirs = nominee("Ada Al", rank=1, unit=cast.north)
    nominate(by=cast.nominator_colleague, cohort=cohort, nominee=theirs)
    nominate(by=cast.nominator, cohort=cohort, nominee=nominee("Bo Bok", rank=1))
    assert places(cohort) == {"Ada Al": 1, "Bo Bok": 1}


# ── identity numbers ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"note": f"Född {NUMBER}"}, "note"),
        ({"name": f"Jasmin {NUMBER}"}, "name"),
        ({"answers": {"B1": Answer(is_met=True, grounds=f"Se {NUMBER}.")}}, "b1_grounds"),
    ],
)
def test_an_identity_number_is_refused_at_its_field_and_never_repeated(
    cast, cohort, nominee, fields, field
):
    with refused("identity_number") as caught:
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee(**fields))
    assert caught.value.field == field
    assert NUMBER not in str(caught.value)
    assert not Nomination.objects.exists()
    assert not AuditEvent.objects.filter(action="nomination.create").exists()


# ── changing a draft ────────────────────────────────────────────────────────────────────────


def test_a_draft_can_be_changed_and_the_log_tells_from_what(cast, cohort, nominee):
    draft = nominate(by=cast.nominator, cohort=cohort, nominee=nominee(answers={})).nomination
    edit(by=cast.nominator, nomination=draft, nominee=nominee(name="Jasmin Örneblad"))
    draft.refresh_from_db()
    assert draft.name == "Jasmin Örneblad"
    event = AuditEvent.objects.get(action="nomination.edit")
    assert (event.before["name"], event.after["name"]) == ("Jasmin Örn", "Jasmin Örneblad")
    assert (event.before["answers"], event.after["answers"]["B1"]["is_met"]) == ({}, True)


def test_saving_a_draft_unchanged_leaves_no_trace(cast, cohort, nominee):
    draft = nominate(by=cast.nominator, cohort=cohort, nominee=nominee()).nomination
    edit(by=cast.nominator, nomination=draft, nominee=nominee())
    assert not AuditEvent.objects.filter(action="nomination.edit").exists()


def test_what_has_been_sent_can_not_be_changed(cast, cohort, nominee):
    sent = nominate(by=cast.nominator, cohort=cohort, nominee=nominee(), send_it=True).nomination
    with refused("sent_already"):
        edit(by=cast.nominator, nomination=sent, nominee=nominee(name="Någon Annan"))


# ── the grid ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def drafts(cast, cohort, nominee):
    return [
        nominate(by=cast.nominator, cohort=cohort, nominee=nominee(name, answers={})).nomination
        for name in ("Ada Al", "Bo Bok", "Cilla Cedergren")
    ]


def test_a_grid_is_saved_together_and_what_is_complete_is_sent(cast, cohort, drafts):
    ada, bo, cilla = drafts
    given = {ada.pk: ALL_YES, bo.pk: {"B1": YES}, cilla.pk: ALL_YES}
    done = attest(by=cast.nominator, cohort=cohort, given=given, send_complete=True)
    assert {row.name for row in done.sent} == {"Ada Al", "Cilla Cedergren"}
    assert [row.name for row in done.left] == ["Bo Bok"]
    assert CriterionAnswer.objects.get(nomination=bo, criterion__code="B1").is_met is True
    assert Message.objects.count() == 2


def test_saving_a_grid_sends_nothing(cast, cohort, drafts):
    done = attest(by=cast.nominator, cohort=cohort, given={row.pk: ALL_YES for row in drafts})
    assert (done.saved, done.sent) == (3, [])
    assert not Message.objects.exists()


def test_only_changed_rows_are_written_and_logged(cast, cohort, drafts):
    given = {drafts[0].pk: ALL_YES, drafts[1].pk: {}, drafts[2].pk: {}}
    assert attest(by=cast.nominator, cohort=cohort, given=given).saved == 1
    assert attest(by=cast.nominator, cohort=cohort, given=given).saved == 0
    assert AuditEvent.objects.filter(action="nomination.attest").count() == 1


def test_what_was_sent_meanwhile_is_left_alone(cast, cohort, drafts):
    attest(by=cast.nominator, cohort=cohort, given={drafts[0].pk: ALL_YES}, send_complete=True)
    done = attest(by=cast.nominator, cohort=cohort, given={drafts[0].pk: {}})
    assert done.saved == 0
    assert (
        CriterionAnswer.objects.filter(
            nomination=drafts[0], given_by=GivenBy.EMPLOYER, is_met=True
        ).count()
        == 4
    )


def test_an_identity_number_in_one_cell_keeps_the_whole_grid_out(cast, cohort, drafts):
    bad = {"B1": Answer(is_met=True, grounds=NUMBER)}
    with refused("identity_number") as caught:
        attest(by=cast.nominator, cohort=cohort, given={drafts[0].pk: ALL_YES, drafts[1].pk: bad})
    assert caught.value.field == f"{drafts[1].pk}-b1_grounds"
    assert not CriterionAnswer.objects.filter(is_met=True).exists()
