"""Where people work or belong, and that they no longer do."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from common import audit
from common.clock import now, today
from common.errors import RuleViolation
from messaging.services.ledger import enqueue
from organisations.enums import AffiliationKind, OrganisationKind
from organisations.models import Affiliation, Organisation, Person, Profession

KINDS = {
    OrganisationKind.PROVIDER: AffiliationKind.COMMISSIONED,
    OrganisationKind.USER_ORGANISATION: AffiliationKind.MEMBER,
}
ENDED = "affiliation_ended"
TO_COME = dt.timedelta(days=366)  # how far ahead a last day can be noted
TO_UNDO = dt.timedelta(days=30)  # how long after the last day it can be taken back


@transaction.atomic
def note_affiliation(
    *,
    by: Person | None,
    person: Person,
    unit: Organisation,
    profession: Profession | None,
    system: str = "",
) -> Affiliation:
    """Note that somebody works in, or belongs to, a unit from today, unless that is known.

    Other affiliations stay as they are: people have two employers. `by` is None for what people
    do without an account; `system` then says what. One query, four for something new.
    """
    known = Affiliation.objects.current().filter(person=person, unit=unit).first()
    if known:
        return known
    return _begin(by=by, system=system, person=person, unit=unit, profession=profession)


@transaction.atomic
def end_affiliation(
    *,
    by: Person,
    affiliation: Affiliation,
    last_day: dt.date,
    moves_to: Organisation | None = None,
) -> Affiliation:
    """Note somebody's last day in a unit and, if they move, where they work from the day after.

    From then on the unit's managers see nothing new about the person, and those of the new unit
    do (idea G). The person is told. Raises `RuleViolation`: "not_now" when the last day is noted
    already, "before_start", "too_far_ahead", "same_unit".
    """
    affiliation = _locked(affiliation)
    if affiliation.ends_on:
        raise RuleViolation(
            "not_now",
            _("It is already noted when %(person)s leaves.") % {"person": affiliation.person},
            _("Take that back first, if the day is wrong."),
        )
    _check_last_day(affiliation, last_day)
    if moves_to and moves_to.pk == affiliation.unit_id:
        raise RuleViolation(
            "same_unit", _("Choose another unit than the present one."), field="moves_to"
        )
    affiliation.ends_on = last_day
    affiliation.save(update_fields=["ends_on"])
    audit.record(
        by=by,
        action="affiliation.end",
        on=affiliation,
        before={"ends_on": None},
        after={"ends_on": last_day, "moves_to": moves_to.pk if moves_to else None},
    )
    if moves_to:
        _move(by, affiliation, moves_to)
    if by != affiliation.person:
        _tell(by, affiliation, moves_to)
    return affiliation


@transaction.atomic
def undo_end(*, by: Person, affiliation: Affiliation) -> Affiliation:
    """Take back that somebody has left, or moved, as if it had never been noted.

    Raises `RuleViolation`: "not_now" when no last day is noted, or it lies too far back; or when
    the person has gone on from the unit they moved to.
    """
    affiliation = _locked(affiliation)
    if not can_be_undone(affiliation):
        raise RuleViolation(
            "not_now",
            _("This can no longer be taken back here."),
            _("Ask an administrator to change the dates."),
        )
    before = affiliation.ends_on
    later = Affiliation.objects.filter(moved_from=affiliation).first()
    if later:
        if later.ends_on:
            raise RuleViolation(
                "not_now",
                _("%(person)s has left the unit they moved to as well.")
                % {"person": affiliation.person},
                _("Take that back first."),
            )
        audit.record(by=by, action="affiliation.delete", on=later, before={"unit": later.unit_id})
        later.delete()
    affiliation.ends_on = None
    affiliation.save(update_fields=["ends_on"])
    audit.record(
        by=by,
        action="affiliation.undo_end",
        on=affiliation,
        before={"ends_on": before},
        after={"ends_on": None},
    )
    return affiliation


def can_be_undone(affiliation: Affiliation) -> bool:
    """Whether a noted last day can still be taken back by a manager."""
    return affiliation.ends_on is not None and today() <= affiliation.ends_on + TO_UNDO


def _locked(affiliation: Affiliation) -> Affiliation:
    rows = Affiliation.objects.select_for_update(of=("self",))
    return rows.select_related("person", "unit").get(pk=affiliation.pk)


def _begin(*, by, person, unit, profession, system="", starts_on=None, **fields) -> Affiliation:
    affiliation = Affiliation.objects.create(
        person=person,
        unit=unit,
        kind=KINDS.get(unit.get_root().kind, AffiliationKind.EMPLOYED),
        profession=profession,
        starts_on=starts_on or today(),
        **fields,
    )
    audit.record(
        by=by,
        system=system,
        action="affiliation.create",
        on=affiliation,
        after={
            "person": person.pk,
            "unit": unit.pk,
            "kind": affiliation.kind,
            "starts_on": affiliation.starts_on,
        },
    )
    return affiliation


def _move(by: Person, affiliation: Affiliation, unit: Organisation) -> None:
    """The new affiliation, from the day after; none where the person works there already."""
    starts_on = affiliation.ends_on + dt.timedelta(days=1)
    there = Affiliation.objects.current(starts_on).filter(person=affiliation.person, unit=unit)
    if not there.exists():
        _begin(
            by=by,
            person=affiliation.person,
            unit=unit,
            profession=affiliation.profession,
            starts_on=starts_on,
            has_higher_education=affiliation.has_higher_education,
            moved_from=affiliation,
        )


def _check_last_day(affiliation: Affiliation, last_day: dt.date) -> None:
    if last_day < affiliation.starts_on:
        raise RuleViolation(
            "before_start",
            _("%(person)s works there from a later day.") % {"person": affiliation.person},
            _("Choose a later day."),
            field="last_day",
        )
    if last_day > today() + TO_COME:
        raise RuleViolation(
            "too_far_ahead",
            _("The last day can be noted a year ahead."),
            _("Choose an earlier day."),
            field="last_day",
        )


def _tell(by: Person, affiliation: Affiliation, moves_to: Organisation | None) -> None:
    """The person learns what was noted about them, and what to do if it is wrong."""
    enqueue(
        by=by,
        event=ENDED,
        to=affiliation.person,
        context={
            "unit": affiliation.unit.name,
            "last_day": affiliation.ends_on.isoformat(),
            "moves_to": moves_to.name if moves_to else "",
        },
        dedupe_key=f"{ENDED}:{affiliation.pk}:{now().isoformat()}",
        cause=affiliation,
    )
