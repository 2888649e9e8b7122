"""Checking in oneself by the code on the wall. The trainer opens it for a half day."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.enums import Mark, MarkedHow
from cohorts.models import Attendance, CheckIn, DayPart
from cohorts.models.check_in import new_secret
from cohorts.selectors.check_in import EARLY, GRACE, accepts, open_for
from cohorts.services.attendance import lock_day
from common import audit
from common.clock import now
from common.errors import RuleViolation
from common.presentation.dates import clock_time


@transaction.atomic
def open_check_in(*, by, part: DayPart) -> CheckIn:
    """Let people check in to a half day, from an hour before it begins until it ends. Opening
    again draws new codes. Raises `RuleViolation`: those of `lock_day`, `day_closed`,
    `half_called_off`, `not_now`."""
    day = lock_day(part.day_id)
    if day.attendance_closed_at:
        raise RuleViolation("day_closed", _("The day is closed."))
    if not day.parts.filter(pk=part.pk).exists():
        raise RuleViolation("half_called_off", _("This half of the day is called off."))
    moment = now()
    if not part.starts_at - EARLY <= moment <= part.ends_at:
        raise RuleViolation(
            "not_now",
            _("People can check in from an hour before it begins until it ends."),
        )
    check_in, _made = CheckIn.objects.update_or_create(
        part=part,
        defaults={
            "opened_by": by,
            "opened_at": moment,
            "closed_at": None,
            "secret": new_secret(),
        },
    )
    audit.record(by=by, action="check_in.open", on=check_in)
    return check_in


@transaction.atomic
def close_check_in(*, by, part: DayPart) -> None:
    """End it; nothing happens if it is closed already."""
    check_in = CheckIn.objects.select_for_update().filter(part=part, closed_at__isnull=True).first()
    if check_in:
        check_in.closed_at = now()
        check_in.save(update_fields=["closed_at"])
        audit.record(by=by, action="check_in.close", on=check_in)


@transaction.atomic
def check_in(*, by, code: str) -> Attendance:
    """Mark oneself as here, or late from a quarter of an hour after the beginning. Once.

    Only the present code and the one before work, only in one's own courses (or as a guest), and
    only near or during the half day, so that a photographed code is dead within a minute. A mark
    that is there is never changed. Views limit the tries. Raises `RuleViolation`:
    `no_check_in_open`, `wrong_code`, `already_marked`, and those of `lock_day`.
    """
    moment = now()
    possible = open_for(by, moment)
    if not possible:
        raise RuleViolation(
            "no_check_in_open",
            _("There is nothing to check in to just now."),
            _("The trainer opens check-in on the course day. Ask in the room."),
        )
    digits = "".join(character for character in code if character.isdecimal())
    found = next((pair for pair in possible if accepts(pair[0], digits, moment)), None)
    if found is None:
        raise RuleViolation(
            "wrong_code",
            _("This isn't the code on the wall now."),
            _("It changes every half minute. Look again and write the new one."),
            field="code",
        )
    opened, enrolment = found
    lock_day(opened.part.day_id)
    if not CheckIn.objects.filter(pk=opened.pk, closed_at__isnull=True).exists():
        raise RuleViolation("no_check_in_open", _("The trainer has just closed check-in."))
    there = Attendance.objects.filter(enrolment=enrolment, part=opened.part).first()
    if there:
        words = {"mark": there.get_mark_display(), "time": clock_time(there.marked_at)}
        raise RuleViolation(
            "already_marked",
            _("You are marked already: %(mark)s, at %(time)s.") % words,
            _("Talk to your trainer if that is wrong."),
        )
    row = Attendance.objects.create(
        enrolment=enrolment,
        part=opened.part,
        mark=Mark.PRESENT if moment <= opened.part.starts_at + GRACE else Mark.LATE,
        how=MarkedHow.CODE,
        marked_by=by,
        marked_at=moment,
    )
    after = {"mark": row.mark, "how": row.how}
    audit.record(by=by, action="attendance.mark", on=row, after=after)
    return row
