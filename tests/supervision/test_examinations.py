"""Entering examination results."""

import pytest

from cohorts.selectors.completion import completion_of
from common.clock import today
from common.errors import RuleViolation
from common.models import AuditEvent
from courses.enums import RequirementKind
from organisations.roles import RoleCode
from supervision.enums import ExaminationOutcome
from supervision.models import ExaminationResult
from supervision.services.examinations import assess
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db
PASSED, FAILED = ExaminationOutcome.PASSED, ExaminationOutcome.FAILED


@pytest.fixture
def cohort(cast):
    cohort = make_cohort(area=cast.area, first_day=today())
    give_role(cast.examiner, RoleCode.EXAMINER, cohort=cohort)
    return cohort


def outcomes(enrolment):
    return list(
        ExaminationResult.objects.filter(enrolment=enrolment)
        .order_by("attempt")
        .values_list("attempt", "outcome")
    )


def test_a_passed_examination_fulfils_the_requirement(cast, cohort):
    enrolment = make_enrolment(cohort)
    assert assess(by=cast.examiner, cohort=cohort, results={enrolment.pk: PASSED}) == 1
    item = completion_of([enrolment])[enrolment.pk].item(RequirementKind.EXAMINATION_PASSED)
    assert item.standing == "fulfilled"


def test_passing_after_a_failure_is_a_second_attempt(cast, cohort):
    enrolment = make_enrolment(cohort)
    assess(by=cast.examiner, cohort=cohort, results={enrolment.pk: FAILED})
    assess(by=cast.examiner, cohort=cohort, results={enrolment.pk: PASSED})
    assert outcomes(enrolment) == [(1, FAILED), (2, PASSED)]


def test_saving_the_same_again_changes_nothing(cast, cohort):
    enrolment = make_enrolment(cohort)
    assess(by=cast.examiner, cohort=cohort, results={enrolment.pk: FAILED})
    assert assess(by=cast.examiner, cohort=cohort, results={enrolment.pk: FAILED}) == 0


def test_taking_back_a_pass_needs_a_reason_and_is_logged(cast, cohort):
    enrolment = make_enrolment(cohort)
    assess(by=cast.examiner, cohort=cohort, results={enrolment.pk: PASSED})
    with pytest.raises(RuleViolation) as refusal:
        assess(by=cast.examiner, cohort=cohort, results={enrolment.pk: FAILED})
    assert refusal.value.code == "reason_needed"
    assess(by=cast.examiner, cohort=cohort, results={enrolment.pk: FAILED}, reason="Fel person")
    event = AuditEvent.objects.get(action="examination.correct")
    assert (event.before["outcome"], event.after["outcome"], event.reason) == (
        "passed",
        "failed",
        "Fel person",
    )


def test_the_examiner_enters_results_on_the_page(cast, client, cohort):
    enrolment = make_enrolment(cohort)
    client.force_login(cast.examiner)
    response = client.post(
        f"/examination/{cohort.slug}/", {f"result-{enrolment.pk}": "passed"}, follow=True
    )
    assert "Ett resultat är sparat." in response.content.decode()
    assert outcomes(enrolment) == [(1, PASSED)]


@pytest.mark.parametrize("who", ["board", "trainer", "nominator", "stranger"])
def test_only_the_examiner_finds_the_page(cast, client, cohort, who):
    client.force_login(getattr(cast, who))
    assert client.get(f"/examination/{cohort.slug}/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_group(cast, client, cohort, queries):
    client.force_login(cast.examiner)
    make_enrolment(cohort)
    one = queries(f"/examination/{cohort.slug}/")
    for _ in range(29):
        make_enrolment(cohort)
    assert queries(f"/examination/{cohort.slug}/") == one <= 15


def test_a_course_without_an_examination_is_not_there_to_examine(cast, client):
    introduction = make_cohort(make_version("introduction", examination=False), cast.area)
    give_role(cast.examiner, RoleCode.EXAMINER, cohort=introduction)
    client.force_login(cast.examiner)
    assert introduction.name not in client.get("/examination/").content.decode()
    assert client.get(f"/examination/{introduction.slug}/").status_code == 404
