"""Enrolments that resume or take over earlier ones: which came before, set-wise."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cohorts.models import Enrolment


class Earlier(NamedTuple):
    """An enrolment that was continued, and where it was."""

    pk: int
    cohort_id: int
    version_id: int


Chains = dict[int, tuple[Earlier, ...]]
REMEMBERED = "_what_came_before"


def load_chains(enrolments: Sequence[Enrolment]) -> Chains:
    """What came before each enrolment, the latest first; those that continue nothing are left out.

    No query when none does, else one: somebody's enrolments are few, so all of the people's are
    read at once and followed here. The rows remember it, so that several kinds of fact about the
    same people ask once.
    """
    continuing = [enrolment for enrolment in enrolments if enrolment.continues_id]
    if all(hasattr(enrolment, REMEMBERED) for enrolment in continuing):
        return {enrolment.pk: getattr(enrolment, REMEMBERED) for enrolment in continuing}
    people = {enrolment.person_id for enrolment in continuing}
    rows = Enrolment.objects.filter(person__in=people)
    _remember(
        continuing,
        {
            pk: (Earlier(pk, cohort_id, version_id), continues_id)
            for pk, cohort_id, version_id, continues_id in rows.values_list(
                "pk", "cohort_id", "cohort__version_id", "continues_id"
            )
        },
    )
    return {enrolment.pk: getattr(enrolment, REMEMBERED) for enrolment in continuing}


def know_each_other(enrolments: Iterable[Enrolment]) -> None:
    """Let the rows remember what came before them, where these are all that their people ever
    took part in. `cohort` is loaded. No query."""
    rows = list(enrolments)
    _remember(
        rows,
        {
            row.pk: (Earlier(row.pk, row.cohort_id, row.cohort.version_id), row.continues_id)
            for row in rows
        },
    )


def _remember(enrolments: Iterable[Enrolment], rows: Mapping[int, tuple]) -> None:
    for enrolment in enrolments:
        setattr(enrolment, REMEMBERED, tuple(_followed(rows, enrolment.continues_id)))


def _followed(rows: Mapping, pk: int | None):
    while pk in rows:
        earlier, pk = rows[pk]
        yield earlier
