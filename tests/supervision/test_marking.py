"""Entering results: one tap for each, drafts that can be changed, and who may not examine whom."""

import datetime as dt

import pytest

from cohorts.selectors.completion import completion_of
from common.clock import today
from common.models import AuditEvent
from courses.enums import RequirementKind
from supervision.models import Assessment, Attempt
from supervision.services.sittings import finalise
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.examinations import examination_day
from tests.factories.organisations import employ, make_person
from tests.refusals import refused
from tests.supervision.results import FAILED, MISSED, PASSED

pytestmark = pytest.mark.django_db


def standing(enrolment):
    item = completion_of([enrolment])[enrolment.pk].item(RequirementKind.EXAMINATION_PASSED)
    return item.standing


def test_a_mark_is_the_result_and_counts_when_the_list_is_final(cast, cohort, day, assess):
    enrolment = make_enrolment(cohort)
    assert assess({enrolment: PASSED}).saved == 1
    assert Attempt.objects.get().outcome == PASSED
    assert standing(enrolment) == "within_reach"
    finalise(by=cast.examiner, day=day)
    assert standing(enrolment) == "fulfilled"


def test_saving_the_same_again_changes_nothing(cohort, assess):
    enrolment = make_enrolment(cohort)
    assess({enrolment: FAILED})
    assert assess({enrolment: FAILED}).saved == 0
    assert AuditEvent.objects.filter(action="examination.assess").count() == 1


def test_a_draft_is_changed_and_taken_back_without_a_reason_but_logged(cohort, assess):
    enrolment = make_enrolment(cohort)
    assess({enrolment: PASSED})
    assert assess({enrolment: FAILED}, revision=1).saved == 1
    assert assess({enrolment: None}, revision=2).saved == 1
    assert (Attempt.objects.get().outcome, Assessment.objects.count()) == ("", 0)
    log = AuditEvent.objects.filter(action="examination.assess").order_by("pk")
    assert [(row.before.get("outcome", ""), row.after["outcome"]) for row in log] == [
        ("", PASSED),
        (PASSED, FAILED),
        (FAILED, ""),
    ]


def test_a_colleagues_mark_is_not_overwritten_unseen(cast, cohort, assess):
    enrolment, colleague = make_enrolment(cohort), make_person("Egil Eng")
    assess({enrolment: PASSED})
    done = assess({enrolment: FAILED}, by=colleague)
    assert (done.saved, len(done.conflicts)) == (0, 1)
    assert Attempt.objects.get().outcome == PASSED
    assert assess({enrolment: FAILED}, by=colleague, revision=1).saved == 1


@pytest.mark.parametrize("where", ["enrolled from", "works today in"])
def test_nobody_examines_a_colleague_of_the_same_unit(cast, cohort, assess, where):
    employ(cast.examiner, cast.south)
    enrolment = make_enrolment(cohort, unit=cast.south if where == "enrolled from" else None)
    if where == "works today in":
        employ(enrolment.person, cast.south)
    with refused("colleague") as refusal:
        assess({enrolment: PASSED})
    assert str(refusal.value) == (
        f"Du kan inte examinera {enrolment.person.name}, som arbetar i samma enhet som du. "
        "En annan examinator för in det resultatet. Inget har sparats."
    )


def test_who_worked_there_before_or_works_in_another_unit_may_examine(cast, cohort, assess):
    past = employ(cast.examiner, cast.south)
    past.starts_on = today() - dt.timedelta(days=99)
    past.ends_on = today() - dt.timedelta(days=1)
    past.save()
    employ(cast.examiner, cast.north)
    assert assess({make_enrolment(cohort, unit=cast.south): PASSED}).saved == 1


def test_nobody_examines_oneself(cast, cohort, assess):
    enrolment = make_enrolment(cohort, cast.examiner)
    with refused("colleague"):
        assess({enrolment: PASSED})


def test_results_wait_for_the_morning_of_the_day(cast, later, assess):
    enrolment = make_enrolment(later)
    with refused("day_ahead"):
        assess({enrolment: PASSED}, on=examination_day(later))


def test_somebody_of_another_cohort_does_not_stand_on_the_list(cast, version, assess):
    elsewhere = make_enrolment(make_cohort(version, cast.area))
    with refused("not_on_the_list"):
        assess({elsewhere: PASSED})


def test_the_queries_do_not_grow_with_the_list(cohort, assess, django_assert_max_num_queries):
    people = [make_enrolment(cohort) for _ in range(30)]
    with django_assert_max_num_queries(22):
        assert assess(dict.fromkeys(people, MISSED)).saved == 30
