"""What the joint board sends back: decisions, what to look at, and that a round is closed."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.enums import Outcome
from cohorts.selectors.selection.board import Row
from cohorts.selectors.selection.narrowing import Narrowing, Show
from cohorts.services.selection.drafting import Choice
from cohorts.services.selection.rules import objection
from common.forms import CheckList, Form, TextArea

REASON_LENGTH = 1000


class DecisionForm(Form):
    """The decision about one candidate, on the board and on the candidate's own page.

    `seen` carries the outcome that the page showed, so that a colleague's is not overwritten.
    On the board a reason is asked for only where it is needed (`asks_reason`); what was written
    for another outcome is not carried over.
    """

    outcome = forms.ChoiceField(
        label=pgettext_lazy("selection", "Decision"), choices=Outcome.choices, required=False
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=REASON_LENGTH, widget=TextArea(rows=3)
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, row: Row, everywhere: bool = False, **kwargs):
        self.row = row
        self.row_label = row.nomination.name
        self.asks_everywhere = everywhere
        super().__init__(*args, prefix=str(row.pk), **kwargs)

    def asks_reason(self, outcome: str) -> bool:
        """Whether the page has room for a reason beside that outcome."""
        dispenses = outcome == Outcome.ACCEPT and self.row.standing.missing_shoulds
        return self.asks_everywhere or outcome == Outcome.REJECT or bool(dispenses)

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome", "")
        if not self.asks_reason(outcome):
            kept = self.row.decision.reason if outcome and outcome == self.row.outcome else ""
            cleaned["reason"] = kept
        refusal = objection(self.row.standing, outcome, cleaned.get("reason", ""))
        if refusal and "reason" in cleaned:
            self.add_violation(refusal)
        return cleaned

    @property
    def choice(self) -> Choice:
        """What was chosen, once the form is valid. Who stays on the reserve list stays as they
        are: that is no decision."""
        chosen = self.cleaned_data
        if self.row.is_reserve and chosen["outcome"] == Outcome.RESERVE:
            chosen = {**chosen, "outcome": "", "reason": ""}
        return Choice(nomination=self.row.pk, **chosen)


class NarrowForm(Form):
    """Which candidates to look at; read from the address, with the values that occur."""

    mark_optional = False
    employer = forms.ChoiceField(label=_("Employer"), required=False)
    principal = forms.ChoiceField(label=_("Principal"), required=False)
    profession = forms.ChoiceField(label=_("Profession"), required=False)
    show = forms.ChoiceField(choices=Show.choices, required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, rows: Iterable[Row], **kwargs):
        super().__init__(*args, **kwargs)
        rows = list(rows)
        found = {
            "employer": {(row.nomination.employer_id, row.nomination.employer) for row in rows},
            "principal": {(row.principal.value, row.principal.label) for row in rows},
            "profession": {
                (row.nomination.profession_id, row.nomination.profession) for row in rows
            },
        }
        for name, options in found.items():
            named = sorted(((str(key), str(label)) for key, label in options), key=lambda o: o[1])
            self.fields[name].choices = [("", pgettext_lazy("filter", "All")), *named]

    @property
    def narrowing(self) -> Narrowing:
        """What was asked for; a value that does not occur asks for nothing."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return Narrowing(**asked)


class ClosingForm(Form):
    """Who took part, what they want on paper, and that they agree."""

    present = forms.MultipleChoiceField(
        label=_("Who took part?"),
        help_text=_("Stands in the record."),
        widget=CheckList,
        error_messages={"required": _("Choose everybody who took part")},
    )
    minutes = forms.CharField(
        label=_("Notes for the record"),
        help_text=_(
            "For example who did not take part in a decision because of a conflict of interest, "
            "or who was of another opinion. Write nothing about anybody's health."
        ),
        widget=TextArea(rows=4),
        required=False,
        max_length=5000,
    )
    agreed = forms.BooleanField(
        label=_("We who took part agree on the decisions and the record"),
        error_messages={"required": _("Tick the box when you agree")},
    )
    read = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(role.person_id): role.person for role in members}
        self.fields["present"].choices = [
            (
                str(role.person_id),
                f"{role.person}, {role.represents}" if role.represents else str(role.person),
            )
            for role in members
        ]

    @property
    def present_people(self) -> list:
        """The people who were ticked, once the form is valid."""
        return [self.people[pk] for pk in self.cleaned_data["present"]]
