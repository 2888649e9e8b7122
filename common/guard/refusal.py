"""Refuses what tells who somebody is, in words that do not repeat it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import RuleViolation
from common.guard import places
from common.guard.finding import find
from common.guard.kinds import EVERYTHING, IDENTITY_NUMBERS, Kind

PLACES_NAMED = 5  # of each kind; the rest are counted

_ONE_AND_MANY = {
    Kind.PERSONAL: (
        gettext_lazy("a personal identity number"),
        gettext_lazy("personal identity numbers"),
    ),
    Kind.COORDINATION: (
        gettext_lazy("a co-ordination number"),
        gettext_lazy("co-ordination numbers"),
    ),
    Kind.INTERIM: (
        gettext_lazy("an interim identity number"),
        gettext_lazy("interim identity numbers"),
    ),
    Kind.TELEPHONE: (gettext_lazy("a telephone number"), gettext_lazy("telephone numbers")),
    Kind.EMAIL: (gettext_lazy("an e-mail address"), gettext_lazy("e-mail addresses")),
    Kind.STREET: (gettext_lazy("a street address"), gettext_lazy("street addresses")),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What sort stands where, without what it says: this may be kept, shown and counted."""

    kind: Kind
    where: str


def look_through(
    texts: Iterable[tuple[object, str]], kinds: Collection[Kind] = EVERYTHING
) -> list[Found]:
    """What tells who somebody is in `(where, text)`, each place named once. No queries.

    `where` ("row 3, column C") is put into words only where something was found; the line is
    added if the text has several.
    """
    found = {}
    for where, text in texts:
        for finding in find(text, kinds):
            found[Found(finding.kind, places.in_words(where, text, finding.start))] = None
    return list(found)


def assert_identifies_nobody(
    texts: Iterable[tuple[object, str]],
    *,
    what: object,
    field: str = "",
    kinds: Collection[Kind] = EVERYTHING,
) -> None:
    """Refuse `what` ("The file") if any of its `(where, text)` tells who somebody is.

    For what people write about practice, where nobody may be recognised (domain.md §7.1). Raises
    `RuleViolation("identity_number")`, or `"contact_details"` where there is no number, which
    names sorts and places, and never quotes a text.
    """
    found = look_through(texts, kinds)
    if not found:
        return
    has_number = any(one.kind in IDENTITY_NUMBERS for one in found)
    raise RuleViolation(
        "identity_number" if has_number else "contact_details",
        _("%(what)s contains what looks like %(found)s.")
        % {"what": what, "found": sorts_in_words(found)},
        _hint(has_number=has_number, kinds=kinds),
        field=field,
    )


def assert_no_identity_numbers(
    texts: Iterable[tuple[object, str]], *, what: object, field: str = ""
) -> None:
    """The same for what is not about practice: people may write how they can be reached."""
    assert_identifies_nobody(texts, what=what, field=field, kinds=IDENTITY_NUMBERS)


def sorts_in_words(found: Iterable[Found]) -> str:
    """a personal identity number (row 3) and telephone numbers in 2 places (row 4, row 9)"""
    by_kind: dict[Kind, list[str]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(one.where)
    return get_text_list([_sort_in_words(kind, where) for kind, where in by_kind.items()], _("and"))


def _sort_in_words(kind: Kind, wheres: list[str]) -> str:
    one, many = _ONE_AND_MANY[kind]
    if len(wheres) == 1:
        return _("%(sort)s (%(where)s)") % {"sort": one, "where": wheres[0]}
    named = "; ".join(wheres[:PLACES_NAMED]) + ("; …" if len(wheres) > PLACES_NAMED else "")
    return _("%(sort)s in %(count)s places (%(where)s)") % {
        "sort": many,
        "count": len(wheres),
        "where": named,
    }


def _hint(*, has_number: bool, kinds: Collection[Kind]) -> str:
    if not has_number or not IDENTITY_NUMBERS.issuperset(kinds):
        return _("Nothing has been saved. Write so that nobody can be recognised, and try again.")
    return _(
        "Nothing has been saved. Remove the number and try again. If it is a telephone "
        "number, write it with spaces, for example 070-174 06 50."
    )
