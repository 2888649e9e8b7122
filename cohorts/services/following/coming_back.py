"""Pausing a course and coming back, and changing cohort: what was done goes along."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import signals
from cohorts.enums import CohortState, DayState, EnrolmentState, InterruptionCause
from cohorts.lifecycles import ENROLMENT
from cohorts.models import Cohort, Enrolment, MakeUp, Seat
from cohorts.selectors.calendars import calendar_for, days_left
from cohorts.services import seats
from cohorts.services.following.conditions import require_reason
from cohorts.services.following.letters import WITH
from cohorts.services.following.make_ups import release
from cohorts.services.nominations.conditions import refuse_identity_numbers
from common import audit
from common.clock import now, today
from common.errors import RuleViolation
from messaging.calendars import Method
from messaging.services.ledger import enqueue
from organisations.models import Affiliation, Person
from organisations.selectors.principals import principals_of

PAUSED = "course_paused"
TRANSFERRED = "course_transferred"
COPIED = (
    "unit",
    "unit_name",
    "employer_name",
    "profession",
    "profession_name",
    "principal",
    "has_higher_education",
)


@transaction.atomic
def interrupt(
    *, by: Person, enrolment: Enrolment, on: dt.date, cause: InterruptionCause, note: str = ""
) -> Enrolment:
    """Let somebody pause from a day on: the seat is given on by the rules of the cohort, planned
    make-ups are taken back, and what was done is kept.

    Raises `RuleViolation`: `not_now` unless they take part, `date` for a day to come or before
    they were enrolled, and for an identity number in the note.
    """
    refuse_identity_numbers([("note", _("Note"), note)])
    earliest = enrolment.enrolled_at.date()
    if not earliest <= on <= today():
        raise RuleViolation(
            "date",
            _("The day lies between the enrolment and today."),
            _("A pause that is to come is noted on its first day."),
            field="on",
        )
    seats.lock_cohort(enrolment.cohort_id)
    return _end(
        by=by,
        enrolment=_locked(enrolment),
        verb="interrupt",
        on=on,
        cause=cause,
        reason=note.strip() or str(InterruptionCause(cause).label),
    )


@transaction.atomic
def resume(*, by: Person, enrolment: Enrolment, cohort: Cohort) -> Enrolment:
    """Let somebody who paused go on in a cohort of the same programme, also the same one: a new
    enrolment that continues the earlier. It takes a seat as everybody's does.

    Raises `RuleViolation`: `not_paused`, `wrong_cohort`, `enrolled`, `full`.
    """
    for pk in sorted({enrolment.cohort_id, cohort.pk}):
        seats.lock_cohort(pk)
    earlier = _locked(enrolment)
    resumed = Enrolment.objects.filter(continues=earlier).exists()
    if earlier.state != EnrolmentState.INTERRUPTED or resumed:
        raise RuleViolation("not_paused", _("Only somebody who has paused can come back."))
    return _continue(by=by, earlier=earlier, cohort=_joinable(earlier, cohort))


@transaction.atomic
def transfer(*, by: Person, enrolment: Enrolment, cohort: Cohort, reason: str) -> Enrolment:
    """Let somebody change to another cohort of the same programme. The new seat is taken first: if
    there is none, nothing changes. Changing back is the same again.

    Raises `RuleViolation`: `reason`, `not_now`, `wrong_cohort`, `enrolled`, `full`.
    """
    reason = require_reason(reason, _("Write why the person changes cohort."))
    for pk in sorted({enrolment.cohort_id, cohort.pk}):
        seats.lock_cohort(pk)
    earlier = _locked(enrolment)
    ENROLMENT.step(earlier.state, "transfer")
    if cohort.pk == earlier.cohort_id:
        raise _wrong_cohort()
    cohort = _joinable(earlier, cohort)
    seat = _take_seat(earlier, cohort)
    _end(by=by, enrolment=earlier, verb="transfer", on=today(), reason=reason)
    return _continue(by=by, earlier=earlier, cohort=cohort, seat=seat)


def tell_paused(*, by: Person | None, enrolment: Enrolment) -> None:
    """What somebody hears who pauses or changes cohort: the days that were left go from the
    calendar. Three queries."""
    days = days_left(enrolment.cohort)
    event = PAUSED if enrolment.state == EnrolmentState.INTERRUPTED else TRANSFERRED
    enqueue(
        by=by,
        event=event,
        to=enrolment.person,
        context={"enrolment": enrolment.pk, "has_calendar": bool(days)},
        dedupe_key=f"{event}:{enrolment.pk}",
        cause=enrolment,
        calendar=calendar_for(enrolment.person, days, Method.CANCEL),
    )


def _locked(enrolment: Enrolment) -> Enrolment:
    return (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("cohort__version", "person", "seat", "unit", "profession")
        .get(pk=enrolment.pk)
    )


def _joinable(earlier: Enrolment, cohort: Cohort) -> Cohort:
    cohort = Cohort.objects.with_programme().get(pk=cohort.pk)
    same = cohort.version.programme_id == earlier.cohort.version.programme_id
    to_come = cohort.days.filter(state=DayState.PLANNED, date__gte=today()).exists()
    if not same or cohort.state != CohortState.PLANNED or not to_come:
        raise _wrong_cohort()
    if Enrolment.objects.active().filter(cohort=cohort, person=earlier.person_id).exists():
        raise RuleViolation(
            "enrolled",
            _("%(who)s would take part twice in the same cohort.") % {"who": earlier.person.name},
        )
    return cohort


def _wrong_cohort() -> RuleViolation:
    return RuleViolation(
        "wrong_cohort",
        _("The cohort has to be another one of the same programme, with days to come."),
        _("Choose one from the list."),
        field="cohort",
    )


def _take_seat(earlier: Enrolment, cohort: Cohort) -> Seat:
    numbers = seats.free_numbers(cohort)
    if not numbers:
        raise seats.full(cohort)
    return Seat.objects.create(cohort=cohort, number=numbers[0], resumed=earlier)


def _end(
    *, by: Person, enrolment: Enrolment, verb: str, on: dt.date, reason: str, cause: str = ""
) -> Enrolment:
    seat, enrolment.seat = enrolment.seat, None
    enrolment.left_on, enrolment.left_reason, enrolment.left_cause = on, reason, cause
    ENROLMENT.move(
        enrolment,
        verb,
        by=by,
        reason=reason,
        save=("seat", "left_on", "left_reason", "left_cause"),
        left_on=on,
        cause=cause,
    )
    if seat:
        seats.free_seat(seat)
    signals.enrolment_ended.send(sender=Cohort, enrolment=enrolment, by=by)
    return enrolment


def release_make_ups(*, by: Person | None, enrolment: Enrolment) -> None:
    """Take back what somebody who no longer takes part was going to make up. One query, and those
    of the letters."""
    rows = MakeUp.objects.filter(enrolment=enrolment, state__in=("asked", "planned"))
    planned = list(rows.select_related(*WITH).select_for_update(of=("self",)))
    release(by=by, make_ups=planned, reason=_("The person no longer takes part in the cohort."))


def _continue(
    *, by: Person, earlier: Enrolment, cohort: Cohort, seat: Seat | None = None
) -> Enrolment:
    enrolment = Enrolment.objects.create(
        cohort=cohort,
        person=earlier.person,
        seat=seat or _take_seat(earlier, cohort),
        continues=earlier,
        enrolled_at=now(),
        **_situation(earlier),
    )
    audit.record(
        by=by,
        action="enrolment.continue",
        on=enrolment,
        after={
            "state": enrolment.state,
            "continues": earlier.pk,
            "cohort": cohort.pk,
            "seat": enrolment.seat.number,
        },
    )
    signals.people_enrolled.send(sender=Cohort, cohort=cohort, enrolments=[enrolment], by=by)
    return enrolment


def _situation(earlier: Enrolment) -> dict:
    """What is true of the person now (domain.md §7.3): as it was, unless they have moved from the
    unit since; then the newest affiliation counts. One query, four for who has moved."""
    current = Affiliation.objects.current().filter(person=earlier.person_id)
    rows = list(current.select_related("unit", "profession").order_by("-starts_on", "-pk"))
    if not rows or any(row.unit_id == earlier.unit_id for row in rows):
        return {name: getattr(earlier, name) for name in COPIED}
    newest = rows[0]
    return {
        "unit": newest.unit,
        "unit_name": newest.unit.name,
        "employer_name": newest.unit.get_root().name,
        "profession": newest.profession,
        "profession_name": newest.profession.name if newest.profession else "",
        "principal": principals_of([newest.unit])[newest.unit_id],
        "has_higher_education": newest.has_higher_education,
    }
