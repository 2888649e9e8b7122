"""Who is responsible for the work of a unit: municipality, region, or other (huvudman)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from common.prepared import TEXTS, prepared
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
    said = dict(_said(paths=ancestors))
    return {pk: _nearest(path, said) for pk, path in paths.items()}


@prepared(paths=TEXTS)
def _said(paths) -> QuerySet:
    """(path, principal)"""
    found = Organisation.objects.filter(path__in=paths).exclude(principal="")
    return found.order_by().values_list("path", "principal")


def _nearest(path: str, said: dict[str, str]) -> Principal:
    while path:
        if path in said:
            return Principal(said[path])
        path = path[: -Organisation.steplen]
    return Principal.OTHER
