"""What is told about making up a day: to the participant, with the day as a calendar entry, and to
the trainers of both cohorts."""

from collections import defaultdict
from collections.abc import Sequence

from cohorts.models import CohortRole, CourseDay, Enrolment, MakeUp
from cohorts.selectors.calendars import calendar_for
from messaging.calendars import Method
from messaging.services.ledger import Letter, enqueue, enqueue_many
from organisations.models import Person
from organisations.roles import Permission, roles_with

PLANNED = "make_up_planned"
GUEST = "make_up_guest"
ASKED = "make_up_asked"
TASK = "make_up_task"
JUDGED = "make_up_judged"
CANCELLED = "make_up_cancelled"

WITH = (
    "enrolment__person",
    "enrolment__cohort__version",
    "part__day__plan",
    "host_part__day__plan",
    "host_part__day__cohort",
)  # what a make-up's letters want joined


def trainers_of(cohort_id: int) -> list[Person]:
    """Those who have the role in the cohort by name. One query."""
    roles = CohortRole.objects.current().filter(
        cohort=cohort_id, role__in=roles_with(Permission.TAKE_ATTENDANCE)
    )
    return list(Person.objects.filter(pk__in=roles.values("person"), is_active=True))


def tell_planned(*, by, enrolment: Enrolment, make_ups: Sequence[MakeUp], host: CourseDay) -> None:
    """The participant gets the day for the calendar; the trainers there hear of a guest."""
    first = make_ups[0]
    context = _context(first, enrolment, host.plan.number)
    enqueue(
        by=by,
        event=PLANNED,
        to=enrolment.person,
        context=context,
        dedupe_key=f"{PLANNED}:{first.pk}",
        cause=enrolment,
        calendar=calendar_for(enrolment.person, [host]),
    )
    _to_trainers(by, GUEST, host.cohort_id, first, context)


def tell_asked(*, by, enrolment: Enrolment, make_ups: Sequence[MakeUp], number: int) -> None:
    """The own trainers hear what somebody would like."""
    first = make_ups[0]
    _to_trainers(by, ASKED, enrolment.cohort_id, first, _context(first, enrolment, number))


def tell_task(*, by, enrolment: Enrolment, make_ups: Sequence[MakeUp], number: int) -> None:
    """The participant gets the task and its last day."""
    first = make_ups[0]
    enqueue(
        by=by,
        event=TASK,
        to=enrolment.person,
        context=_context(first, enrolment, number),
        dedupe_key=f"{TASK}:{first.pk}",
        cause=enrolment,
    )


def tell_judged(*, by, enrolment: Enrolment, make_ups: Sequence[MakeUp], number: int) -> None:
    """The participant hears whether the task is approved."""
    first = make_ups[0]
    context = _context(first, enrolment, number)
    context |= {"is_approved": first.state == "approved", "reason": first.reason}
    enqueue(
        by=by,
        event=JUDGED,
        to=enrolment.person,
        context=context,
        dedupe_key=f"{JUDGED}:{first.pk}:{first.state}",
        cause=enrolment,
    )


def tell_cancelled(*, by, make_ups: Sequence[MakeUp], reason: str) -> None:
    """Each participant hears once per day that it is off, the entry goes from the calendar, and
    the other cohort's trainers need not wait. Wants `WITH` joined."""
    days = defaultdict(list)
    for row in make_ups:
        days[row.enrolment_id, row.part.day_id].append(row)
    for rows in days.values():
        first = rows[0]
        enrolment = first.enrolment
        host = first.host_part.day if first.host_part_id else None
        context = _context(first, enrolment, first.part.day.plan.number) | {"reason": reason}
        calendar = None
        if host:
            calendar = calendar_for(enrolment.person, [host], Method.CANCEL)
        enqueue(
            by=by,
            event=CANCELLED,
            to=enrolment.person,
            context=context | {"has_calendar": calendar is not None},
            dedupe_key=f"{CANCELLED}:{first.pk}",
            cause=enrolment,
            calendar=calendar,
        )
        if host:
            _to_trainers(by, CANCELLED, host.cohort_id, first, context | {"to_trainer": True})


def _to_trainers(by, event: str, cohort_id: int, first: MakeUp, context: dict) -> None:
    enqueue_many(
        by=by,
        event=event,
        letters=[
            Letter(
                to=person,
                dedupe_key=f"{event}:{first.pk}:{person.pk}",
                cause=first.enrolment,
                context=context,
            )
            for person in trainers_of(cohort_id)
        ],
    )


def _context(row: MakeUp, enrolment: Enrolment, number: int) -> dict:
    return {"make_up": row.pk, "enrolment": enrolment.pk, "number": number}


def tell_new_times(*, by, make_ups: Sequence[MakeUp], days: dict[int, CourseDay]) -> None:
    """Guests of days that got other times or another place: the new entry for the calendar."""
    told = {}
    for row in make_ups:
        host = days[row.host_part.day_id]
        told.setdefault((row.enrolment_id, host.pk), (row, host))
    enqueue_many(
        by=by,
        event=PLANNED,
        letters=[
            Letter(
                to=row.enrolment.person,
                dedupe_key=f"{PLANNED}:{row.pk}:{host.sequence}",
                cause=row.enrolment,
                context=_context(row, row.enrolment, row.part.day.plan.number)
                | {"is_change": True},
                calendar=calendar_for(row.enrolment.person, [host]),
            )
            for row, host in told.values()
        ],
    )
