"""The evaluators of this room: days and homework (the table "passed when" in domain.md §1)."""

from collections.abc import Mapping

from cohorts.selectors.attendance import Tally, attendance_in
from cohorts.selectors.homework import homework_in
from cohorts.selectors.requirements import Evaluation, Progress, register
from cohorts.selectors.syllabus import Rule
from courses.enums import DayKind, RequirementKind


def _required(evaluation: Evaluation, rules: Mapping[int, Rule]):
    """The enrolments whose version has the requirement, each with it."""
    for enrolment in evaluation.enrolments:
        if rule := rules.get(enrolment.cohort.version_id):
            yield enrolment, rule


def days_attended(evaluation: Evaluation, rules: Mapping[int, Rule]):
    """Teaching days, in halves; without a threshold all of them."""
    facts = evaluation.fact(attendance_in)
    progress = {}
    for enrolment, rule in _required(evaluation, rules):
        tally = facts.tally(enrolment, kind=DayKind.TEACHING)
        progress[enrolment.pk] = _days(RequirementKind.DAYS_ATTENDED, tally, rule)
    return progress


def _days(kind: RequirementKind, tally: Tally, rule: Rule) -> Progress:
    """The progress with a requirement of days; without a threshold all of them."""
    return Progress(
        kind,
        tally.attended,
        tally.planned if rule.threshold is None else rule.threshold,
        tally.held,
        tally.planned,
        tally.pending,
        can_make_up=rule.allows_make_up or rule.allows_written_make_up,
    )


def examination_day_attended(evaluation: Evaluation, rules: Mapping[int, Rule]):
    """The whole of the examination day (or days). Registered by the room of the examination,
    which also knows who was examined in another cohort."""
    facts = evaluation.fact(attendance_in)
    progress = {}
    for enrolment, rule in _required(evaluation, rules):
        tally = facts.tally(enrolment, kind=DayKind.EXAMINATION)
        progress[enrolment.pk] = Progress(
            RequirementKind.EXAMINATION_DAY_ATTENDED,
            tally.attended,
            tally.planned or 1,
            tally.held,
            tally.planned,
            tally.pending,
            can_make_up=rule.allows_make_up,
        )
    return progress


def days_attended_per_term(evaluation: Evaluation, rules: Mapping[int, Rule]):
    """At least the threshold in every term: the term that is furthest behind decides."""
    facts = evaluation.fact(attendance_in)
    progress = {}
    for enrolment, rule in _required(evaluation, rules):
        by_term = [
            _days(
                RequirementKind.DAYS_ATTENDED_PER_TERM,
                facts.tally(enrolment, kind=DayKind.TEACHING, term_id=term),
                rule,
            )
            for term in evaluation.syllabus_of(enrolment).terms
        ]
        if by_term:
            progress[enrolment.pk] = min(by_term, key=lambda term: (term.slack, -term.left))
    return progress


def homework_approved(evaluation: Evaluation, rules: Mapping[int, Rule]):
    """Approved pieces; without a threshold all. A returned piece can be handed in again, so it
    is not held."""
    facts = evaluation.fact(homework_in)
    progress = {}
    for enrolment, rule in _required(evaluation, rules):
        pieces, done = len(evaluation.syllabus_of(enrolment).pieces), facts.approved(enrolment)
        needed = pieces if rule.threshold is None else rule.threshold
        progress[enrolment.pk] = Progress(
            RequirementKind.HOMEWORK_APPROVED, done, needed, done, pieces
        )
    return progress


def register_evaluators() -> None:
    """Called once when the room starts."""
    register(RequirementKind.DAYS_ATTENDED, days_attended)
    register(RequirementKind.DAYS_ATTENDED_PER_TERM, days_attended_per_term)
    register(RequirementKind.HOMEWORK_APPROVED, homework_approved)
