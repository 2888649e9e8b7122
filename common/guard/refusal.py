"""Refuses what holds an identity number, in words that do not repeat it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from common.errors import RuleViolation
from common.guard.identity_numbers import find_identity_numbers


def assert_no_identity_numbers(texts: Iterable[tuple[object, str]], *, what: object) -> None:
    """Refuse `what` ("The file") if any of its `(where, text)` holds an identity number.

    Raises `RuleViolation("identity_number")`, which names the first place and counts the rest,
    and never quotes a text. `where` ("row 3, column C") is put into words only then.
    """
    places = [where for where, text in texts if find_identity_numbers(text)]
    if not places:
        return
    if len(places) == 1:
        message = _("%(what)s contains what looks like a personal identity number: %(where)s.")
    else:
        message = _(
            "%(what)s contains what looks like personal identity numbers in %(count)s places. "
            "The first one: %(where)s."
        )
    raise RuleViolation(
        "identity_number",
        message % {"what": what, "where": places[0], "count": len(places)},
        _(
            "Nothing has been saved. Remove the number and try again. If it is a telephone "
            "number, write it with spaces, for example 070-174 06 50."
        ),
    )
