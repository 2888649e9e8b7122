"""The form of a course evaluation, made from its questions."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.services.evaluating.answering import LONGEST_TEXT, checked_text
from common.errors import RuleViolation
from common.forms import Choices, Form, Scale, Segments, TextArea, give_advice
from courses.enums import QuestionKind
from courses.models import EvaluationQuestion

MOST_SEGMENTS = 3  # more choices stand below each other


class EvaluationForm(Form):
    """One field for each question. What is on other screens travels along as hidden fields: the
    platform keeps nothing of an answer before it is sent."""

    def __init__(self, questions: Sequence[EvaluationQuestion], *args, shown=None, **kwargs):
        super().__init__(*args, **kwargs)
        shown = {question.pk for question in (questions if shown is None else shown)}
        for number, question in enumerate(questions, start=1):
            field = field_for(question, number if len(questions) > 1 else None)
            if question.pk not in shown:
                field.widget = forms.HiddenInput()
                field.required = False
            give_advice(field)
            self.fields[f"q{question.pk}"] = field

    def clean(self) -> dict:
        """What the service would refuse of a text, said on the screen where it was written."""
        for name, field in self.fields.items():
            text = self.cleaned_data.get(name)
            if text and field.question.kind == QuestionKind.TEXT:
                try:
                    checked_text(field.question, text)
                except RuleViolation as violation:
                    self.add_violation(violation)
        return self.cleaned_data

    def answers(self) -> dict[int, int | str]:
        """What the service wants: numbers and texts by question id; nothing for what is empty."""
        return {
            int(name.removeprefix("q")): value
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }


def field_for(question: EvaluationQuestion, number: int | None) -> forms.Field:
    """The field of one question, with its number before it."""
    label = f"{number}. {question.question}" if number else question.question
    given = {"label": label, "required": question.is_required}
    if question.kind == QuestionKind.TEXT:
        field = forms.CharField(
            widget=TextArea(),
            max_length=LONGEST_TEXT,
            help_text=question.hint or _("Everybody who teaches reads the text. Write no names."),
            **given,
        )
    else:
        field = forms.TypedChoiceField(
            choices=question.options,
            coerce=int,
            empty_value=None,
            widget=_widget(question),
            help_text=question.hint,
            **given,
        )
    field.question = question
    field.short_label = question.short_name
    return field


def _widget(question: EvaluationQuestion) -> forms.Widget:
    if question.kind == QuestionKind.SCALE:
        return Scale(question.lowest, question.highest)
    return Segments(fill=True) if len(question.options) <= MOST_SEGMENTS else Choices()
