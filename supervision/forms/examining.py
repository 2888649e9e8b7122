"""What the examiner's page sends back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import Form, TextArea
from supervision.enums import ExaminationOutcome
from supervision.selectors.examinations import ExaminationRow


class CorrectionForm(Form):
    """Why a result that is saved already is changed."""

    reason = forms.CharField(
        label=_("Why do you change it?"),
        help_text=_("Needed when you change what is saved already. Write nothing about health."),
        widget=TextArea(rows=2),
        required=False,
        max_length=500,
    )


def read_results(rows: list[ExaminationRow], posted) -> dict[int, ExaminationOutcome]:
    """The results that were chosen, by enrolment id."""
    chosen = {row.enrolment.pk: posted.get(f"result-{row.enrolment.pk}", "") for row in rows}
    return {
        pk: ExaminationOutcome(outcome)
        for pk, outcome in chosen.items()
        if outcome in ExaminationOutcome
    }
