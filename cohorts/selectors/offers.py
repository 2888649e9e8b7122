"""What an employer's people can go to, and where the own nominations stand: the employer's home."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    When,
    prefetch_related_objects,
)
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cohorts.enums import NOMINATION_DECIDED, CohortState, DayState, NominationState
from cohorts.models import Cohort, CourseDay, Nomination
from cohorts.selectors.cohorts import COHORT_SCOPES, UNIT_OR_COHORT_REACH
from cohorts.selectors.next_steps import PIPS, NextStep, next_step
from cohorts.selectors.nominations import BY_RANK, needs_employer, with_all_for_a_row
from common.prepared import DAY, KEYS, TEXTS, prepared
from common.presentation.dates import date_words
from courses.enums import DayKind, WayIn
from organisations.models import Organisation
from organisations.roles import Permission

_S = NominationState
DAY_PIPS = {DayKind.TEACHING: "day", DayKind.EXAMINATION: "exam"}
SOON = 21  # days left that are worth a warning
STEPS_SHOWN = 6


@dataclass(frozen=True)
class Stretch:
    """The days of a term, or of the whole of a course without terms."""

    name: str
    days: tuple[CourseDay, ...]

    @property
    def pips(self) -> list[str]:
        return [DAY_PIPS[day.plan.kind] for day in self.days]

    @property
    def in_words(self) -> str:
        """8 course days and 1 examination day."""
        kinds = Counter(day.plan.kind for day in self.days)
        teaching, examination = kinds[DayKind.TEACHING], kinds[DayKind.EXAMINATION]
        words = ngettext("{n} course day", "{n} course days", teaching).format(n=teaching)
        if examination:
            words = _("{days} and {examinations}").format(
                days=words,
                examinations=ngettext(
                    "{n} examination day", "{n} examination days", examination
                ).format(n=examination),
            )
        return f"{self.name}: {words}" if self.name else words


@dataclass(frozen=True)
class Offer:
    """One cohort as it is offered, with the own nominations by state."""

    cohort: Cohort
    stretches: tuple[Stretch, ...]
    counts: Counter
    today: dt.date

    @property
    def days(self) -> list[CourseDay]:
        return [day for stretch in self.stretches for day in stretch.days]

    @property
    def first_day(self) -> dt.date | None:
        return min((day.date for day in self.days), default=None)

    @property
    def last_day(self) -> dt.date | None:
        return max((day.date for day in self.days), default=None)

    @property
    def is_open(self) -> bool:
        return self.cohort.is_open_on(self.today)

    @property
    def is_to_come(self) -> bool:
        return self.cohort.state == CohortState.PLANNED and self.today < self.cohort.opens_on

    @property
    def days_left(self) -> int:
        """Days until the last day to nominate; 0 on the day itself."""
        return (self.cohort.closes_on - self.today).days

    @property
    def window(self) -> tuple[str, str]:
        """Tone and words for whether one can nominate now."""
        if self.cohort.state == CohortState.CANCELLED:
            return "stop", _("Cancelled")
        if self.is_to_come:
            return "", _("Opens %(day)s") % {"day": date_words(self.cohort.opens_on, "date")}
        if self.is_open:
            left = self.days_left
            words = ngettext("{n} day left", "{n} days left", left).format(n=left)
            return ("warn" if left <= SOON else "info"), (words if left else _("Last day today"))
        if any(self.counts[state] for state in NOMINATION_DECIDED):
            return "done", pgettext("nominations", "Decided")
        return "", _("Closed %(day)s") % {"day": date_words(self.cohort.closes_on, "date")}

    @property
    def own_in_words(self) -> str:
        """1 complete, 2 waiting, 1 draft."""
        words = [count_words(state, self.counts[state]) for state in PIPS if self.counts[state]]
        return ", ".join(words)

    @property
    def own_pips(self) -> list[str]:
        return [shape for state, shape in PIPS.items() for _pip in range(self.counts[state])]

    @property
    def drafts(self) -> int:
        """How many can still be finished and sent."""
        return self.counts[_S.DRAFT] if self.is_open else 0

    @property
    def drafts_in_words(self) -> str:
        words = ngettext("{n} draft to finish", "{n} drafts to finish", self.drafts)
        return words.format(n=self.drafts)


def in_a_sentence(name: str) -> str:
    """A programme's name inside a sentence: "Basutbildning" → "basutbildning"."""
    return name[:1].lower() + name[1:]


def count_words(state: str, count: int) -> str:
    """How many nominations are in a state: "2 complete"."""
    phrases = {
        _S.DRAFT: ngettext("{n} draft", "{n} drafts", count),
        _S.AWAITING: ngettext("{n} waiting for an answer", "{n} waiting for answers", count),
        _S.COMPLETE: ngettext("{n} complete", "{n} complete", count),
        _S.DECLINED: ngettext("{n} answered no", "{n} answered no", count),
        _S.ACCEPTED: ngettext("{n} accepted", "{n} accepted", count),
        _S.RESERVE: ngettext("{n} reserve", "{n} reserves", count),
        _S.REJECTED: ngettext("{n} not accepted", "{n} not accepted", count),
    }
    return phrases[_S(state)].format(n=count)


