"""A field for days on which no course can be given."""

import datetime as dt
import re

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TextArea

LONGEST_BLOCK = dt.timedelta(days=400)


class BlockedDatesField(forms.CharField):
    """Days and stretches of days that won't do, one to a line, with a word about why if wanted.

    Gives a dictionary from date to that word.
    """

    widget = TextArea(rows=3)
    line = re.compile(
        r"(?P<first>\d{4}-\d\d-\d\d)(?:\s*(?:–|—|-|till|to)\s*(?P<last>\d{4}-\d\d-\d\d))?"
        r"[\s,:]*(?P<why>[^\d].*)?"
    )

    def to_python(self, value) -> dict[dt.date, str]:
        blocked: dict[dt.date, str] = {}
        for line in filter(None, map(str.strip, super().to_python(value).splitlines())):
            blocked |= self._read(line)
        return blocked

    def _read(self, line: str) -> dict[dt.date, str]:
        try:
            found = self.line.fullmatch(line)
            first = dt.date.fromisoformat(found["first"])
            last = dt.date.fromisoformat(found["last"] or found["first"])
        except (TypeError, ValueError):
            raise self._not_a_day(line) from None
        if not dt.timedelta(0) <= last - first <= LONGEST_BLOCK:
            raise self._not_a_day(line)
        days = range((last - first).days + 1)
        return {first + dt.timedelta(days=number): found["why"] or "" for number in days}

    def _not_a_day(self, line: str) -> forms.ValidationError:
        return forms.ValidationError(
            _("Write “%(line)s” as 2027-02-15, or as 2027-02-15–2027-02-19."),
            params={"line": line},
        )
