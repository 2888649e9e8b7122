"""Form fields for what people write or choose about practice: nothing that tells who somebody is
gets through, and what was typed stays in the form."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import RuleViolation
from common.forms import TextArea
from common.guard.files import MAX_FILE, CheckedFile, FileKind, checked_file
from common.guard.files.kinds import MEGABYTE
from common.guard.kinds import EVERYTHING, Kind
from common.guard.refusal import assert_identifies_nobody

NOBODY = gettext_lazy(
    "Write so that nobody can be recognised: no names, personal identity numbers, telephone "
    "numbers or addresses."
)

DOCUMENT = format_lazy(
    gettext_lazy(
        "Word (.docx), OpenDocument (.odt), PDF or plain text, at most {limit} MB. If something in "
        "the form has to be changed, choose the file once more."
    ),
    limit=MAX_FILE // MEGABYTE,
)


class GuardedTextField(forms.CharField):
    """Text in own words. The service that saves it asks the guard too: this one says so at the
    field, together with what else is wrong in the form."""

    widget = TextArea

    def __init__(self, *, kinds: Collection[Kind] = EVERYTHING, **kwargs):
        self.kinds = kinds
        super().__init__(**{"help_text": NOBODY, **kwargs})

    def clean(self, value):
        text = super().clean(value)
        try:
            assert_identifies_nobody([(_("your text"), text)], what=_("The text"), kinds=self.kinds)
        except RuleViolation as violation:
            raise ValidationError(str(violation), code=violation.code) from None
        return text


class GuardedFileField(forms.FileField):
    """A document to hand in. Gives a `CheckedFile`, or None if it may be left out."""

    def __init__(self, *, kinds: Collection[Kind] = EVERYTHING, **kwargs):
        self.kinds = kinds
        accept = ",".join(kind.suffix for kind in FileKind)
        given = {"widget": forms.FileInput({"accept": accept}), "help_text": DOCUMENT}
        super().__init__(**given | kwargs)

    def clean(self, value, initial=None) -> CheckedFile | None:
        upload = super().clean(value, initial)
        if not upload:
            return None
        try:
            return checked_file(upload, kinds=self.kinds)
        except RuleViolation as violation:
            raise ValidationError(str(violation), code=violation.code) from None
