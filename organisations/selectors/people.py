"""Who somebody is."""

from django.db.models import QuerySet

from common.prepared import KEY, prepared
from organisations.models import Person


def person_by_key(pk: int) -> Person | None:
    """One query."""
    return next(iter(_by_key(person=pk)), None)


@prepared(person=KEY)
def _by_key(person) -> QuerySet[Person]:
    return Person.objects.filter(pk=person)
