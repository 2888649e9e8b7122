"""Who is asked what, and until when. Nothing here knows what anybody answered."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from cohorts.enums import (
    COUNTS_AS_ATTENDED,
    CohortState,
    DayState,
    EnrolmentState,
    MakeUpState,
)
from cohorts.models import (
    Attendance,
    Cohort,
    CourseDay,
    CourseEvaluation,
    Enrolment,
    EvaluationTicket,
    MakeUp,
)
from common.clock import now, today
from common.prepared import DAY, KEY, prepared
from courses.enums import AskedAbout, DayKind
from courses.models import EvaluationQuestion

DAYS_OPEN = {AskedAbout.DAY: 7, AskedAbout.COURSE: 14}


@dataclass(frozen=True)
class Section:
    """Questions that are shown on one screen, with the number of the first."""

    name: str
    questions: list[EvaluationQuestion] = field(default_factory=list)


# ── when forms open ─────────────────────────────────────────────────────────────────────────


def days_to_ask_about() -> QuerySet[CourseDay]:
    """Teaching days that are over, not for so long, whose programme asks about days, and that
    have no form yet. One query."""
    since = today() - dt.timedelta(days=DAYS_OPEN[AskedAbout.DAY])
    return (
        CourseDay.objects.filter(
            evaluation__isnull=True,
            state=DayState.PLANNED,
            date__gte=since,
            plan__kind=DayKind.TEACHING,
            cohort__state=CohortState.PLANNED,
        )
        .filter(_asks(AskedAbout.DAY, "cohort__version"))
        .annotate(over_at=Max("parts__ends_at", filter=Q(parts__called_off_at__isnull=True)))
        .filter(over_at__lte=now())
        .select_related("cohort")
    )


def courses_to_ask_about() -> QuerySet[Cohort]:
    """Cohorts whose last day is over, not for so long, whose programme asks about the course, and
    that have no form for it yet. Annotated with `last_on`. One query."""
    since = today() - dt.timedelta(days=DAYS_OPEN[AskedAbout.COURSE])
    planned = Q(days__state=DayState.PLANNED)
    given = Q(days__parts__called_off_at__isnull=True)
    whole = CourseEvaluation.objects.filter(cohort=OuterRef("pk"), day__isnull=True)
    return (
        Cohort.objects.active()
        .filter(_asks(AskedAbout.COURSE, "version"), ~Exists(whole))
        .annotate(
            last_on=Max("days__date", filter=planned),
            over_at=Max("days__parts__ends_at", filter=planned & given),
        )
        .filter(over_at__lte=now(), last_on__gte=since)
    )


def opened_too_early() -> QuerySet[CourseEvaluation]:
    """Forms of days that were moved or cancelled after they had opened, or of courses that got
    another day, which nobody has answered."""
    later = CourseDay.objects.filter(
        cohort=OuterRef("cohort"), state=DayState.PLANNED, date__gt=today()
    )
    day_is_moved = Q(day__date__gt=today()) | Q(day__state=DayState.CANCELLED)
    return CourseEvaluation.objects.open_on(today()).filter(
        day_is_moved | (Q(day__isnull=True) & Exists(later)),
        ~Exists(EvaluationTicket.objects.filter(evaluation=OuterRef("pk"))),
    )


def questions_of(evaluation: CourseEvaluation) -> list[EvaluationQuestion]:
    """The questions of a form, in order. Wants `cohort` joined. One query."""
    return list(
        EvaluationQuestion.objects.filter(
            version=evaluation.cohort.version_id, about=evaluation.about
        )
    )


def sections_of(questions: Iterable[EvaluationQuestion]) -> list[Section]:
    """The screens: neighbours with the same group."""
    sections: list[Section] = []
    for question in questions:
        if not sections or sections[-1].name != question.section:
            sections.append(Section(question.section))
        sections[-1].questions.append(question)
    return sections


def _asks(about: str, version: str) -> Q:
    asked = EvaluationQuestion.objects.filter(version=OuterRef(version), about=about)
    return Q(Exists(asked))


# ── who may answer ──────────────────────────────────────────────────────────────────────────


def people_asked(evaluation: CourseEvaluation) -> QuerySet[Enrolment]:
    """Whose answer counts: those who take part, and for a day those who had a place by then, or
    came as a guest to make it up, and were not away all of it. Nobody is kept out before
    attendance is taken."""
    active = Enrolment.objects.active()
    if not evaluation.day_id:
        return active.filter(cohort=evaluation.cohort_id)
    own = Q(cohort=evaluation.cohort_id, enrolled_at__date__lte=evaluation.day.date)
    guests = _guests().filter(host_part__day=evaluation.day_id)
    marked = Attendance.objects.filter(enrolment=OuterRef("pk"), part__day=evaluation.day_id)
    was_there = marked.filter(mark__in=COUNTS_AS_ATTENDED)
    return active.filter(
        own | Q(pk__in=guests.values("enrolment")), Exists(was_there) | ~Exists(marked)
    )


def _guests() -> QuerySet[MakeUp]:
    """Those who make up a half day in another cohort. They are asked there about that day, by the
    enrolment that they have at home; about the whole course only at home."""
    return MakeUp.objects.filter(
        state=MakeUpState.PLANNED, enrolment__state=EnrolmentState.ENROLLED
    )


def people_to_remind(evaluation: CourseEvaluation) -> QuerySet[Enrolment]:
    """Those asked who have not answered; person joined. One query."""
    ticket = EvaluationTicket.objects.filter(evaluation=evaluation, enrolment=OuterRef("pk"))
    return people_asked(evaluation).filter(~Exists(ticket)).select_related("person")


def evaluations_asked(person) -> QuerySet[CourseEvaluation]:
    """The forms that `person` (or a slot for one's key) was ever asked to answer, open or closed;
    days joined."""
    own = Enrolment.objects.active().filter(person=person, cohort=OuterRef("cohort"))
    as_guest = _guests().filter(enrolment__person=person, host_part__day=OuterRef("day"))
    marked = Attendance.objects.filter(enrolment__person=person, part__day=OuterRef("day"))
    was_there = marked.filter(mark__in=COUNTS_AS_ATTENDED)
    in_time = own.filter(enrolled_at__date__lte=OuterRef("day__date"))
    came = Q(Exists(in_time)) | Q(Exists(as_guest))
    about_the_day = came & (Q(Exists(was_there)) | ~Q(Exists(marked)))
    about_the_course = Q(day__isnull=True) & Q(Exists(own))
    return CourseEvaluation.objects.with_day().filter(
        about_the_course | (Q(day__isnull=False) & about_the_day)
    )


def evaluations_due(person) -> list[CourseEvaluation]:
    """The forms that `person` can answer today and has not, the one that closes first on top; for
    one's own page, with `cohorts/evaluating/partials/_due.html`. One query."""
    return _due(person=person.pk, day=today())


@prepared(person=KEY, day=DAY)
def _due(person, day):
    ticket = EvaluationTicket.objects.filter(evaluation=OuterRef("pk"), enrolment__person=person)
    open_ones = evaluations_asked(person).open_on(day).filter(~Exists(ticket))
    return open_ones.order_by("closes_on", "pk")


def enrolment_for(person, evaluation: CourseEvaluation) -> Enrolment | None:
    """The place in the cohort by which `person` is asked, None if not asked. One query."""
    return people_asked(evaluation).filter(person=person).first()


def has_answered(person, evaluation: CourseEvaluation) -> bool:
    """Whether `person` has answered; not what. One query."""
    return evaluation.tickets.filter(enrolment__person=person).exists()


def evaluations_to_remind_of(days_left: int) -> QuerySet[CourseEvaluation]:
    """Open forms that close within `days_left` days and have had no reminder. One query."""
    last = today() + dt.timedelta(days=days_left)
    return (
        CourseEvaluation.objects.open_on(today())
        .filter(reminded_on__isnull=True, closes_on__lte=last, opened_on__lt=today())
        .select_related("day", "cohort")
    )


def numbers_of(evaluations: Iterable[CourseEvaluation]) -> dict[int, tuple[int, int]]:
    """Per form how many answered and how many were asked: those asked today, and those who had
    answered before they left. Two queries for any number of forms."""
    evaluations = list(evaluations)
    answered = dict(
        EvaluationTicket.objects.filter(evaluation__in=evaluations)
        .values_list("evaluation")
        .annotate(Count("pk"))
    )
    asked = _asked_in(evaluations)
    return {
        row.pk: (answered.get(row.pk, 0), max(asked[row.pk], answered.get(row.pk, 0)))
        for row in evaluations
    }


def _asked_in(evaluations: list[CourseEvaluation]) -> Counter:
    """How many each form asks; the same people as `people_asked`, set-wise. One query."""
    rows = CourseEvaluation.objects.filter(pk__in=[row.pk for row in evaluations]).order_by()
    by_then = Q(cohort__enrolments__enrolled_at__date__lte=F("day__date"))
    own = rows.filter(
        Q(day__isnull=True) | (by_then & _not_away("cohort__enrolments")),
        cohort__enrolments__state=EnrolmentState.ENROLLED,
    ).values_list("pk", "cohort__enrolments")
    guests = rows.filter(
        _not_away("day__parts__guests__enrolment"),
        day__parts__guests__in=_guests(),
    ).values_list("pk", "day__parts__guests__enrolment")
    return Counter(evaluation for evaluation, _enrolment in own.union(guests))


def _not_away(enrolment: str) -> Q:
    """On a form's day the enrolment that `enrolment` leads to is marked as there in some half, or
    not marked at all."""
    marked = Attendance.objects.filter(enrolment=OuterRef(enrolment), part__day=OuterRef("day"))
    return Q(Exists(marked.filter(mark__in=COUNTS_AS_ATTENDED))) | ~Q(Exists(marked))
