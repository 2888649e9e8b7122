"""From when to when a manager sees whom (idea G: only the affiliation, only its dates).

What a manager sees follows from where people work, not from what they once were nominated by:

- a course is seen by those who lead the unit the person was sent from, while they work there;
- when they have left it, by those who lead the unit they have gone to, from the day after.

So the manager before sees what was until the last day, the one after what is from the first, and
somebody with two employers is seen by the one who sent them. What somebody took part in before
they came is theirs to tell.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from common.prepared import KEYS, prepared
from organisations.models import Affiliation, Organisation
from organisations.selectors.organisations import alphabetically, units_led_by

ALWAYS = dt.date.max


@dataclass(frozen=True, slots=True)
class Window:
    """Days on which somebody's course is seen, as one who works in `unit_id`."""

    unit_id: int
    affiliation_id: int
    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class _Stay:
    """One affiliation, as far as its dates matter."""

    pk: int
    unit_id: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Reach:
    """The units somebody leads, in the order of the tree, and where their people work and have
    worked, there and elsewhere."""

    units: dict[int, Organisation]
    stays: dict[int, Sequence[_Stay]]  # by person

    def windows(self, *, person: int, sent_from: int | None) -> list[Window]:
        """When a course is seen that somebody takes part in, sent from a unit; in order of date."""
        stays = self.stays.get(person, ())
        home = [stay for stay in stays if stay.unit_id == sent_from]
        left = max((stay.last for stay in home), default=ALWAYS)
        found = []
        for stay in stays:
            if stay.unit_id not in self.units:
                continue
            first = stay.first
            if stay.unit_id != sent_from:
                if left == ALWAYS:
                    continue  # still where they were sent from: another's course
                first = max(first, left + dt.timedelta(days=1))
            if first <= stay.last:
                found.append(Window(stay.unit_id, stay.pk, first, stay.last))
        return sorted(found, key=lambda window: (window.first, window.affiliation_id))

    def is_here(self, person: int, unit: int, day: dt.date) -> bool:
        """Whether somebody works in the unit on a day, or is not known to have left it."""
        stays = [stay for stay in self.stays.get(person, ()) if stay.unit_id == unit]
        return not stays or any(stay.first <= day <= stay.last for stay in stays)


def reach_of(person) -> Reach:
    """What `person` leads, and who works there. Two queries."""
    units = {unit.pk: unit for unit in _in_order(units_led_by(person))}
    stays = defaultdict(list)
    for pk, whose, unit, first, last in _stays(units=units):
        stays[whose].append(_Stay(pk, unit, first, last or ALWAYS))
    return Reach(units, dict(stays))


@prepared(units=KEYS)
def _stays(units) -> QuerySet:
    """Where those who work or worked in the units did so, there and elsewhere."""
    people = Affiliation.objects.filter(unit__in=units).values("person")
    return Affiliation.objects.filter(person__in=people).values_list(
        "pk", "person_id", "unit_id", "starts_on", "ends_on"
    )


def _in_order(units: Iterable[Organisation]) -> list[Organisation]:
    """Each below the one it belongs to, sisters by name."""
    units = list(units)
    names = {unit.path: alphabetically(unit.name) for unit in units}
    step = Organisation.steplen

    def place(unit: Organisation) -> list[tuple[str, str]]:
        above = [unit.path[:end] for end in range(step, len(unit.path) + 1, step)]
        return [(names.get(path, path), path) for path in above]

    return sorted(units, key=place)
