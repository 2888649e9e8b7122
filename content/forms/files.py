"""The form that files are put on the platform with."""

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from common.errors import RuleViolation
from common.file_kinds import check_kind


class DocumentForm(BaseDocumentForm):
    """Wagtail's own, which also looks into the file."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            try:
                check_kind(file, file.name, file.size)
            except RuleViolation as violation:
                raise ValidationError(str(violation), code=violation.code)
        return file
