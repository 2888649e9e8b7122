"""What an employer's people can go to, and where the own nominations stand: the employer's home."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Prefetch, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cohorts.enums import NOMINATION_DECIDED, CohortState, DayState, NominationState
from cohorts.models import Cohort, CourseDay, Nomination
from cohorts.selectors.next_steps import PIPS, NextStep, next_step
from cohorts.selectors.nominations import (
    BY_RANK,
    cohorts_to_nominate_to,
    needs_employer,
    nominations_by,
    with_all_for_a_row,
)
from common.presentation.dates import date_words
from courses.enums import DayKind

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
    return stretches_of(planned_days().filter(cohort=cohort).prefetch_related("parts"))


def planned_days():
    """All planned course days in order, with their plan and term joined."""
    days = CourseDay.objects.filter(state=DayState.PLANNED)
    return days.select_related("plan__term").order_by("date", "plan__number")


def offers_for(person, today: dt.date) -> list[Offer]:
    """Cohorts that are open or to come, nearest last day first, then those that are closed but
    have not ended. Three queries."""
    cohorts = list(
        cohorts_to_nominate_to(person)
        .active()
        .filter(Q(closes_on__gte=today) | Q(days__date__gte=today))
        .distinct()
        .prefetch_related(Prefetch("days", queryset=planned_days(), to_attr="planned_days"))
    )
    counts: dict[int, Counter] = defaultdict(Counter)
    own = nominations_by(person).filter(cohort__in=cohorts)
    for cohort, state, count in own.values_list("cohort", "state").annotate(count=Count("pk")):
        counts[cohort][state] = count
    offers = [
        Offer(cohort, stretches_of(cohort.planned_days), counts[cohort.pk], today)
        for cohort in cohorts
    ]
    return sorted(
        offers,
        key=lambda offer: (offer.days_left < 0, abs(offer.days_left), offer.cohort.name),
    )


def offer_of(person, cohort: Cohort, today: dt.date) -> Offer:
    """One cohort as it is offered to the person's organisations. Two queries."""
    own = nominations_by(person).filter(cohort=cohort).values_list("state")
    counts = Counter(dict(own.annotate(count=Count("pk"))))
    return Offer(cohort, stretches_of(planned_days().filter(cohort=cohort)), counts, today)


def steps_for(person, today: dt.date) -> list[tuple[Nomination, NextStep]]:
    """Some own nominations with the next step of each; what waits for the employer comes first.
    Two queries."""
    rows = with_all_for_a_row(nominations_by(person).exclude(state=_S.WITHDRAWN))
    going_on = Q(cohort__closes_on__gte=today) | Q(first_day__gte=today)
    yours_first = Case(When(needs_employer(today), then=0), default=1)
    found = rows.filter(going_on).order_by(yours_first, "cohort__closes_on", BY_RANK, "name", "pk")
    return [(row, next_step(row, today)) for row in found[:STEPS_SHOWN]]
