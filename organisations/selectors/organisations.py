"""The tree of organisations, as people read it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from organisations.models import Organisation
from organisations.roles import Permission

AFTER_Z = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c", "é": "e"})


def in_tree_order(organisations: Iterable[Organisation]) -> list[Organisation]:
    """Each below the one it belongs to, sisters by name; the paths keep the order in which they
    were added (docs/adr/0010). One query, besides that for the organisations."""
    names = {
        path: alphabetically(name)
        for path, name in Organisation.objects.values_list("path", "name")
    }
    step = Organisation.steplen

    def place(organisation: Organisation) -> list[tuple[str, str]]:
        path = organisation.path
        above = [path[:end] for end in range(step, len(path) + 1, step)]
        return [(names[each], each) for each in above]

    return sorted(organisations, key=place)


def units_led_by(person) -> QuerySet[Organisation]:
    """The units whose staff somebody sees, in the order of the tree. One query."""
    return Organisation.objects.reachable_for(person, Permission.SEE_STAFF).order_by("path")


def alphabetically(text: str) -> str:
    """A key that sorts as Swedes do: å, ä and ö last, capital letters as small ones."""
    return text.casefold().translate(AFTER_Z)
