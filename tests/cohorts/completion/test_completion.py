"""What is left: each rule with its sentence, and the properties that must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.enums import DayState, HomeworkState, Mark
from cohorts.models import Attendance, DayPart, Submission
from cohorts.selectors.completion import completion_of
from cohorts.selectors.requirements import Progress, Standing, register
from cohorts.selectors.wording import line_for
from common.clock import now
from courses.enums import DayKind, RequirementKind
from courses.models import AssignmentPlan
from supervision.enums import ExaminationOutcome
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.examinations import examination_day, make_attempt

DAYS = RequirementKind.DAYS_ATTENDED
EXAM_DAY = RequirementKind.EXAMINATION_DAY_ATTENDED
HOMEWORK = RequirementKind.HOMEWORK_APPROVED
EXAM = RequirementKind.EXAMINATION_PASSED


@pytest.fixture
def cohort(cast):
    return make_cohort(make_version(), cast.area)


def mark(enrolment, by, days, mark=Mark.PRESENT, halves=("am", "pm"), kind=DayKind.TEACHING):
    """Mark the first `days` course days of a kind (or those in a range) for one person."""
    numbers = range(1, days + 1) if isinstance(days, int) else days
    parts = DayPart.objects.filter(
        day__cohort=enrolment.cohort, half__in=halves, day__plan__kind=kind
    )
    if kind == DayKind.TEACHING:
        parts = parts.filter(day__plan__number__in=numbers)
    Attendance.objects.bulk_create(
        Attendance(enrolment=enrolment, part=part, mark=mark, marked_by=by, marked_at=now())
        for part in parts
    )


def approve_homework(enrolment, by, pieces=2):
    for assignment in AssignmentPlan.objects.filter(version=enrolment.cohort.version)[:pieces]:
        Submission.objects.create(
            enrolment=enrolment,
            assignment=assignment,
            state=HomeworkState.APPROVED,
            marked_by=by,
            marked_at=now(),
        )


def completion(enrolment):
    return completion_of([enrolment])[enrolment.pk]


def test_who_fulfils_everything_is_complete(cast, cohort):
    enrolment = make_enrolment(cohort)
    mark(enrolment, cast.trainer, 7)
    mark(enrolment, cast.trainer, 1, kind=DayKind.EXAMINATION)
    approve_homework(enrolment, cast.trainer)
    failed = make_attempt(enrolment, cast.examiner, ExaminationOutcome.FAILED)
    assert not completion(enrolment).is_complete
    later = examination_day(make_cohort(cohort.version, cast.area))
    make_attempt(enrolment, cast.examiner, day=later, number=2, previous=failed)
    result = completion(enrolment)
    assert result.is_complete
    assert [item.kind for item in result.items] == [DAYS, EXAM_DAY, HOMEWORK, EXAM]


@pytest.mark.parametrize(
    ("present", "absent", "value", "standing", "sentence"),
    [
        (0, [], "0 av 7", Standing.WITHIN_REACH, "Du kan missa en dag till."),
        (3, [4], "3 av 7", Standing.WITHIN_REACH, "Du behöver vara med på alla dagar som är kvar."),
        (7, [], "7 av 7", Standing.FULFILLED, "Du har varit med tillräckligt många dagar."),
        (8, [], "7 av 7", Standing.FULFILLED, "Du har varit med tillräckligt många dagar."),
        (
            3,
            [4, 5],
            "3 av 7",
            Standing.OUT_OF_REACH,
            "Du behöver ta igen en dag.",
        ),
    ],
)
def test_course_days_in_words(cast, cohort, present, absent, value, standing, sentence):
    enrolment = make_enrolment(cohort)
    mark(enrolment, cast.trainer, present)
    mark(enrolment, cast.trainer, absent, mark=Mark.ABSENT)
    line = line_for(completion(enrolment).item(DAYS))
    assert (line.title, line.value, line.standing, line.sentence) == (
        "7 av 8 kursdagar",
        value,
        standing,
        sentence,
    )


def test_half_a_day_counts_as_half(cast, cohort):
    enrolment = make_enrolment(cohort)
    mark(enrolment, cast.trainer, 1)
    mark(enrolment, cast.trainer, [2], halves=["am"])
    mark(enrolment, cast.trainer, [2], halves=["pm"], mark=Mark.EXCUSED)
    item = completion(enrolment).item(DAYS)
    assert (item.done, item.held, item.planned, item.slack) == (1.5, 2, 8, 0.5)
    assert line_for(item).sentence == "Du kan missa 0,5 dagar till."


@pytest.mark.parametrize(
    ("given", "counts"),
    [(Mark.PRESENT, 1), (Mark.LATE, 1), (Mark.LEFT_EARLY, 1), (Mark.EXCUSED, 0), (Mark.ABSENT, 0)],
)
def test_which_marks_count(cast, cohort, given, counts):
    enrolment = make_enrolment(cohort)
    mark(enrolment, cast.trainer, 1, mark=given)
    assert completion(enrolment).item(DAYS).done == counts


def test_a_cancelled_day_counts_nowhere(cast, cohort):
    enrolment = make_enrolment(cohort)
    mark(enrolment, cast.trainer, 1)
    cohort.days.filter(plan__number=1).update(state=DayState.CANCELLED)
    item = completion(enrolment).item(DAYS)
    assert (item.done, item.held, item.planned) == (0, 0, 7)


def test_a_missed_examination_day_is_said_so(cast, cohort):
    enrolment = make_enrolment(cohort)
    mark(enrolment, cast.trainer, 1, mark=Mark.ABSENT, kind=DayKind.EXAMINATION)
    line = line_for(completion(enrolment).item(EXAM_DAY))
    assert line.standing == Standing.OUT_OF_REACH
    assert line.sentence == "Du missade examinationsdagen. Fråga din utbildare om nästa tillfälle."


def test_homework_that_is_left_is_counted(cast, cohort):
    enrolment = make_enrolment(cohort)
    approve_homework(enrolment, cast.trainer, pieces=1)
    line = line_for(completion(enrolment).item(HOMEWORK))
    assert (line.value, line.sentence) == ("1 av 2", "En hemuppgift är kvar.")


def test_the_weakest_term_decides(cast):
    version = make_version(
        "case_manager",
        days=4,
        examination=False,
        requirements={RequirementKind.DAYS_ATTENDED_PER_TERM: 2},
    )
    first, second = (version.terms.create(number=n, name=f"Termin {n}") for n in (1, 2))
    version.days.filter(number__lte=2).update(term=first)
    version.days.filter(number__gt=2).update(term=second)
    enrolment = make_enrolment(make_cohort(version, cast.area))
    mark(enrolment, cast.trainer, 2)
    assert not completion(enrolment).is_complete
    mark(enrolment, cast.trainer, [3], mark=Mark.ABSENT)
    assert completion(enrolment).is_out_of_reach


def test_a_requirement_that_nobody_evaluates_is_never_fulfilled(cast):
    version = make_version(
        "case_manager", requirements={RequirementKind.SUPERVISION_SESSIONS: 18}, examination=False
    )
    enrolment = make_enrolment(make_cohort(version, cast.area))
    result = completion(enrolment)
    assert not result.is_complete
    assert result.items[0].standing == Standing.NOT_RECORDED


def test_a_version_without_requirements_is_never_complete(cast):
    version = make_version("peer_supervision", requirements={}, examination=False, assignments=0)
    assert not completion(make_enrolment(make_cohort(version, cast.area))).is_complete


def test_a_second_evaluator_for_a_kind_is_refused():
    with pytest.raises(ValueError, match="evaluator already"):
        register(DAYS, lambda evaluation, requirements: {})


def test_the_number_of_queries_does_not_grow(cast, cohort, django_assert_num_queries):
    other = make_cohort(make_version(), cast.area)
    people = [make_enrolment(cohort)] + [make_enrolment(other) for _ in range(30)]
    for some in (people[:1], people):
        with django_assert_num_queries(4):
            completion_of(some)


def test_terms_homework_and_examination_take_no_more_queries(cast, django_assert_num_queries):
    kinds = [DAYS, RequirementKind.DAYS_ATTENDED_PER_TERM, EXAM_DAY, HOMEWORK, EXAM]
    version = make_version("case_manager", days=24, requirements=dict.fromkeys(kinds))
    for number in (1, 2, 3):
        term = version.terms.create(number=number, name=f"Termin {number}")
        version.days.filter(number__gt=8 * (number - 1)).update(term=term)
    cohort = make_cohort(version, cast.area)
    people = [make_enrolment(cohort) for _ in range(30)]
    with django_assert_num_queries(4):
        completion_of(people)


days = st.integers(0, 16).map(lambda halves: halves / 2)


@given(done=days, extra=days, missed=days, left=days, needed=days)
def test_more_attendance_never_makes_it_worse(done, extra, missed, left, needed):
    order = [Standing.OUT_OF_REACH, Standing.WITHIN_REACH, Standing.FULFILLED]
    less = Progress(DAYS, done, needed, done + extra + missed, done + extra + missed + left)
    more = Progress(DAYS, done + extra, needed, less.held, less.planned)
    assert order.index(more.standing) >= order.index(less.standing)
    assert more.slack >= less.slack
    assert more.left <= less.left
