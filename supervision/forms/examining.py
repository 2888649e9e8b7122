"""What the examiner's pages send back."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms import Cards, CheckList, Choices, Form, TextArea
from common.numbers import is_number
from common.presentation.dates import on
from supervision.enums import AdjustmentKind, ExaminationOutcome
from supervision.selectors.roster import Roster
from supervision.services.marking import Marking

NOT_HEALTH = _("Write nothing about health, and no personal identity number.")


def read_markings(roster: Roster, posted) -> list[Marking]:
    """The marks that were chosen, with the revisions that the page showed. `all_passed` lets
    everybody pass who has no mark. What the examiner may not mark is left out."""
    markings = []
    for row in roster.rows:
        pk = row.enrolment.pk
        chosen = posted.get(f"result-{pk}", "")
        if not chosen and not row.chosen and "all_passed" in posted:
            chosen = ExaminationOutcome.PASSED
        revision = posted.get(f"revision-{pk}", "0")
        if row.may_mark and chosen in ExaminationOutcome and is_number(revision):
            markings.append(Marking(pk, ExaminationOutcome(chosen), int(revision)))
    return markings


class ExamineeForm(Form):
    """One's mark of one person, the two notes, and what is arranged. Fields that may not be
    changed now are left out: `keep` names those that stay."""

    outcome = forms.ChoiceField(
        label=_("Your mark"),
        choices=[("", _("Not yet")), *ExaminationOutcome.choices],
        widget=Choices,
        required=False,
    )
    note = forms.CharField(
        label=_("Note to the participant"),
        help_text=_(
            "The participant reads it when the results are final. Begin with what is good, then "
            "say what can be developed. Write nothing about health."
        ),
        widget=TextArea(rows=4),
        max_length=2000,
        required=False,
    )
    internal_note = forms.CharField(
        label=_("Note among examiners"),
        help_text=_("Only examiners read it. Write nothing about health."),
        widget=TextArea(rows=3),
        max_length=2000,
        required=False,
    )
    adjustments = forms.MultipleChoiceField(
        label=_("Adjustments"),
        help_text=_("What is arranged at the examination. Never why. Only examiners see it."),
        choices=AdjustmentKind.choices,
        widget=CheckList,
        required=False,
    )

    def __init__(self, *args, keep=(), **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(keep):
            del self.fields[name]


class ReasonedResultForm(Form):
    """A result and why: for a settled difference and for an amendment."""

    outcome = forms.ChoiceField(
        label=_("Result"), choices=ExaminationOutcome.choices, widget=Choices
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=NOT_HEALTH,
        widget=TextArea(rows=3),
        max_length=500,
        error_messages={"required": _("Say why, so that it can be understood later.")},
    )


class AmendmentForm(ReasonedResultForm):
    """Further the note that the participant reads."""

    note = forms.CharField(
        label=_("Note to the participant"),
        help_text=NOT_HEALTH,
        widget=TextArea(rows=4),
        max_length=2000,
        required=False,
    )
    field_order = ["outcome", "note", "reason"]


class BookingForm(Form):
    """Where somebody tries again."""

    day = forms.TypedChoiceField(
        label=_("Examination day"), coerce=int, widget=Cards, empty_value=None
    )

    def __init__(self, *args, days, **kwargs):
        super().__init__(*args, **kwargs)
        self.days = {day.pk: day for day in days}
        field = self.fields["day"]
        field.choices = [
            (day.pk, f"{capfirst(on(day.date))}, {day.cohort.name}") for day in self.days.values()
        ]
        field.widget.hints = {
            day.pk: _("%(place)s. Room for %(room)s.")
            % {"place": day.place, "room": max(day.room, 0)}
            for day in self.days.values()
        }

    @property
    def chosen(self):
        """The day that was chosen, one of those that were offered."""
        return self.days[self.cleaned_data["day"]]
