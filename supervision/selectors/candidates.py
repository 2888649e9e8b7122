"""Who stands on the list of a sitting, and where there is room for one more."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from cohorts.enums import DayState, EnrolmentState
from cohorts.models import Certificate, CourseDay, Enrolment
from cohorts.models.course_day import CourseDayQuerySet
from cohorts.selectors.chairs import chairs
from cohorts.selectors.cohorts import cohorts_where
from common.clock import today
from courses.enums import DayKind, RequirementKind
from organisations.roles import Permission
from supervision.enums import ATTEMPTS, SittingState
from supervision.models import Attempt, Sitting
from supervision.selectors.attempts import AttemptFacts, load_attempts


def examination_days() -> CourseDayQuerySet:
    """The planned examination days of courses that ask for a passed examination."""
    return CourseDay.objects.filter(
        state=DayState.PLANNED,
        plan__kind=DayKind.EXAMINATION,
        cohort__version__requirements__kind=RequirementKind.EXAMINATION_PASSED,
    )


def days_to_examine(person) -> CourseDayQuerySet:
    """The sittings where `person` is an examiner; cohort, version, programme and area joined."""
    cohorts = cohorts_where(person, Permission.ASSESS_EXAMINATION).active()
    return (
        examination_days()
        .filter(cohort__in=cohorts.values("pk"))
        .select_related(
            "plan", "cohort__version__programme", "cohort__area", "sitting__finalised_by"
        )
        .prefetch_related("parts")
    )


@dataclass(frozen=True)
class Candidate:
    """One person on the list. `attempt` is None until something is written; `number` says which
    attempt it is, or would be. `earlier` holds all the others, also one that is still to come."""

    enrolment: Enrolment
    attempt: Attempt | None
    number: int
    earlier: Sequence[Attempt]


def sitting_of(day: CourseDay) -> Sitting:
    """The sitting of a day; an unsaved, open one if nothing is written yet. No query where
    `days_to_examine` gave the day, else one."""
    return getattr(day, "sitting", None) or Sitting(day=day)


def candidates_of(day: CourseDay, sitting: Sitting) -> list[Candidate]:
    """Everybody on the list of a sitting, by name; see `list_of`."""
    return list_of(day, sitting)[0]


def list_of(day: CourseDay, sitting: Sitting) -> tuple[list[Candidate], AttemptFacts]:
    """Everybody on the list of a sitting, by name, and the facts that say so.

    On the first examination day of a cohort all who take part are expected and not passed yet;
    on any other those who are booked. People of other cohorts are booked too. When the list is
    final it holds those who have a result. Each enrolment says whether it `has_certificate`.
    Three or four queries, however many people.
    """
    people = Q(attempts__sitting__day=day)
    certified = Certificate.objects.standing().filter(enrolment=OuterRef("pk"))
    if not sitting.is_final and _is_first(day):
        people |= Q(cohort=day.cohort_id, state=EnrolmentState.ENROLLED)
    enrolments = list(
        Enrolment.objects.filter(people)
        .distinct()
        .select_related("person", "cohort")
        .annotate(has_certificate=Exists(certified))
        .order_by("person__name", "pk")
    )
    facts = load_attempts(enrolments)
    found = (_candidate(row, day, facts) for row in enrolments)
    return [one for one in found if one], facts


def _candidate(enrolment: Enrolment, day: CourseDay, facts: AttemptFacts) -> Candidate | None:
    own = next((row for row in facts.of(enrolment) if row.sitting.day_id == day.pk), None)
    earlier = [row for row in facts.of(enrolment) if row != own]
    if own:
        return Candidate(enrolment, own, own.number, earlier)
    waits = any(not row.sitting.is_final for row in earlier)
    if waits or facts.is_passed(enrolment) or facts.used(enrolment) >= ATTEMPTS:
        return None
    return Candidate(enrolment, None, facts.used(enrolment) + 1, earlier)


def _is_first(day: CourseDay) -> bool:
    """Whether no other planned examination day of the cohort comes before this one."""
    return not CourseDay.objects.filter(
        Q(date__lt=day.date) | Q(date=day.date, pk__lt=day.pk),
        cohort=day.cohort_id,
        state=DayState.PLANNED,
        plan__kind=DayKind.EXAMINATION,
    ).exists()


def coming_days_with_room(person, enrolment: Enrolment) -> list[CourseDay]:
    """Where an examiner can book another attempt for `enrolment`: coming sittings of the same
    programme that are open, next first, each with `room`. Wants the version joined. Three
    queries."""
    days = with_room(
        days_to_examine(person)
        .filter(cohort__version__programme=enrolment.cohort.version.programme_id, date__gte=today())
        .exclude(sitting__state=SittingState.FINAL)
        .exclude(sitting__attempts__enrolment=enrolment)
        .order_by("date", "pk")
    )
    return [day for day in days if day.room > 0 or day.cohort_id == enrolment.cohort_id]


def with_room(days: CourseDayQuerySet) -> CourseDayQuerySet:
    """The days with `room`: the chairs that are left for guests."""
    return days.annotate(room=chairs())
