"""Enrolments that resume or take over earlier ones: which came before, set-wise."""

from collections.abc import Iterable, Sequence
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
    rows = {
        pk: (Earlier(pk, cohort_id, version_id), continues_id)
        for pk, cohort_id, version_id, continues_id in Enrolment.objects.filter(
            person__in={enrolment.person_id for enrolment in continuing}
        ).values_list("pk", "cohort_id", "cohort__version_id", "continues_id")
    }
    for enrolment in continuing:
        setattr(enrolment, REMEMBERED, tuple(_followed(rows, enrolment.continues_id)))
    return {enrolment.pk: getattr(enrolment, REMEMBERED) for enrolment in continuing}


def everybody(enrolments: Iterable[Enrolment], chains: Chains) -> set[int]:
    """The ids of the enrolments and of all that came before them: whose facts to load."""
    ids = {enrolment.pk for enrolment in enrolments}
    return ids.union(*({row.pk for row in chain} for chain in chains.values()))


def _followed(rows: dict, pk: int | None):
    while pk in rows:
        earlier, pk = rows[pk]
        yield earlier
