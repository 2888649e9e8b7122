"""A certificate is asked for while the result it rests on is corrected: exactly one happens.

Either the correction comes first and there is no certificate, or the certificate comes first and
the correction is refused. The twin computes what is fulfilled before the lock instead of under
it: then the same two both succeed, and a certificate stands on a result that was taken back.
"""

import pytest
from django.db import connection, connections

from cohorts.enums import Mark
from cohorts.models import Attendance, Certificate, Cohort, Enrolment
from cohorts.selectors.completion import completion_of
from cohorts.services import certificates, seats
from cohorts.services.attendance import Marking, mark_attendance
from cohorts.services.certificates import issue_certificates
from common.clock import today
from supervision.models import Attempt
from supervision.services.settling import amend
from tests.cast import make_cast
from tests.cohorts.certificates.story import fulfil
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role
from tests.processes import fork
from tests.races.crowd import PATIENCE, crowd

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PEOPLE = 4


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def cohort(cast):
    cohort = make_cohort(area=cast.area, first_day=today())
    give_role(cast.examiner, "examiner", cohort=cohort)
    return Cohort.objects.with_programme().get(pk=cohort.pk)


@pytest.fixture(autouse=True)
def blank_paper(monkeypatch):
    """The typesetter works with threads, which a fork of a process that has used it lacks."""
    monkeypatch.setattr(certificates, "paper", lambda content, code, language: b"%PDF-")


@pytest.fixture
def patient(monkeypatch):
    """On a busy machine the last one may wait longer than the platform lets anybody wait."""
    monkeypatch.setattr(seats, "LOCK_TIMEOUT", f"{PATIENCE}s")
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        longer = options["init_command"].replace("=20000", f"={PATIENCE * 1000}")
        monkeypatch.setitem(options, "init_command", longer)


def complete(cast, cohort, number: int) -> list[Enrolment]:
    people = [make_enrolment(cohort) for _ in range(number)]
    for enrolment in people:
        fulfil(enrolment, cast)
    assert all(completion.is_complete for completion in completion_of(people).values())
    return people


def correct(cast, enrolment: Enrolment) -> None:
    attempt = Attempt.objects.select_related("sitting__day__cohort").get(enrolment=enrolment)
    amend(by=cast.examiner, attempt=attempt, outcome="failed", reason="Fel rad")


def standing(enrolment: Enrolment) -> bool:
    return Certificate.objects.standing().filter(enrolment=enrolment).exists()


def taken_back(enrolment: Enrolment) -> bool:
    return Attempt.objects.filter(enrolment=enrolment, outcome="failed").exists()


def test_a_certificate_or_a_correction_but_never_both(cast, cohort, patient):
    people = complete(cast, cohort, PEOPLE)

    def press(index: int) -> None:
        enrolment = people[index // 2]
        if index % 2:
            correct(cast, enrolment)
        else:
            issue_certificates(by=cast.examiner, cohort=cohort, enrolments=[enrolment])

    answers = crowd(2 * PEOPLE, press)
    for index, enrolment in enumerate(people):
        assert standing(enrolment) != taken_back(enrolment)
        assert answers[2 * index] == "done"
        assert answers[2 * index + 1] == ("certificate_stands" if standing(enrolment) else "done")


def test_a_certificate_or_a_corrected_mark_but_never_both(cast, cohort, patient):
    """Seven of eight days are asked for, and one was missed already."""
    people = [make_enrolment(cohort) for _ in range(PEOPLE)]
    for enrolment in people:
        fulfil(enrolment, cast, absent=[2])
    day = cohort.days.in_order().get(plan__number=1)
    morning = day.parts.all()[0]

    def press(index: int) -> None:
        enrolment = people[index // 2]
        if index % 2:
            mark_attendance(
                by=cast.trainer,
                day=day,
                markings=[Marking(enrolment.pk, morning.pk, Mark.ABSENT, 1)],
                reason="Var inte där",
            )
        else:
            issue_certificates(by=cast.examiner, cohort=cohort, enrolments=[enrolment])

    answers = crowd(2 * PEOPLE, press)
    for index, enrolment in enumerate(people):
        mark = Attendance.objects.get(enrolment=enrolment, part=morning).mark
        assert standing(enrolment) != (mark == Mark.ABSENT)
        assert answers[2 * index] == "done"
        assert answers[2 * index + 1] == ("certificate_stands" if standing(enrolment) else "done")


def test_two_cohorts_share_one_series_of_numbers(cast, cohort, patient):
    cohorts = [cohort, *(make_cohort(cohort.version, cast.area, first_day=today()) for _ in "ab")]
    cohorts = [Cohort.objects.with_programme().get(pk=row.pk) for row in cohorts]
    people = [complete(cast, row, 2) for row in cohorts]

    def press(index: int) -> None:
        issue_certificates(by=cast.examiner, cohort=cohorts[index], enrolments=people[index])

    assert crowd(len(cohorts), press) == ["done"] * len(cohorts)
    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    assert serials == [f"{today().year}-{number:06}" for number in range(1, len(serials) + 1)]


# ── the twin: what is fulfilled is computed before the lock ─────────────────────────────────


def test_without_the_lock_a_certificate_stands_on_what_was_taken_back(cast, cohort, monkeypatch):
    [enrolment] = complete(cast, cohort, 1)
    looked = fork.Barrier(2, timeout=PATIENCE)
    corrected = fork.Barrier(2, timeout=PATIENCE)
    compute = certificates.evaluate

    def press(index: int) -> None:
        if index:
            looked.wait()
            correct(cast, enrolment)
            corrected.wait()
            return
        early = compute(certificates.Evaluation([enrolment]))
        connections.close_all()
        looked.wait()
        corrected.wait()
        monkeypatch.setattr(certificates, "evaluate", lambda evaluation: early)
        issue_certificates(by=cast.examiner, cohort=cohort, enrolments=[enrolment])

    assert crowd(2, press) == ["done", "done"]
    assert standing(enrolment)
    assert taken_back(enrolment)
