"""Locking a sitting, and making its results final."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import DayState
from cohorts.models import CourseDay
from common import audit
from common.clock import now, today
from common.errors import RuleViolation
from messaging.services.ledger import Letter, enqueue_many
from supervision.lifecycles import SITTING
from supervision.models import Sitting
from supervision.selectors.candidates import candidates_of

RESULT = "examination_result"


def lock_sitting(day: CourseDay) -> Sitting:
    """The sitting of a day, made if it is the first time, locked until the caller's transaction
    ends. Two or three queries."""
    Sitting.objects.get_or_create(day=day)
    return Sitting.objects.select_for_update(of=("self",)).get(day=day)


def require_open(sitting: Sitting) -> None:
    """Raises `RuleViolation("final")` when the results are final."""
    if sitting.is_final:
        raise RuleViolation(
            "final",
            _("The results of this sitting are final."),
            _("You can still amend one. Say why."),
        )


def require_begun(day: CourseDay) -> None:
    """Raises `RuleViolation`: "day_cancelled", or "day_ahead" before the morning of the day."""
    if day.state != DayState.PLANNED:
        raise RuleViolation("day_cancelled", _("The day is cancelled."))
    if day.date > today():
        raise RuleViolation(
            "day_ahead",
            _("The day has not come yet."),
            _("Results can be entered from the morning of the examination day."),
        )


@transaction.atomic
def finalise(*, by, day: CourseDay) -> Sitting:
    """Make the results of a sitting final, and tell everybody on the list. `day` has its cohort
    joined.

    From now on they count, and are changed only by an amendment with a reason. Raises
    `RuleViolation`: what `require_begun` raises, "not_now" if they are final already,
    "nobody" when the list is empty, "unmarked" while somebody has no result or the two
    examiners differ. Ten queries or so, however many people.
    """
    require_begun(day)
    sitting = lock_sitting(day)
    SITTING.step(sitting.state, "finalise")
    candidates = candidates_of(day, sitting)
    if not candidates:
        raise RuleViolation("nobody", _("Nobody stands on the list."))
    left = [one for one in candidates if not (one.attempt and one.attempt.outcome)]
    if left:
        raise RuleViolation(
            "unmarked",
            _("Not everybody has a result yet: %(who)s.")
            % {"who": ", ".join(one.enrolment.person.name for one in left[:5])},
            _("Enter a result for each, also for those who did not come."),
        )
    sitting.finalised_at, sitting.finalised_by = now(), by
    SITTING.move(
        sitting,
        "finalise",
        by=by,
        save=("finalised_at", "finalised_by"),
        results=len(candidates),
    )
    audit.record_many(
        by=by,
        action="examination.finalise",
        changes=[
            (one.attempt, {}, {"attempt": one.number, "outcome": one.attempt.outcome})
            for one in candidates
        ],
    )
    enqueue_many(
        by=by,
        event=RESULT,
        letters=[
            Letter(
                to=one.enrolment.person,
                dedupe_key=f"{RESULT}:{one.attempt.pk}",
                cause=one.attempt,
                context={"attempt": one.attempt.pk},
            )
            for one in candidates
        ],
    )
    return sitting
