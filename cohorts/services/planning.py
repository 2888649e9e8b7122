"""Planning a cohort: from a programme version to dates, and changes to the whole of it."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from areas.models import Area
from cohorts import signals
from cohorts.enums import DayMode, DayState, DecidedBy
from cohorts.lifecycles import COHORT, COURSE_DAY
from cohorts.models import Cohort, CourseDay, DayPart, Seat
from cohorts.services.course_days import DayChange, announce, check_reason, raise_sequence
from cohorts.services.dates import NOTHING_BLOCKED, DayTimes, plan_terms
from cohorts.services.seats import lock_cohort
from common import audit, clock
from common.errors import RuleViolation
from courses.enums import VersionState, WayIn
from courses.models import DayPlan, ProgrammeVersion


@transaction.atomic
def plan_cohort(
    *,
    by,
    version: ProgrammeVersion,
    area: Area | None,
    name: str,
    seats: int,
    first_days: Sequence[dt.date],
    weekdays: Collection[int],
    opens_on: dt.date,
    closes_on: dt.date,
    answer_by: dt.date | None = None,
    every_n_weeks: int = 1,
    times: DayTimes | None = None,
    venue: str = "",
    mode: str = DayMode.ON_SITE,
    meeting_url: str = "",
    blocked: Mapping[dt.date, str] = NOTHING_BLOCKED,
    decided_by: str = DecidedBy.BOARD,
) -> Cohort:
    """A new cohort with all its days, each of two half days (domain.md, flow 1).

    `first_days` has one date, or one for each term of the version; `weekdays` count from Monday,
    0; `blocked` gives dates that won't do, with their reasons. Without an `area` the course is
    for the whole country. Raises `RuleViolation`: `version_not_published`, `no_days`, `seats`,
    what `plan_terms` and `DayTimes.check` raise, and `window` when nomination would not end before
    the first day. Eight queries, however many days.
    """
    if version.state != VersionState.PUBLISHED:
        raise RuleViolation(
            "version_not_published",
            _("This version of the programme is not published."),
            _("Choose a published version."),
            field="version",
        )
    _check_seats(seats, version)
    times = times or DayTimes()
    times.check()
    plans = list(version.days.order_by("term__number", "number"))
    if not plans:
        raise RuleViolation("no_days", _("This version has no days to plan."), field="version")
    terms = plan_terms(first_days, days_by_term(plans), weekdays, every_n_weeks, blocked)
    dates = [planned.date for term in terms for planned in term]
    if version.way_in != WayIn.NOMINATION:
        answer_by = None
    check_window(opens_on, closes_on, answer_by, dates[0])
    cohort = Cohort.objects.create(
        version=version,
        area=area,
        name=name,
        slug=free_slug(version, area, name),
        seats=seats,
        venue=venue,
        opens_on=opens_on,
        closes_on=closes_on,
        answer_by=answer_by,
        decided_by=decided_by,
    )
    days = CourseDay.objects.bulk_create(
        CourseDay(cohort=cohort, plan=plan, date=date, mode=mode, meeting_url=meeting_url)
        for plan, date in zip(plans, dates, strict=True)
    )
    DayPart.objects.bulk_create(
        DayPart(day=day, half=half, starts_at=starts, ends_at=ends)
        for day in days
        for half, (starts, ends) in times.on(day.date).items()
    )
    audit.record(
        by=by,
        action="cohort.plan",
        on=cohort,
        after={**_facts(cohort), "version": version.pk, "days": dates},
    )
    return cohort


@transaction.atomic
def change_cohort(
    *,
    by,
    cohort: Cohort,
    name: str,
    seats: int,
    venue: str,
    opens_on: dt.date,
    closes_on: dt.date,
    answer_by: dt.date | None = None,
    welcomes_guests: bool | None = None,
    reason: str = "",
) -> Cohort:
    """Another name, place, number of seats or window, or whether guests from other areas may come
    to make up a day (None leaves that as it is).

    A new place reaches the calendars of all days to come that have no place of their own. Raises
    `RuleViolation`: `not_now` when cancelled, `seats` below what is taken or above the version's,
    `window`.
    """
    locked = lock_cohort(cohort.pk)
    locked.version = cohort.version
    COHORT.step(locked.state, "cancel")  # a cancelled cohort stays as it was
    _check_seats(seats, locked.version)
    days = list(locked.days.filter(state=DayState.PLANNED).in_order())
    if not locked.is_by_nomination:
        answer_by = None
    if days:
        check_window(opens_on, closes_on, answer_by, days[0].date)
    before = _facts(locked)
    elsewhere = [
        DayChange.before(day)
        for day in days
        if venue != locked.venue and not day.venue and day.date >= clock.today()
    ]
    _renumber_seats(locked, seats)
    locked.name, locked.seats, locked.venue = name, seats, venue
    locked.opens_on, locked.closes_on, locked.answer_by = opens_on, closes_on, answer_by
    if welcomes_guests is not None:
        locked.welcomes_guests = welcomes_guests
    locked.save()
    after = _facts(locked)
    changed = [field for field in after if after[field] != before[field]]
    if changed:
        audit.record(
            by=by,
            action="cohort.change",
            on=locked,
            before={field: before[field] for field in changed},
            after={field: after[field] for field in changed},
            reason=reason,
        )
        signals.cohort_changed.send(Cohort, cohort=locked, by=by)
    announce(by=by, cohort=locked, changes=elsewhere, reason=reason)
    return locked


@transaction.atomic
def cancel_cohort(*, by, cohort: Cohort, reason: str) -> Cohort:
    """Call the whole course off: the days that are left are cancelled, and everybody is told.

    What has been (attendance, homework) stays. Raises `RuleViolation`: `reason_missing`, and
    `not_now` when it is cancelled already.
    """
    check_reason(reason)
    locked = lock_cohort(cohort.pk)
    COHORT.move(locked, "cancel", by=by, reason=reason)
    left = locked.days.filter(
        state=DayState.PLANNED, date__gte=clock.today(), attendance_closed_at__isnull=True
    )
    days = list(left.in_order())
    for day in days:
        COURSE_DAY.move(day, "cancel", by=by, reason=reason)
    raise_sequence(days)
    signals.cohort_cancelled.send(Cohort, cohort=locked, days=days, by=by, reason=reason)
    return locked


def days_by_term(plans: Sequence[DayPlan]) -> list[int]:
    """How many days each term has, in order; one number for a programme without terms."""
    counts: dict[int | None, int] = {}
    for plan in plans:
        counts[plan.term_id] = counts.get(plan.term_id, 0) + 1
    return list(counts.values())


def check_window(
    opens_on: dt.date, closes_on: dt.date, answer_by: dt.date | None, first_day: dt.date
) -> None:
    """Raise `RuleViolation("window")` unless all of it comes in order, before the first day."""
    if closes_on < opens_on:
        raise RuleViolation("window", _("The last day comes before the first."), field="closes_on")
    if closes_on >= first_day:
        raise RuleViolation(
            "window",
            _("The last day must come before the course begins."),
            _("Choose a day before the first course day."),
            field="closes_on",
        )
    if answer_by and not closes_on <= answer_by < first_day:
        raise RuleViolation(
            "window",
            _("Nominees need until the last day to nominate, and must answer before the course."),
            _("Choose a day between the two."),
            field="answer_by",
        )


def free_slug(version: ProgrammeVersion, area: Area | None, name: str) -> str:
    """A readable address that nobody has: `bas-nordvastra-skane-6`. The number is the name's."""
    place = area.slug if area else _("national")
    stem = slugify(f"{version.programme.short_name} {place}")[:90]
    taken = set(Cohort.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbers = re.findall(r"\d+", name)
    number = int(numbers[-1]) if numbers else len(taken) + 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _check_seats(seats: int, version: ProgrammeVersion) -> None:
    if not 1 <= seats <= version.seats:
        raise RuleViolation(
            "seats",
            _("A cohort of this programme has from 1 to %(most)s seats.") % {"most": version.seats},
            field="seats",
        )


def _renumber_seats(cohort: Cohort, seats: int) -> None:
    """Give holders of numbers above the new last seat the free numbers below it."""
    held = dict(cohort.taken_seats.order_by("number").values_list("number", "pk"))
    if len(held) > seats:
        raise RuleViolation(
            "seats",
            _("%(taken)s seats are taken.") % {"taken": len(held)},
            _("Write that number or a higher one."),
            field="seats",
        )
    free = (number for number in range(1, seats + 1) if number not in held)
    for number, pk in held.items():
        if number > seats:
            Seat.objects.filter(pk=pk).update(number=next(free))


def _facts(cohort: Cohort) -> dict:
    """What the audit log keeps of a cohort."""
    fields = ("name", "seats", "venue", "opens_on", "closes_on", "answer_by", "decided_by")
    fields += ("welcomes_guests",)
    return {field: getattr(cohort, field) for field in fields}
