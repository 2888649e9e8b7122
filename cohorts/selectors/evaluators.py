"""The evaluators of this room: days and homework (the table "passed when" in domain.md §1)."""

from collections import defaultdict
from collections.abc import Mapping

from cohorts.selectors.attendance import Tally, load_attendance
from cohorts.selectors.homework import load_homework
from cohorts.selectors.requirements import Evaluation, Progress, register
from courses.enums import DayKind, RequirementKind
from courses.models import Requirement, Term


def _required(evaluation: Evaluation, requirements: Mapping[int, Requirement]):
    """The enrolments whose version has the requirement, each with it."""
    for enrolment in evaluation.enrolments:
        if requirement := requirements.get(enrolment.cohort.version_id):
            yield enrolment, requirement


def days_attended(evaluation: Evaluation, requirements: Mapping[int, Requirement]):
    """Teaching days, in halves; without a threshold all of them."""
    facts = evaluation.fact(load_attendance)
    progress = {}
    for enrolment, requirement in _required(evaluation, requirements):
        tally = facts.tally(enrolment, kind=DayKind.TEACHING)
        progress[enrolment.pk] = _days(RequirementKind.DAYS_ATTENDED, tally, requirement)
    return progress


def _days(kind: RequirementKind, tally: Tally, requirement: Requirement) -> Progress:
    """The progress with a requirement of days; without a threshold all of them."""
    version = requirement.version
    return Progress(
        kind,
        tally.attended,
        tally.planned if requirement.threshold is None else requirement.threshold,
        tally.held,
        tally.planned,
        tally.pending,
        can_make_up=version.allows_make_up or version.allows_written_make_up,
    )


def examination_day_attended(evaluation: Evaluation, requirements: Mapping[int, Requirement]):
    """The whole of the examination day (or days). Registered by the room of the examination,
    which also knows who was examined in another cohort."""
    facts = evaluation.fact(load_attendance)
    progress = {}
    for enrolment, requirement in _required(evaluation, requirements):
        tally = facts.tally(enrolment, kind=DayKind.EXAMINATION)
        progress[enrolment.pk] = Progress(
            RequirementKind.EXAMINATION_DAY_ATTENDED,
            tally.attended,
            max(tally.planned, 1),
            tally.held,
            tally.planned,
            tally.pending,
            can_make_up=requirement.version.allows_make_up,
        )
    return progress


def days_attended_per_term(evaluation: Evaluation, requirements: Mapping[int, Requirement]):
    """At least the threshold in every term: the term that is furthest behind decides."""
    facts = evaluation.fact(load_attendance)
    terms = defaultdict(list)
    for pk, version_id in Term.objects.filter(version__in=requirements).values_list(
        "pk", "version_id"
    ):
        terms[version_id].append(pk)
    progress = {}
    for enrolment, requirement in _required(evaluation, requirements):
        by_term = [
            _days(
                RequirementKind.DAYS_ATTENDED_PER_TERM,
                facts.tally(enrolment, kind=DayKind.TEACHING, term_id=term),
                requirement,
            )
            for term in terms[enrolment.cohort.version_id]
        ]
        if by_term:
            progress[enrolment.pk] = min(by_term, key=lambda term: (term.slack, -term.left))
    return progress


def homework_approved(evaluation: Evaluation, requirements: Mapping[int, Requirement]):
    """Approved pieces; without a threshold all. A returned piece can be handed in again, so it
    is not held."""
    facts = evaluation.fact(load_homework)
    progress = {}
    for enrolment, requirement in _required(evaluation, requirements):
        pieces, done = len(facts.plans[enrolment.cohort.version_id]), facts.approved(enrolment)
        needed = pieces if requirement.threshold is None else requirement.threshold
        progress[enrolment.pk] = Progress(
            RequirementKind.HOMEWORK_APPROVED, done, needed, done, pieces
        )
    return progress


def register_evaluators() -> None:
    """Called once when the room starts."""
    register(RequirementKind.DAYS_ATTENDED, days_attended)
    register(RequirementKind.DAYS_ATTENDED_PER_TERM, days_attended_per_term)
    register(RequirementKind.HOMEWORK_APPROVED, homework_approved)
