"""The order that an employer puts its nominees in."""

from cohorts.models import Nomination
from cohorts.selectors.nominations import nominations_by
from common import audit


def make_room(*, by, nomination: Nomination) -> list[Nomination]:
    """Let a nomination have its place alone: whoever held it moves one step down, and so do
    those behind, up to the next free place. Gives those who moved.

    Only nominees whom `by` may nominate are moved: nobody's order is changed behind their back.
    Two queries, four if somebody moves.
    """
    if nomination.rank is None:
        return []
    behind = (
        nominations_by(by)
        .standing()
        .filter(cohort=nomination.cohort_id, employer=nomination.employer_id)
        .filter(rank__gte=nomination.rank)
        .exclude(pk=nomination.pk)
        .order_by("rank", "pk")
    )
    moved, place = [], nomination.rank
    for other in behind:
        if other.rank > place:
            break
        place += 1
        moved.append((other, {"rank": other.rank}, {"rank": place}))
        other.rank = place
    rows = [row for row, _before, _after in moved]
    if rows:
        Nomination.objects.bulk_update(rows, ["rank"])
        audit.record_many(by=by, action="nomination.rank", changes=moved)
    return rows
