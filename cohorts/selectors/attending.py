"""What the trainer's pages ask for: the roll of a course day, and homework."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import BigIntegerField, Value
from django.db.models.functions import Cast

from cohorts.enums import (
    EnrolmentState,
    Half,
    HomeworkState,
)
from cohorts.models import (
    AbsenceNotice,
    Attendance,
    Cohort,
    CourseDay,
    DayPart,
    Enrolment,
    MakeUp,
    Submission,
)
from cohorts.selectors.cohorts import COHORT_REACH, COHORT_SCOPES
from cohorts.selectors.roll import UNMARKED, WHOLE_DAY, Notice, Roll, RollRow, Seen
from common.clock import now
from common.prepared import KEY, TEXT, prepared
from courses.models import AssignmentPlan
from organisations.roles import Permission


def participants_of(cohort: Cohort):
    """The active enrolments with their people, by name. One query."""
    return (
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .select_related("person", "cohort")
        .order_by("person__name", "pk")
    )


def day_of(cohort: Cohort, number: int) -> CourseDay:
    """Day `number` of the cohort with plan and half days; raises `CourseDay.DoesNotExist`."""
    return CourseDay.objects.in_order().get(cohort=cohort, plan__number=number)


def day_where(person, permission: Permission, *, slug: str, number: int) -> CourseDay | None:
    """Day `number` of the cohort at an address, if `person` holds `permission` there; plan, half
    days, and the cohort with programme and area are at hand. Two queries."""
    reach = person.reach(permission, *COHORT_SCOPES)
    return next(iter(_day_at(reach.is_everywhere, slug=slug, number=number, **reach.keys)), None)


@prepared(slug=TEXT, number=KEY, **COHORT_REACH)
def _day_at(is_everywhere, slug, number, **reach):
    cohorts = Cohort.objects.filter(slug=slug)
    return (
        CourseDay.objects.in_order()
        .filter(
            cohort__in=cohorts if is_everywhere else cohorts.within(**reach), plan__number=number
        )
        .select_related("plan", "cohort__version__programme", "cohort__area")
    )


def expected_at(day: CourseDay) -> set[tuple[int, int]]:
    """Who can be marked on a day, as (enrolment id, half day id): everybody in the cohort at all
    its halves, guests at those they come to. One query, and one for the halves unless they are
    prefetched."""
    parts = [part.pk for part in day.parts.all()]
    return {
        (person, part)
        for person, comes_to, *_ in _people(cohort=day.cohort_id, day=day.pk)
        for part in ([comes_to] if comes_to else parts)
    }


@prepared(cohort=KEY, day=KEY)
def _people(cohort, day):
    """Everybody in a cohort and who comes from another to make something up, by name: id, half of
    a guest, name, employer, unit, cohort of a guest."""
    own = Enrolment.objects.active().filter(cohort=cohort)
    guests = MakeUp.objects.standing().filter(
        host_part__day=day, enrolment__state=EnrolmentState.ENROLLED
    )
    whole = Cast(Value(None), BigIntegerField())
    return (
        own.values_list("pk", whole, "person__name", "employer_name", "unit_name", Value(""))
        .union(
            guests.values_list(
                "enrolment_id",
                "host_part_id",
                "enrolment__person__name",
                "enrolment__employer_name",
                Value(""),
                "enrolment__cohort__name",
            ),
            all=True,
        )
        .order_by("person__name", "pk")
    )


@prepared(day=KEY)
def _marks(day):
    """Every mark of a day with who made it how and when."""
    return Attendance.objects.filter(part__day=day).values_list(
        "enrolment_id", "part_id", "mark", "revision", "how", "marked_at", "marked_by__name"
    )


@prepared(day=KEY)
def _notices(day):
    """Announced absence from a day."""
    return AbsenceNotice.objects.filter(part__day=day, withdrawn_at__isnull=True).values_list(
        "enrolment_id", "part_id", "reason", "note"
    )


def roll_of(day: CourseDay, half: str = "") -> Roll | None:
    """The roll of one half of the day or of the whole; without `half` what is to be marked now.
    None if the day has no such half. Three queries."""
    parts = list(day.parts.all())
    marks = {(enrolment, part): Seen(*found) for enrolment, part, *found in _marks(day=day.pk)}
    notices = defaultdict(dict)
    for enrolment, part, *found in _notices(day=day.pk):
        notices[enrolment][part] = Notice(*found)
    rows = [
        RollRow(
            pk,
            name,
            organisation,
            [marks.get((pk, part.pk), UNMARKED) if part.pk in comes_to else None for part in parts],
            [notices[pk].get(part.pk) if pk in notices else None for part in parts],
            guest_of,
        )
        for pk, name, organisation, guest_of, comes_to in _people_at(day, parts)
    ]
    roll = Roll(day, half or WHOLE_DAY, rows)
    if not half:
        roll = replace(roll, half=half_to_mark(roll, now()))
    return roll if roll.parts else None


def _people_at(day: CourseDay, parts: Sequence[DayPart]) -> list[tuple]:
    """Everybody on the roll by name, guests last: id, name, organisation, own cohort if a guest,
    ids of the halves. One query."""
    whole = {part.pk for part in parts}
    people, guests = [], {}
    for pk, part, name, employer, unit, cohort in _people(cohort=day.cohort_id, day=day.pk):
        if part is None:
            people.append((pk, name, employer or unit, "", whole))
        else:
            guests.setdefault(pk, (pk, name, employer, cohort, set()))[-1].add(part)
    return [*people, *guests.values()]


def half_to_mark(roll: Roll, moment: dt.datetime) -> str:
    """What the page opens with: the half that goes on, or the whole day if the second half has
    begun and nobody has been marked in any, or if the day has not come."""
    if roll.is_ahead:
        return WHOLE_DAY
    begun = half_now(roll.day, moment)
    if begun != Half.AFTERNOON:
        return begun
    untouched = not any(cell.mark for row in roll.all_rows for cell in row.own_cells)
    return WHOLE_DAY if untouched else begun


def half_now(day: CourseDay, moment: dt.datetime) -> str:
    """The last half that has begun, else the first."""
    begun = [part.half for part in day.parts.all() if part.starts_at <= moment]
    return begun[-1] if begun else day.parts.all()[0].half


@dataclass(frozen=True)
class HomeworkRow:
    """One person's result of one assignment; "" when it is not marked."""

    enrolment: Enrolment
    state: str


def assignments_of(cohort: Cohort) -> list[tuple[AssignmentPlan, int]]:
    """The version's homework in order, each with how many are approved. Two queries."""
    approved = Counter(
        Submission.objects.filter(
            enrolment__in=Enrolment.objects.active().filter(cohort=cohort),
            state=HomeworkState.APPROVED,
        ).values_list("assignment_id", flat=True)
    )
    plans = AssignmentPlan.objects.filter(version=cohort.version_id).select_related("due_on_day")
    return [(plan, approved[plan.pk]) for plan in plans]


def homework_of(cohort: Cohort, assignment: AssignmentPlan) -> list[HomeworkRow]:
    """Everybody's result of one assignment, by name. Two queries."""
    states = dict(
        Submission.objects.filter(assignment=assignment, enrolment__cohort=cohort).values_list(
            "enrolment_id", "state"
        )
    )
    return [HomeworkRow(row, states.get(row.pk, "")) for row in participants_of(cohort)]
