"""What must hold about attendance; `invariants.py` loads it."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Cast

from cohorts.enums import MAKE_UP_STANDING, ObjectionState
from cohorts.models import (
    AbsenceNotice,
    Attendance,
    CheckIn,
    CourseDay,
    DayPart,
    MakeUp,
    Objection,
)
from common.clock import today
from common.invariants import invariant
from common.models import AuditEvent
from messaging.models import Message


def _keys(rows):
    return rows.order_by("pk").values_list("pk", flat=True)


@invariant("Every mark is of the person's own cohort, or where the person was a guest")
def marks_are_of_the_own_cohort():
    guest = MakeUp.objects.filter(
        enrolment=OuterRef("enrolment"),
        host_part=OuterRef("part"),
        state__in=MAKE_UP_STANDING,
    )
    own = Attendance.objects.exclude(part__day__cohort=F("enrolment__cohort"))
    return _keys(own.exclude(Exists(guest)))


@invariant("Nobody is marked on a day that has not come")
def no_marks_ahead():
    return _keys(Attendance.objects.filter(part__day__date__gt=today()))


@invariant("Nobody can check in to a day that is closed, or a half that is called off")
def closed_days_have_no_open_check_in():
    closed = Q(part__day__attendance_closed_at__isnull=False)
    off = Q(part__called_off_at__isnull=False)
    return _keys(CheckIn.objects.filter(closed | off, closed_at__isnull=True))


@invariant("Every course day has a half that is not called off")
def days_have_a_half_that_is_given():
    off = CourseDay.objects.filter(Exists(DayPart.every.filter(day=OuterRef("pk"))))
    return _keys(off.exclude(Exists(DayPart.objects.filter(day=OuterRef("pk")))))


@invariant("No absence is announced twice for one half day")
def absence_is_announced_once():
    standing = AbsenceNotice.objects.filter(withdrawn_at__isnull=True).values("enrolment", "part")
    found = standing.annotate(times=Count("pk")).filter(times__gt=1)
    return [f"{row['enrolment']} {row['part']}" for row in found]


@invariant("Objections are made to marks of closed days only")
def objections_are_to_closed_days():
    return _keys(Objection.objects.filter(attendance__part__day__attendance_closed_at__isnull=True))


@invariant("Every answer to an objection is told to the participant")
def answers_are_told():
    told = Message.objects.filter(
        event="objection_answered",
        subject_id=Cast(OuterRef("pk"), Message._meta.get_field("subject_id")),
    )
    answered = Objection.objects.filter(
        state__in=(ObjectionState.ACCEPTED, ObjectionState.REJECTED)
    )
    return _keys(answered.exclude(Exists(told)))


@invariant("Every closed day is in the audit log, with who closed it")
def closed_days_are_logged():
    logged = AuditEvent.objects.filter(
        action="attendance.close",
        subject_type=CourseDay._meta.label,
        subject_id=Cast(OuterRef("pk"), AuditEvent._meta.get_field("subject_id")),
        actor__isnull=False,
    )
    closed = CourseDay.objects.filter(attendance_closed_at__isnull=False)
    return _keys(closed.exclude(Exists(logged)))
