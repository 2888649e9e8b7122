"""Another attempt: in this or a later cohort, where there is room."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import CohortState, DayState, EnrolmentState
from cohorts.models import CourseDay, Enrolment
from cohorts.selectors.calendars import calendar_for
from cohorts.services.seats import lock_cohort
from common import audit
from common.clock import today
from common.errors import RuleViolation
from messaging.calendars import Method
from messaging.services.ledger import enqueue
from supervision.enums import ATTEMPTS, SittingState
from supervision.models import Attempt
from supervision.selectors.attempts import AttemptFacts, load_attempts
from supervision.selectors.candidates import examination_days, with_room
from supervision.services.sittings import lock_sitting, require_open

BOOKED = "examination_booked"
UNBOOKED = "examination_unbooked"


@transaction.atomic
def book(*, by, enrolment: Enrolment, day: CourseDay) -> Attempt:
    """Put somebody who failed or did not come on the list of a coming sitting; the person gets a
    message with the day for the calendar. Both have their cohort's version joined.

    Raises `RuleViolation`: "not_coming", "other_programme", "ended", "final", "booked",
    "passed", "used_up", "nothing_to_retake", "full", and "busy" as `lock_cohort` does. About
    fifteen queries.
    """
    for cohort in sorted({enrolment.cohort_id, day.cohort_id}):
        lock_cohort(cohort)
    sitting = lock_sitting(day)
    require_open(sitting)
    found = with_room(examination_days().filter(pk=day.pk, date__gte=today())).first()
    if found is None:
        raise RuleViolation("not_coming", _("That is no coming examination day."))
    _require_entitled(enrolment, day)
    facts = load_attempts([enrolment])
    _require_another(facts, enrolment)
    if found.room < 1 and day.cohort_id != enrolment.cohort_id:
        raise RuleViolation(
            "full",
            _("There is no room left on that examination day."),
            _("Choose another day."),
        )
    previous = facts.last(enrolment)
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        sitting=sitting,
        number=facts.used(enrolment) + 1,
        previous=previous,
    )
    audit.record(
        by=by,
        action="examination.book",
        on=attempt,
        after={"attempt": attempt.number, "day": day.pk, "date": day.date},
    )
    enqueue(
        by=by,
        event=BOOKED,
        to=enrolment.person,
        context={"attempt": attempt.pk},
        dedupe_key=f"{BOOKED}:{attempt.pk}",
        cause=attempt,
        calendar=_entry(enrolment.person, day),
    )
    return attempt


@transaction.atomic
def unbook(*, by, attempt: Attempt, reason: str) -> None:
    """Take somebody off the list of a coming sitting; the day goes from the calendar. `attempt`
    has its sitting's day joined. Raises `RuleViolation`: "final", "marked", "reason_needed"."""
    if not reason.strip():
        raise RuleViolation(
            "reason_needed",
            _("A reason is missing."),
            _("Say why, so that it can be understood later."),
            field="reason",
        )
    require_open(lock_sitting(attempt.sitting.day))
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrolment__person", "sitting__day__cohort")
        .get(pk=attempt.pk)
    )
    if attempt.outcome or attempt.assessments.exists():
        raise RuleViolation(
            "marked", _("There is a result already."), _("Take the result back first.")
        )
    take_back(by=by, attempt=attempt, reason=reason.strip())


def take_back(*, by, attempt: Attempt, reason: str, system: str = "") -> None:
    """Delete a booking without a result, in the caller's transaction, and tell the person."""
    day, person = attempt.sitting.day, attempt.enrolment.person
    audit.record(
        by=by,
        system=system,
        action="examination.unbook",
        on=attempt,
        before={"attempt": attempt.number, "day": day.pk, "date": day.date},
        reason=reason,
    )
    enqueue(
        by=by,
        event=UNBOOKED,
        to=person,
        context={"day": day.pk, "reason": reason},
        dedupe_key=f"{UNBOOKED}:{attempt.pk}",
        cause=attempt.enrolment,
        calendar=_entry(person, day, Method.CANCEL),
    )
    attempt.delete()


@transaction.atomic
def forget_bookings(*, by, enrolment: Enrolment) -> None:
    """When somebody leaves or pauses: open places on lists of coming sittings are free again."""
    waiting = (
        Attempt.objects.filter(enrolment=enrolment, outcome="", assessments__isnull=True)
        .exclude(sitting__state=SittingState.FINAL)
        .select_related("enrolment__person", "sitting__day__cohort")
    )
    for attempt in waiting:
        take_back(
            by=by,
            attempt=attempt,
            reason=_("You no longer take part in the course."),
            system="" if by else "enrolment.rule",
        )


def follow_days(*, by, days: Sequence[CourseDay], reason: str, system: str = "") -> None:
    """When examination days are moved or cancelled. Guests from other cohorts are told as the
    cohort's own people are; what was booked on a cancelled day is free to be booked again. In the
    caller's transaction; two queries, and a few for each guest."""
    by_key = {day.pk: day for day in days}
    waiting = (
        Attempt.objects.filter(sitting__day__in=list(by_key), outcome="")
        .filter(assessments__isnull=True)
        .select_related("enrolment__person", "sitting__day__cohort")
    )
    for attempt in waiting:
        day = by_key[attempt.sitting.day_id]
        is_guest = attempt.enrolment.cohort_id != day.cohort_id
        if day.state == DayState.CANCELLED or day.cohort.state == CohortState.CANCELLED:
            if attempt.previous_id:
                take_back(by=by, attempt=attempt, reason=reason, system=system)
            else:
                attempt.delete()
        elif is_guest:
            enqueue(
                by=by,
                event=BOOKED,
                to=attempt.enrolment.person,
                dedupe_key=f"{BOOKED}:{attempt.pk}:{day.sequence}",
                cause=attempt,
                context={"attempt": attempt.pk, "reason": reason},
                calendar=_entry(attempt.enrolment.person, day),
            )


def _require_entitled(enrolment: Enrolment, day: CourseDay) -> None:
    if enrolment.cohort.version.programme_id != day.cohort.version.programme_id:
        raise RuleViolation("other_programme", _("The day belongs to another programme."))
    if enrolment.state != EnrolmentState.ENROLLED:
        raise RuleViolation("ended", _("The person no longer takes part in the course."))


def _require_another(facts: AttemptFacts, enrolment: Enrolment) -> None:
    """Another attempt is for those whose last one is final, and who can still pass."""
    if facts.is_passed(enrolment):
        raise RuleViolation("passed", _("The examination is passed already."))
    last = facts.last(enrolment)
    if last is None:
        raise RuleViolation(
            "nothing_to_retake", _("There is no attempt yet that could be made again.")
        )
    if not last.sitting.is_final:
        raise RuleViolation(
            "booked",
            _("There is an attempt already that has no final result."),
            _("Make those results final, or take the booking back."),
        )
    if facts.used(enrolment) >= ATTEMPTS:
        raise RuleViolation(
            "used_up",
            _("All three attempts are used up."),
            _("The joint board decides what can be done."),
        )


def _entry(person, day: CourseDay, method: Method = Method.REQUEST):
    """The day for the person's calendar; with what the entry wants at hand. Two queries."""
    rows = list(CourseDay.objects.in_order().select_related("cohort").filter(pk=day.pk))
    return calendar_for(person, rows, method)