def stretches_of(days: Iterable[CourseDay]) -> tuple[Stretch, ...]:
    """Days by term, in order. Wants `plan__term` joined."""
    by_term: dict[str, list[CourseDay]] = defaultdict(list)
    for day in days:
        by_term[day.plan.term.name if day.plan.term else ""].append(day)
    return tuple(Stretch(name, tuple(found)) for name, found in by_term.items())


def days_of(cohort: Cohort) -> tuple[Stretch, ...]:
    """The planned days of a cohort, by term, with half days. Two queries."""
    days = planned_days([cohort])[cohort.pk]
    prefetch_related_objects(days, "parts")
    return stretches_of(days)


def planned_days(cohorts: Iterable[Cohort]) -> dict[int, list[CourseDay]]:
    """The planned course days of each cohort in order, with their plan and term joined. One
    query."""
    found: dict[int, list[CourseDay]] = defaultdict(list)
    for day in _planned_days(cohorts=[cohort.pk for cohort in cohorts]):
        found[day.cohort_id].append(day)
    return found


@prepared(cohorts=KEYS)
def _planned_days(cohorts) -> QuerySet[CourseDay]:
    days = CourseDay.objects.filter(cohort__in=cohorts, state=DayState.PLANNED)
    return days.select_related("plan__term").order_by("date", "plan__number")


def offered_cohorts(person, permission: Permission, way_in: WayIn, today: dt.date) -> list[Cohort]:
    """Cohorts that the person's organisations may send people to by `permission`, open, to come
    or going on, first to close first; programme and area joined. One query."""
    roots = Organisation.roots_of(person.reach(permission).paths)
    return _offered(way_in, roots=roots, today=today) if roots else []


@prepared(roots=TEXTS, today=DAY)
def _offered(way_in, roots, today) -> QuerySet[Cohort]:
    days_left = CourseDay.objects.filter(cohort=OuterRef("pk"), date__gte=today)
    return (
        Cohort.objects.offered_to_members(roots)
        .active()
        .filter(Q(closes_on__gte=today) | Exists(days_left), version__way_in=way_in)
        .with_programme()
        .order_by("closes_on", "name")
    )


def offers_for(person, today: dt.date) -> list[Offer]:
    """Cohorts that are open or to come, nearest last day first, then those that are closed but
    have not ended. Three queries."""
    cohorts = offered_cohorts(person, Permission.NOMINATE, WayIn.NOMINATION, today)
    days, counts = planned_days(cohorts), own_counts(person, cohorts)
    offers = [
        Offer(cohort, stretches_of(days[cohort.pk]), counts[cohort.pk], today) for cohort in cohorts
    ]
    return sorted(
        offers,
        key=lambda offer: (offer.days_left < 0, abs(offer.days_left), offer.cohort.name),
    )


def offer_of(person, cohort: Cohort, today: dt.date) -> Offer:
    """One cohort as it is offered to the person's organisations. Two queries."""
    days, counts = planned_days([cohort]), own_counts(person, [cohort])
    return Offer(cohort, stretches_of(days[cohort.pk]), counts[cohort.pk], today)


def own_counts(person, cohorts: Iterable[Cohort]) -> dict[int, Counter]:
    """How many of the own nominations to each cohort are in each state. One query."""
    reach = person.reach(Permission.NOMINATE, *COHORT_SCOPES)
    keys = [cohort.pk for cohort in cohorts]
    found: dict[int, Counter] = defaultdict(Counter)
    for cohort, state, count in _own_counts(
        reach.is_everywhere, cohorts=keys, paths=reach.paths, **reach.keys
    ):
        found[cohort][state] = count
    return found


@prepared(cohorts=KEYS, **UNIT_OR_COHORT_REACH)
def _own_counts(is_everywhere, cohorts, **reach) -> QuerySet:
    """(cohort, state, how many)"""
    own = Nomination.objects.filter(cohort__in=cohorts)
    own = own if is_everywhere else own.within(**reach)
    return own.values_list("cohort", "state").annotate(Count("pk"))


def steps_for(person, today: dt.date) -> list[tuple[Nomination, NextStep]]:
    """Some own nominations with the next step of each; what waits for the employer comes first.
    Two queries."""
    reach = person.reach(Permission.NOMINATE, *COHORT_SCOPES)
    found = _own_next(reach.is_everywhere, today=today, paths=reach.paths, **reach.keys)
    return [(row, next_step(row, today)) for row in found]


@prepared(today=DAY, **UNIT_OR_COHORT_REACH)
def _own_next(is_everywhere, today, **reach) -> QuerySet[Nomination]:
    own = Nomination.objects.exclude(state=_S.WITHDRAWN)
    rows = with_all_for_a_row(own if is_everywhere else own.within(**reach))
    going_on = Q(cohort__closes_on__gte=today) | Q(first_day__gte=today)
    yours_first = Case(When(needs_employer(today), then=0), default=1)
    found = rows.filter(going_on).order_by(yours_first, "cohort__closes_on", BY_RANK, "name", "pk")
    return found[:STEPS_SHOWN]
