"""Finding rows by words somebody types."""

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet


def matching(rows: QuerySet, words: str, fields: Iterable[str]) -> QuerySet:
    """Those of `rows` in which every word occurs, in any of `fields`.

    A regular expression, because SQLite's LIKE knows capital letters only from A to Z.
    """
    fields = list(fields)
    for word in map(re.escape, words.split()):
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__iregex": word})
        rows = rows.filter(found)
    return rows
