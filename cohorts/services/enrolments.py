"""Enrolling people, and what happens when somebody leaves."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import signals
from cohorts.lifecycles import ENROLMENT
from cohorts.models import Cohort, Enrolment, Nomination, Registration, Seat
from cohorts.services import seats
from common import audit
from common.clock import now
from common.errors import RuleViolation
from organisations.enums import Principal
from organisations.models import Affiliation, Organisation, Person
from organisations.selectors.principals import principals_of
from organisations.services.people import find_or_create_person

Holder = Nomination | Registration


@transaction.atomic
def enrol(*, by: Person | None, cohort: Cohort, holders: Sequence[Holder]) -> list[Enrolment]:
    """Enrol those who hold a seat by a nomination or a registration, and tell the rooms above.

    What is true of them now is copied (domain.md §7.3): unit, employer, profession, principal,
    higher education. Somebody the platform does not know yet becomes a person, and is linked to
    the nomination or registration. `by` is None where a rule enrols (somebody registers without
    an account).

    Raises `RuleViolation`: "no_seat" when one of them holds none, "enrolled" when one takes part
    already. Seven queries for any number of people who are known; two or three for each who isn't.
    """
    holders = list(holders)
    if not holders:
        return []
    held = _seats_of(cohort, holders)
    if any(holder not in held for holder in holders):
        raise RuleViolation("no_seat", _("Somebody without a seat can't be enrolled."))
    _know(by, holders)
    _refuse_those_enrolled(cohort, holders)
    principals = principals_of(holder.unit for holder in holders if holder.unit_id)
    educations = _higher_education(holders)
    employers = _employer_names(holders)
    moment = now()
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            cohort=cohort,
            person=holder.person,
            seat=held[holder],
            enrolled_at=moment,
            employer_name=employers[holder],
            principal=principals.get(holder.unit_id, Principal.OTHER),
            has_higher_education=educations.get((holder.person_id, holder.unit_id)),
            **_snapshot(holder),
        )
        for holder in holders
    )
    audit.record_many(
        by=by,
        system="" if by else "enrolment.rule",
        action="enrolment.enrol",
        changes=[
            (row, None, {"state": row.state, "person": row.person_id, "seat": row.seat.number})
            for row in enrolments
        ],
    )
    signals.people_enrolled.send(sender=Cohort, cohort=cohort, enrolments=enrolments, by=by)
    return enrolments


@transaction.atomic
def leave(*, by: Person | None, enrolment: Enrolment, on: dt.date, reason: str) -> Enrolment:
    """Let somebody leave the course on a day: the seat is free again, what was done is kept.

    Raises `RuleViolation`: "reason" without one, "not_now" for somebody who has left.
    """
    if not reason.strip():
        raise RuleViolation("reason", _("Write why the person leaves the course."), field="reason")
    seats.lock_cohort(enrolment.cohort_id)
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("cohort", "person", "seat")
        .get(pk=enrolment.pk)
    )
    seat, enrolment.seat = enrolment.seat, None
    enrolment.left_on, enrolment.left_reason = on, reason.strip()
    ENROLMENT.move(
        enrolment,
        "leave",
        by=by,
        system="" if by else "enrolment.rule",
        reason=enrolment.left_reason,
        save=("seat", "left_on", "left_reason"),
        left_on=on,
    )
    if seat:
        seats.free_seat(seat)
    signals.enrolment_ended.send(sender=Cohort, enrolment=enrolment, by=by)
    return enrolment


def _seats_of(cohort: Cohort, holders: Sequence[Holder]) -> dict[Holder, Seat]:
    """The seats that they hold; one query."""
    taken = Seat.objects.filter(cohort=cohort)
    found = {(Nomination, seat.nomination_id): seat for seat in taken}
    found |= {(Registration, seat.registration_id): seat for seat in taken}
    keys = {holder: (type(holder), holder.pk) for holder in holders}
    return {holder: found[key] for holder, key in keys.items() if key in found}


def _know(by: Person | None, holders: Sequence[Holder]) -> None:
    """Make everybody a person of the platform."""
    for holder in holders:
        if holder.person_id is None:
            holder.person = find_or_create_person(
                by=by,
                system="" if by else "enrolment.rule",
                email=holder.email,
                name=holder.name,
            )
            holder.save(update_fields=["person"])


def _refuse_those_enrolled(cohort: Cohort, holders: Sequence[Holder]) -> None:
    times = Counter(holder.person_id for holder in holders)
    times.update(
        Enrolment.objects.active()
        .filter(cohort=cohort, person__in=list(times))
        .values_list("person", flat=True)
    )
    if names := sorted({holder.name for holder in holders if times[holder.person_id] > 1}):
        raise RuleViolation(
            "enrolled",
            _("%(who)s would take part twice in the same cohort.") % {"who": ", ".join(names)},
            who=names,
        )


def _higher_education(holders: Sequence[Holder]) -> dict[tuple[int, int | None], bool | None]:
    """Whether each has a higher education, by person and unit, as their affiliations say: the one
    in that unit before any other."""
    known: dict[tuple[int, int | None], bool] = {}
    anywhere: dict[int, bool] = {}
    rows = (
        Affiliation.objects.current()
        .filter(
            person__in=[holder.person_id for holder in holders], has_higher_education__isnull=False
        )
        .order_by("starts_on")
    )
    for person, unit, answer in rows.values_list("person", "unit", "has_higher_education"):
        known[person, unit] = anywhere[person] = answer
    return {
        (holder.person_id, holder.unit_id): known.get(
            (holder.person_id, holder.unit_id), anywhere.get(holder.person_id)
        )
        for holder in holders
    }


def _employer_names(holders: Sequence[Holder]) -> dict[Holder, str]:
    """What the employer of each is called: the root of the unit's tree, else what was written."""
    roots = {holder.unit.root_path for holder in holders if holder.unit_id}
    names = dict(Organisation.objects.filter(path__in=roots).values_list("path", "name"))
    return {
        holder: names[holder.unit.root_path] if holder.unit_id else holder.organisation_name
        for holder in holders
    }


def _snapshot(holder: Holder) -> dict:
    """What is copied from the row itself. Wants unit and profession joined."""
    return {
        "nomination" if isinstance(holder, Nomination) else "registration": holder,
        "unit": holder.unit,
        "unit_name": holder.unit.name if holder.unit_id else "",
        "profession": holder.profession,
        "profession_name": holder.profession.name if holder.profession_id else "",
    }
