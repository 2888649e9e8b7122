"""Smaller forms about nominations: filter, file, corrected address, withdrawal."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.forms import Form, TextArea


class UploadForm(Form):
    """Many at once."""

    file = forms.FileField(
        label=_("Excel or CSV file"),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )


class AddressForm(Form):
    """Where the question should have gone."""

    email = forms.EmailField(
        label=_("Correct e-mail address"),
        help_text=_("A new question is sent there. The earlier link stops working."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )


class WithdrawForm(Form):
    """Why a nomination is taken back."""

    reason = forms.CharField(
        label=_("Why do you withdraw the nomination?"),
        help_text=_(
            "Kept with the nomination, not shown to the nominee. Write nothing about health."
        ),
        max_length=500,
        widget=TextArea(rows=2),
        error_messages={"required": _("Write why you withdraw the nomination.")},
    )


class FilterForm(Form):
    """What is shown of the own nominations."""

    mark_optional = False

    cohort = forms.ChoiceField(label=_("Course"), required=False)
    show = forms.ChoiceField(
        label=pgettext_lazy("nomination", "State"),
        required=False,
        choices=[
            ("", _("All states")),
            ("yours", _("Need you")),
            ("waiting", _("Waiting for the nominee")),
            ("complete", pgettext_lazy("nominations", "Complete")),
            ("decided", pgettext_lazy("nominations", "Decided")),
            ("ended", _("Declined or withdrawn")),
        ],
    )
    q = forms.CharField(
        label=_("Name or e-mail address"),
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )

    def __init__(self, *args, cohorts: Iterable, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].choices = [
            ("", _("All courses")),
            *((cohort.slug, cohort.name) for cohort in cohorts),
        ]
