"""The code on the wall: what it is now, and where somebody can check in."""

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse

from cohorts.enums import DayState
from cohorts.models import Attendance, CheckIn, Enrolment, MakeUp

STEP = 30  # seconds that a code is shown
DIGITS = 6
EARLY = dt.timedelta(hours=1)  # before the half begins
GRACE = dt.timedelta(minutes=15)  # after that one is late


def code_at(check_in: CheckIn, moment: dt.datetime, *, ago: int = 0) -> str:
    """The code that is shown at a moment, or `ago` codes before. It follows from the secret and
    seconds since 1970, so summer time changes nothing. No query."""
    step = int(moment.timestamp()) // STEP - ago
    message = f"{check_in.part_id}:{step}".encode()
    digest = hmac.new(check_in.secret.encode(), message, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def accepts(check_in: CheckIn, code: str, moment: dt.datetime) -> bool:
    """Whether it is the code on the wall or the one before: who began to type gets done, and a
    photograph is worth nothing within a minute. No query."""
    known = [code_at(check_in, moment), code_at(check_in, moment, ago=1)]
    return any(hmac.compare_digest(code.encode(), one.encode()) for one in known)


@dataclass(frozen=True)
class Wall:
    """What the wall shows."""

    code: str
    address: str
    seconds_left: int
    here: int

    @property
    def place(self) -> str:
        """The address without its code, as one types it."""
        return self.address.partition("?")[0].partition("//")[2].rstrip("/")

    @property
    def spaced(self) -> str:
        """The digits in pairs, as people read them."""
        return " ".join(self.code[at : at + 2] for at in range(0, DIGITS, 2))


def wall_of(check_in: CheckIn, moment: dt.datetime) -> Wall:
    """The code of an open check-in, its address for the QR code, and how many have used it. One
    query."""
    code = code_at(check_in, moment)
    return Wall(
        code,
        f"{settings.SITE_URL}{reverse('cohorts:check_in')}?kod={code}",
        STEP - int(moment.timestamp()) % STEP,
        Attendance.objects.filter(part=check_in.part_id, how="code").count(),
    )


def check_ins_of(day) -> dict[int, CheckIn]:
    """The open check-ins of a day, by half. One query."""
    found = CheckIn.objects.filter(part__day=day, closed_at__isnull=True)
    return {row.part_id: row for row in found}


def open_for(person, moment: dt.datetime) -> list[tuple[CheckIn, Enrolment]]:
    """Where a person can check in at a moment: check-ins that are open, of halves that are near
    or go on, in own cohorts or where one is a guest; each with the enrolment. Three queries."""
    enrolments = list(Enrolment.objects.active().filter(person=person))
    guests = dict(
        MakeUp.objects.standing()
        .filter(enrolment__in=enrolments, host_part__isnull=False)
        .values_list("host_part", "enrolment")
    )
    by_cohort = {enrolment.cohort_id: enrolment for enrolment in enrolments}
    by_pk = {enrolment.pk: enrolment for enrolment in enrolments}
    check_ins = (
        CheckIn.objects.filter(
            Q(part__day__cohort__in=by_cohort) | Q(part__in=guests),
            closed_at__isnull=True,
            part__day__state=DayState.PLANNED,
            part__day__attendance_closed_at__isnull=True,
            part__called_off_at__isnull=True,
            part__starts_at__lte=moment + EARLY,
            part__ends_at__gte=moment,
            # a half that was moved after check-in was opened has to be opened again
            opened_at__gte=F("part__starts_at") - EARLY,
        )
        .select_related("part__day__cohort", "part__day__plan")
        .order_by("part__starts_at")
    )
    return [
        (row, by_cohort.get(row.part.day.cohort_id) or by_pk[guests[row.part_id]])
        for row in check_ins
    ]
