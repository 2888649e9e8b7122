"""Two examiners: each marks alone, nobody sees the other's first, a difference is settled."""

import pytest

from common.models import AuditEvent
from supervision.models import Attempt
from supervision.services.settling import settle
from supervision.services.sittings import finalise
from tests.factories.cohorts import make_enrolment
from tests.factories.organisations import employ, give_role, make_person
from tests.refusals import refused
from tests.supervision.results import FAILED, MISSED, PASSED

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(version):
    type(version).objects.filter(pk=version.pk).update(examiners=2)
    version.examiners = 2
    return version


@pytest.fixture
def second(version):
    person = make_person("Egil Eng")
    give_role(person, "examiner", programme=version.programme)
    return person


@pytest.fixture
def enrolment(cohort):
    return make_enrolment(cohort)


def test_two_marks_that_agree_are_the_result(enrolment, assess, second):
    assess({enrolment: PASSED})
    assert Attempt.objects.get().outcome == ""
    assess({enrolment: PASSED}, by=second)
    assert Attempt.objects.get().outcome == PASSED


def test_the_first_may_change_the_own_mark_until_the_second_is_in(enrolment, assess, second):
    assess({enrolment: PASSED})
    assert assess({enrolment: FAILED}).saved == 1
    assess({enrolment: PASSED}, by=second)
    with refused("both_in"):
        assess({enrolment: PASSED})
    with refused("two_already"):
        assess({enrolment: PASSED}, by=make_person("Tredje Tun"))


def test_a_difference_is_settled_together_with_a_reason(cast, day, enrolment, assess, second):
    assess({enrolment: PASSED})
    assess({enrolment: FAILED}, by=second)
    with refused("unmarked"):
        finalise(by=second, day=day)
    attempt = Attempt.objects.select_related("sitting__day__cohort", "enrolment").get()
    with refused("reason_needed"):
        settle(by=second, attempt=attempt, outcome=PASSED, reason=" ")
    with refused("not_yours"):
        settle(by=make_person(), attempt=attempt, outcome=PASSED, reason="Vi läste om.")
    settle(by=second, attempt=attempt, outcome=PASSED, reason="Vi läste om del två.")
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.settled_by, attempt.settled_reason) == (
        PASSED,
        second,
        "Vi läste om del två.",
    )
    event = AuditEvent.objects.get(action="examination.settle")
    assert (event.before["marks"], event.after["outcome"]) == (["failed", "passed"], "passed")


def test_there_is_nothing_to_settle_before_both_are_in(enrolment, assess):
    assess({enrolment: PASSED})
    attempt = Attempt.objects.select_related("sitting__day__cohort").get()
    with refused("nothing_to_settle"):
        settle(by=attempt.assessments.get().examiner, attempt=attempt, outcome=FAILED, reason="x")


def test_the_page_hides_the_others_mark_until_the_own_is_in(
    cast, client, cohort, day, enrolment, assess, second
):
    assess({enrolment: FAILED}, by=second)
    client.force_login(cast.examiner)
    place = f"/examination/{cohort.slug}/{day.plan.number}/"
    person = f"{place}{enrolment.pk}/"
    for path in (place, person):
        page = client.get(path).content.decode()
        assert second.name not in page
        assert "checked" not in page.split('id="innehall"')[-1].split('value=""')[0]
    client.post(person, {"outcome": PASSED})
    page = client.get(person).content.decode()
    assert second.name in page
    assert "Enas om resultatet" in page


def test_a_colleague_of_the_same_unit_is_none_of_the_two(cast, cohort, assess, second):
    employ(second, cast.south)
    enrolment = make_enrolment(cohort, unit=cast.south)
    with refused("colleague"):
        assess({enrolment: MISSED}, by=second)
