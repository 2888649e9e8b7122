"""Checking a code, issuing, correcting and revoking certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import Choices, Form, TextArea

LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]


class CodeForm(Form):
    """The code of a certificate, as it stands on the paper."""

    code = forms.CharField(
        label=_("The code on the certificate"),
        help_text=_("25 letters and digits in five groups. Small letters and blanks are fine."),
        max_length=60,
        error_messages={"required": _("Write the code that stands on the certificate.")},
        widget=forms.TextInput(
            {"class": "input--code", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )


class IssueForm(Form):
    """The language that the papers are written in."""

    language = forms.ChoiceField(
        label=_("The papers are written in"), choices=LANGUAGES, initial="sv", widget=Choices
    )


class RevocationForm(Form):
    """Why a certificate no longer holds."""

    reason = forms.CharField(
        label=_("Why is the certificate revoked?"),
        help_text=_("Kept in the log. Not shown on the public page."),
        widget=TextArea(rows=3),
        max_length=500,
        error_messages={"required": _("Write why the certificate is revoked.")},
    )


class CorrectionForm(Form):
    """What was wrong, and the language of the new paper."""

    reason = forms.CharField(
        label=_("What is corrected?"),
        help_text=_("Kept in the log. Not shown on the public page."),
        widget=TextArea(rows=3),
        max_length=500,
        error_messages={"required": _("Write what is corrected.")},
    )
    language = forms.ChoiceField(
        label=_("The new paper is written in"), choices=LANGUAGES, widget=Choices
    )
