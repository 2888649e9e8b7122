"""How urgent it is that somebody makes something up, and until when it can be done."""

import datetime as dt
from collections import defaultdict
from operator import itemgetter

from cohorts.enums import WarningLevel
from cohorts.models import Enrolment
from cohorts.selectors.attendance import AttendanceFacts
from cohorts.selectors.make_ups import last_dates
from cohorts.selectors.requirements import Progress, Standing
from courses.enums import DayKind, RequirementKind

BY_DAYS = (
    RequirementKind.DAYS_ATTENDED,
    RequirementKind.DAYS_ATTENDED_PER_TERM,
    RequirementKind.EXAMINATION_DAY_ATTENDED,
)


def level_of(item: Progress) -> WarningLevel | None:
    """How urgent one requirement is: nothing before somebody has missed something, and nothing
    once it is fulfilled. No query."""
    if item.kind not in BY_DAYS or item.missed == 0:
        return None
    if item.standing == Standing.OUT_OF_REACH:
        return WarningLevel.TO_MAKE_UP
    if item.standing == Standing.WITHIN_REACH and item.slack == 0:
        return WarningLevel.NOTHING_TO_SPARE
    return None


KINDS_OF_DAYS = {
    RequirementKind.DAYS_ATTENDED: DayKind.TEACHING,
    RequirementKind.EXAMINATION_DAY_ATTENDED: DayKind.EXAMINATION,
}


def mended_by(
    enrolment: Enrolment, kind: str, short: float, facts: AttendanceFacts
) -> dt.date | None:
    """The last date on which so many missed days (`short`) can be made up in other cohorts, as
    they are planned today: whoever is short of two must have come to the first by then.

    None where the plans give no date: nothing is short, the version lets nobody be a guest (again),
    or too few of the missed days are given anywhere. Wants `cohort__version`. One query.
    """
    version = enrolment.cohort.version
    if not short or kind not in KINDS_OF_DAYS or not version.allows_make_up:
        return None
    halves = [half for half in facts.halves(enrolment) if half.part.kind == KINDS_OF_DAYS[kind]]
    to_mend = defaultdict(float)  # number of day → how much of it
    for half in halves:
        if half.is_missed and (half.make_up is None or half.make_up.is_missed):
            to_mend[half.part.number] += half.part.weight
    planned = [half for half in halves if half.make_up and not half.make_up.is_missed]
    used = sum(half.part.weight for half in planned)
    if version.make_ups_at_most is not None and used + short > version.make_ups_at_most:
        return None
    by_date = sorted(last_dates(enrolment, to_mend).items(), key=itemgetter(1), reverse=True)
    for number, date in by_date:
        short -= to_mend[number]
        if short <= 0:
            return date
    return None
