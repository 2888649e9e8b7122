"""The evaluators of this room, registered with the completion in the room below."""

from collections.abc import Mapping
from dataclasses import replace

from cohorts.selectors import evaluators as days
from cohorts.selectors.requirements import Evaluation, Progress, register
from cohorts.selectors.syllabus import Rule
from courses.enums import RequirementKind
from supervision.enums import ATTEMPTS, USES_UP_AN_ATTEMPT
from supervision.selectors.attempts import attempts_in


def examination_passed(evaluation: Evaluation, rules: Mapping[int, Rule]):
    """Passed in any attempt whose list is final, also in a cohort before a pause or a change.
    After three that failed it is out of reach. The queries of `attempts_in`."""
    attempts = evaluation.fact(attempts_in)
    progress = {}
    for enrolment in evaluation.enrolments:
        if enrolment.cohort.version_id in rules:
            done = int(attempts.is_passed(enrolment))
            held = int(attempts.used(enrolment) >= ATTEMPTS)
            progress[enrolment.pk] = Progress(
                RequirementKind.EXAMINATION_PASSED,
                done=done,
                needed=1,
                held=max(done, held),
                planned=1,
            )
    return progress


def examination_day_attended(evaluation: Evaluation, rules: Mapping[int, Rule]):
    """The examination day of the own cohort; or that of another, for somebody who was examined
    there: whoever has a result was there. The queries of the attendance and `attempts_in`."""
    attempts = evaluation.fact(attempts_in)
    progress = days.examination_day_attended(evaluation, rules)
    for enrolment in evaluation.enrolments:
        own = progress.get(enrolment.pk)
        if own and any(
            row.outcome in USES_UP_AN_ATTEMPT and row.sitting.day.cohort_id != enrolment.cohort_id
            for row in attempts.final(enrolment)
        ):
            progress[enrolment.pk] = replace(
                own, done=max(own.done, own.needed), held=max(own.held, own.needed), pending=0
            )
    return progress


def register_evaluators() -> None:
    """Called once when the room starts."""
    register(RequirementKind.EXAMINATION_PASSED, examination_passed)
    register(RequirementKind.EXAMINATION_DAY_ATTENDED, examination_day_attended)
