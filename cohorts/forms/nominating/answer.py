"""What the nominee answers, by the link in the message."""

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cohorts.selectors.attestation import Criteria, Part, field_name
from common.forms import Cards, Form, TextArea, YesNoField


class AnswerForm(Form):
    """The nominee's own answer."""

    mark_optional = False

    accepts = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, I want to take part")), ("no", _("No, not this time"))],
        widget=Cards(
            hints={
                "yes": _("You can come on the days above."),
                "no": _("You can be nominated again. You need not say why."),
            }
        ),
        error_messages={"required": _("Choose yes or no.")},
    )
    comment = forms.CharField(
        label=_("Something you want the joint board to know (optional)"),
        help_text=_(
            "For example what you need to be able to take part. Your manager doesn't see it. "
            "Write nothing about users."
        ),
        required=False,
        max_length=1000,
        widget=TextArea(rows=3),
    )

    def __init__(self, *args, criteria: Criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = criteria.answered_by_nominee
        for criterion in self.asked:
            self.fields[field_name(criterion, Part.IS_MET)] = YesNoField(
                label=criterion.question,
                help_text=_("Answer if you say yes."),
                required=False,
            )

    @property
    def questions(self) -> list[BoundField]:
        """The criteria that the nominee answers too."""
        return [self[field_name(criterion, Part.IS_MET)] for criterion in self.asked]

    def clean(self):
        data = super().clean()
        if data.get("accepts") == "yes":
            for question in self.questions:
                if data.get(question.name) is None:
                    self.add_error(question.name, _("Answer yes or no."))
        return data

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data["accepts"] == "yes"

    def answers(self) -> dict[str, bool | None]:
        return {
            criterion.code: self.cleaned_data[field_name(criterion, Part.IS_MET)]
            for criterion in self.asked
        }
