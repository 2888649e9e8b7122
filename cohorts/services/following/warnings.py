"""Early warning, while it can still be mended: once for each level, to the participant, the
trainers, and who nominated or registered the person (the last ones learn the status only)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from cohorts.enums import CohortState, DayState, WarningLevel
from cohorts.models import Certificate, CohortRole, CourseDay, EarlyWarning, Enrolment
from cohorts.selectors.completion import completion_of
from cohorts.selectors.continuing import load_chains
from cohorts.selectors.early_warnings import level_of
from cohorts.selectors.requirements import Progress
from common.clock import now, today
from messaging.services.ledger import Letter, enqueue_many
from organisations.roles import Permission, roles_with

OWN = "early_warning"
TRAINER = "early_warning_trainer"
NOMINATOR = "early_warning_nominator"
CAN_BE_MENDED = dt.timedelta(days=180)  # after the last day: as long as another cohort may come


@dataclass(frozen=True)
class Warned:
    """Somebody to warn about one requirement."""

    enrolment: Enrolment
    item: Progress
    level: WarningLevel


def warn_everybody() -> int:
    """What the timetable does every night, for courses that run or ended not long ago. Running it
    twice tells nothing twice. Returns how many warnings were new."""
    recent = CourseDay.objects.filter(
        cohort=OuterRef("cohort"), state=DayState.PLANNED, date__gte=today() - CAN_BE_MENDED
    )
    begun = CourseDay.objects.filter(cohort=OuterRef("cohort"), date__lte=today())
    people = _followed().filter(Exists(recent), Exists(begun))
    return _warn(people)


def warn_cohort(cohort_id: int) -> int:
    """The same for one cohort, when one of its days is closed; in the caller's transaction."""
    return _warn(_followed().filter(cohort=cohort_id))


def _followed():
    certified = Certificate.objects.standing().filter(enrolment=OuterRef("pk"))
    return (
        Enrolment.objects.active()
        .filter(cohort__state=CohortState.PLANNED)
        .exclude(Exists(certified))
        .select_related("cohort", "person")
    )


@transaction.atomic
def _warn(people: Iterable[Enrolment]) -> int:
    """Eleven queries or so for any number of people; three more when somebody is to be warned."""
    people = list(people)
    found = [
        Warned(completion.enrolment, item, level)
        for completion in completion_of(people).values()
        for item in completion.items
        if (level := level_of(item))
    ]
    told = set(
        EarlyWarning.objects.filter(enrolment__in=[row.enrolment for row in found]).values_list(
            "enrolment_id", "kind", "level"
        )
    )
    new = [row for row in found if (row.enrolment.pk, row.item.kind, row.level) not in told]
    if not new:
        return 0
    EarlyWarning.objects.bulk_create(
        [
            EarlyWarning(
                enrolment=row.enrolment, kind=row.item.kind, level=row.level, warned_at=now()
            )
            for row in new
        ],
        ignore_conflicts=True,  # somebody else has just warned: the ledger's key tells it once
    )
    _tell(new)
    return len(new)


def _tell(new: Sequence[Warned]) -> None:
    trainers, nominators = _trainers(new), _nominators(new)
    letters = defaultdict(list)
    for row in new:
        enrolment = row.enrolment
        key = f"{enrolment.pk}:{row.item.kind}:{row.level}"
        facts = {
            "enrolment": enrolment.pk,
            "kind": row.item.kind,
            "level": row.level,
            "short": row.item.short,
            "can_make_up": row.item.can_make_up,
        }
        letters[OWN].append(Letter(enrolment.person, f"{OWN}:{key}", enrolment, facts))
        for person in trainers[enrolment.cohort_id]:
            letters[TRAINER].append(
                Letter(person, f"{TRAINER}:{key}:{person.pk}", enrolment, facts)
            )
        if person := nominators.get(enrolment.pk):
            status_only = {"enrolment": enrolment.pk, "level": row.level}
            letters[NOMINATOR].append(
                Letter(person, f"{NOMINATOR}:{key}:{person.pk}", enrolment, status_only)
            )
    for event, rows in letters.items():
        enqueue_many(by=None, event=event, letters=rows)


def _trainers(new: Sequence[Warned]) -> dict[int, list]:
    """By cohort; one query."""
    found = defaultdict(list)
    for role in (
        CohortRole.objects.current()
        .filter(
            cohort__in={row.enrolment.cohort_id for row in new},
            role__in=roles_with(Permission.TAKE_ATTENDANCE),
            person__is_active=True,
        )
        .select_related("person")
    ):
        found[role.cohort_id].append(role.person)
    return found


def _nominators(new: Sequence[Warned]) -> dict[int, object]:
    """Who nominated or registered each, by enrolment; also before a pause. Two queries."""
    enrolments = [row.enrolment for row in new]
    chains = load_chains(enrolments)
    ids = {row.pk: [row.pk, *(e.pk for e in chains.get(row.pk, ()))] for row in enrolments}
    by = {}
    for row in Enrolment.objects.filter(
        pk__in={pk for chain in ids.values() for pk in chain}
    ).select_related("nomination__nominated_by", "registration__registered_by"):
        sender = row.nomination.nominated_by if row.nomination_id else None
        if sender is None and row.registration_id:
            sender = row.registration.registered_by
        if sender and sender.is_active:
            by[row.pk] = sender
    found = {pk: next((by[e] for e in chain if e in by), None) for pk, chain in ids.items()}
    return {pk: sender for pk, sender in found.items() if sender}
