"""Earlier training counts by the joint board's decision, and no longer when it is withdrawn."""

import pytest

from cohorts.enums import Mark
from cohorts.selectors.completion import completion_of
from cohorts.selectors.wording import line_for
from cohorts.services.following import crediting
from courses.enums import RequirementKind
from messaging.models import Message
from tests.refusals import refused

DAYS = RequirementKind.DAYS_ATTENDED
HOMEWORK = RequirementKind.HOMEWORK_APPROVED
EXAM = RequirementKind.EXAMINATION_PASSED


def item(enrolment, kind=DAYS):
    return completion_of([enrolment])[enrolment.pk].item(kind)


def grant(cast, enrolment, kind=DAYS, number=None, **fields):
    day = enrolment.cohort.version.days.get(number=number) if number else None
    fields = {"reason": "Kursen i Fjärrby 2025.", "day": day, **fields}
    return crediting.credit(by=cast.board, enrolment=enrolment, kind=kind, **fields)


@pytest.mark.parametrize(
    ("what", "done", "sentence"),
    [
        ({"number": 2}, 1, "Du kan missa en dag till."),
        ({"amount": 2}, 2, "Du kan missa 3 dagar till."),
        ({"amount": 3}, 3, "Din tidigare utbildning räknas."),
        ({}, 3, "Din tidigare utbildning räknas."),
    ],
)
def test_what_is_credited_and_what_one_reads(cast, person, what, done, sentence):
    grant(cast, person, **what)
    assert (item(person).done, line_for(item(person)).sentence) == (done, sentence)


def test_a_credited_day_that_one_attends_counts_once(cast, person, mark):
    grant(cast, person, number=1)
    mark(person, 1)
    assert (item(person).done, item(person).held) == (1, 1)
    mark(person, 2, Mark.ABSENT)
    grant(cast, person, number=2)
    assert item(person).done == 2


@pytest.mark.parametrize("kind", [HOMEWORK, EXAM])
def test_a_whole_requirement_of_any_kind(cast, person, kind):
    grant(cast, person, kind)
    assert item(person, kind).left == 0


def test_the_reason_is_told_and_a_withdrawal_too(cast, person):
    row = grant(cast, person, number=2)
    with refused("reason"):
        crediting.withdraw_credit(by=cast.board, row=row, reason="")
    crediting.withdraw_credit(by=cast.board, row=row, reason="Kursen var en annan.")
    assert item(person).done == 0
    assert list(Message.objects.order_by("pk").values_list("event", flat=True)) == [
        "credit_granted",
        "credit_withdrawn",
    ]
    with refused("not_now"):
        crediting.withdraw_credit(by=cast.board, row=row, reason="Igen.")


def test_what_is_refused(cast, person):
    grant(cast, person, number=2)
    with refused("already"):
        grant(cast, person, number=2)
    with refused("reason"):
        grant(cast, person, number=1, reason=" ")
    with refused("not_required"):
        grant(cast, person, RequirementKind.TRAINING_CLIENT)
    with refused("not_required"):
        grant(cast, person, HOMEWORK, number=1)
    with refused("wrong_amount"):
        grant(cast, person, EXAM, amount=2)
