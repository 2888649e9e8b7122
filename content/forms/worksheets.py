"""Which version of each worksheet a group uses."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from common.forms import Form, Select
from common.presentation.dates import date_words
from content.selectors.worksheets import GroupSheet


class VersionsForm(Form):
    """One field for each worksheet; `numbers` is what was chosen."""

    mark_optional = False

    def __init__(self, *args, sheets: Iterable[GroupSheet], **kwargs):
        self.sheets = list(sheets)
        super().__init__(*args, **kwargs)
        for sheet in self.sheets:
            self.fields[self.name_of(sheet)] = forms.TypedChoiceField(
                label=sheet.worksheet.name,
                choices=list(choices_of(sheet)),
                coerce=int,
                empty_value=None,
                required=False,
                initial=sheet.in_use.number if sheet.is_chosen else "",
                widget=Select,
            )

    @staticmethod
    def name_of(sheet: GroupSheet) -> str:
        return f"worksheet-{sheet.worksheet.pk}"

    @property
    def numbers(self) -> dict[int, int | None]:
        return {sheet.worksheet.pk: self.cleaned_data[self.name_of(sheet)] for sheet in self.sheets}


def choices_of(sheet: GroupSheet):
    """The version without a choice first, then each, newest first."""
    yield (
        "",
        _("Newest when the group began: version %(number)s") % {"number": sheet.by_default.number},
    )
    for version in sheet.choices:
        day = date_words(version.published_at.date(), "date")
        yield (
            version.number,
            _("Version %(number)s, %(day)s")
            % {
                "number": version.number,
                "day": day,
            },
        )
