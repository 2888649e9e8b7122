"""What participants read about their own examination. Set-wise, for any number of courses."""

from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.models import CourseDay, Enrolment
from cohorts.selectors.requirements import Evaluation
from common.clock import today
from supervision.enums import ATTEMPTS, ExaminationOutcome
from supervision.models import Attempt
from supervision.selectors.attempts import AttemptFacts, attempts_in, load_attempts


@dataclass(frozen=True)
class OwnExamination:
    """The results that are final, oldest first, and where the person is booked for the next
    attempt, if anywhere. A course without anything to tell has neither."""

    results: Sequence[Attempt]
    booked: Attempt | None

    @property
    def last(self) -> Attempt | None:
        return self.results[-1] if self.results else None

    @property
    def is_passed(self) -> bool:
        return any(row.outcome == ExaminationOutcome.PASSED for row in self.results)

    @property
    def booked_day(self) -> CourseDay | None:
        """The examination day of the next attempt. Plan and cohort are joined."""
        return self.booked.sitting.day if self.booked else None

    @property
    def attempts_left(self) -> int:
        """How many attempts are left; a sitting that was missed used none up."""
        used = sum(row.outcome == ExaminationOutcome.FAILED for row in self.results)
        return 0 if self.is_passed else ATTEMPTS - used

    @property
    def waits_for_a_day(self) -> bool:
        """The last attempt was failed or missed, and the examiner is to book the next."""
        return bool(self.results) and self.attempts_left > 0 and self.booked is None


def examinations_of(
    enrolments: Sequence[Enrolment], facts: AttemptFacts | None = None
) -> dict[int, OwnExamination]:
    """By enrolment id; of enrolments that continue others, also what was done there. Notes among
    examiners, their marks, and results that are not final stay out. One query, and
    one more when somebody continues; none for a page that has the `facts`."""
    facts = facts or load_attempts(enrolments)
    return {row.pk: _own(facts.of(row)) for row in enrolments}


def examination_in(evaluation: Evaluation, enrolment: Enrolment) -> OwnExamination | None:
    """The same about one person, for those who follow them; None without an attempt to tell of. No
    query where the version asks for a passed examination: the completion has read the attempts."""
    own = _own(evaluation.fact(attempts_in).of(enrolment))
    return own if own.results or own.booked else None


def _own(attempts: Sequence[Attempt]) -> OwnExamination:
    booked = [
        row
        for row in attempts
        if not row.sitting.is_final and row.previous_id and row.sitting.day.date >= today()
    ]
    return OwnExamination(
        results=[row for row in attempts if row.sitting.is_final],
        booked=booked[-1] if booked else None,
    )
