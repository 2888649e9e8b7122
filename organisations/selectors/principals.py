"""Who is responsible for the work of a unit: municipality, region, or other (huvudman)."""

from collections.abc import Iterable

from organisations.enums import Principal
from organisations.models import Organisation


def principals_of(units: Iterable[Organisation]) -> dict[int, Principal]:
    """The principal of each unit, by its key: the nearest ancestor that sets one decides, the unit
    itself first; "other" where none does. One query for any number of units."""
    paths = {unit.pk: unit.path for unit in units}
    ancestors = {
        path[:end]
        for path in paths.values()
        for end in range(Organisation.steplen, len(path) + 1, Organisation.steplen)
    }
    said = dict(
        Organisation.objects.filter(path__in=ancestors)
        .exclude(principal="")
        .values_list("path", "principal")
    )
    return {pk: _nearest(path, said) for pk, path in paths.items()}


def _nearest(path: str, said: dict[str, str]) -> Principal:
    while path:
        if path in said:
            return Principal(said[path])
        path = path[: -Organisation.steplen]
    return Principal.OTHER
