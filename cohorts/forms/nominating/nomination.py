"""Nominating one person. The criteria of the version decide which questions are asked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.db.models import Model
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models import Nomination
from cohorts.selectors.attestation import (
    Answer,
    Answers,
    Criteria,
    Part,
    asks_years,
    field_name,
    gaps_in,
    takes_grounds,
)
from cohorts.selectors.nominations import Ranks
from cohorts.services.nominations.drafting import Nominee
from common.forms import Form, Select, TextArea, YesNoField, give_advice
from courses.models import Criterion
from organisations.models import Organisation, Profession

LONGEST_GROUNDS = 1000
MOST_YEARS = 60
SEND, SAVE = "send", "save"


@dataclass(frozen=True)
class Question:
    """One criterion in the form, with its fields; those it does not have are None."""

    criterion: Criterion
    is_met: BoundField | None
    years: BoundField | None
    grounds: BoundField | None


@dataclass(frozen=True)
class Surroundings:
    """What a nomination can be chosen from: loaded once, for the form and its checks."""

    criteria: Criteria
    units: Sequence[Organisation]
    professions: Sequence[Profession]
    ranks: Ranks


class NominationForm(Form):
    """One nomination: who, the attested criteria, and the place among the own nominees.

    To send asks for every answer; a draft may lack any.
    """

    mark_optional = False

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_(
            "We know people by their e-mail address. Personal identity numbers are never used."
        ),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    note = forms.CharField(
        label=_("For the joint board to weigh in"),
        help_text=_("Write nothing about health and nothing about users."),
        required=False,
        max_length=2000,
        widget=TextArea(rows=3),
    )

    def __init__(self, *args, surroundings: Surroundings, action: str = SAVE, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = surroundings.criteria
        self.is_to_send = action == SEND
        self.fields["profession"] = choice_of(
            surroundings.professions, label=_("Profession"), name_of=str
        )
        self.fields["unit"] = choice_of(
            surroundings.units, label=_("Unit"), name_of=tree_names(surroundings.units)
        )
        self.fields["rank"] = rank_field(surroundings.ranks)
        for criterion in self.criteria.attested:
            for name, field in fields_for(criterion).items():
                field.short_label = str(criterion)  # in the summary of what is wrong
                self.fields[name] = field
        for field in self.fields.values():
            give_advice(field)

    @cached_property
    def questions(self) -> list[Question]:
        """The attested criteria with their fields, in order."""

        def bound(criterion: Criterion, part: Part) -> BoundField | None:
            name = field_name(criterion, part)
            return self[name] if name in self.fields else None

        return [
            Question(criterion, *(bound(criterion, part) for part in Part))
            for criterion in self.criteria.attested
        ]

    def clean(self):
        data = super().clean()
        if self.is_to_send:
            for gap in gaps_in(self.criteria, self.answers()):
                if gap.field not in self.errors:
                    self.add_error(gap.field, gap.message)
        return data

    def answers(self) -> Answers:
        """What has been answered, by the criterion's code."""

        def given(criterion: Criterion, part: Part):
            return self.cleaned_data.get(field_name(criterion, part))

        return {
            criterion.code: Answer(
                given(criterion, Part.IS_MET),
                given(criterion, Part.YEARS),
                given(criterion, Part.GROUNDS) or "",
            ).settled_for(criterion)
            for criterion in self.criteria.attested
        }

    def nominee(self) -> Nominee:
        """What was filled in, for the service."""
        data = self.cleaned_data
        return Nominee(
            email=data["email"],
            name=data["name"],
            profession=data["profession"],
            unit=data["unit"],
            rank=data["rank"],
            note=data["note"],
            answers=self.answers(),
        )


def initial_of(nomination: Nomination, answers: Answers) -> dict:
    """What a draft holds, for the form."""
    typed = {
        "email": nomination.email,
        "name": nomination.name,
        "profession": nomination.profession_id,
        "unit": nomination.unit_id,
        "rank": nomination.rank,
        "note": nomination.note,
    }
    for code, answer in answers.items():
        for part in Part:
            typed[f"{code.lower()}_{part}"] = getattr(answer, part)
    return typed


def fields_for(criterion: Criterion) -> dict[str, forms.Field]:
    """The fields of one attested criterion, by name."""
    fields: dict[str, forms.Field] = {}
    if asks_years(criterion):
        fields[field_name(criterion, Part.YEARS)] = forms.IntegerField(
            label=criterion.question,
            help_text=criterion.hint,
            required=False,
            min_value=0,
            max_value=MOST_YEARS,
            widget=forms.NumberInput({"class": "input--short"}),
            error_messages={
                "invalid": _("Write whole years, for example 4."),
                "min_value": _("Write whole years, for example 4."),
                "max_value": _("Write whole years, for example 4."),
            },
        )
    else:
        fields[field_name(criterion, Part.IS_MET)] = YesNoField(
            label=criterion.question, help_text=criterion.hint, required=False
        )
    if takes_grounds(criterion):
        fields[field_name(criterion, Part.GROUNDS)] = forms.CharField(
            label=grounds_label(criterion),
            required=False,
            max_length=LONGEST_GROUNDS,
            widget=TextArea(rows=2),
        )
    return fields


def grounds_label(criterion: Criterion):
    """What the grounds are asked with; where only a no needs them, it says so."""
    if criterion.asks_grounds:
        return criterion.grounds_label or pgettext_lazy("criterion", "Grounds")
    return _("If no: why do you nominate the person anyway?")


def choice_of(rows: Iterable[Model], *, label, name_of: Callable) -> forms.TypedChoiceField:
    """One of rows that are loaded already; gives the row. A single one is chosen beforehand."""
    by_key = {str(row.pk): row for row in rows}
    choices = [(key, name_of(row)) for key, row in by_key.items()]
    if len(choices) != 1:
        choices.insert(0, ("", _("Choose")))
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=by_key.__getitem__, widget=Select
    )


def tree_names(units: Sequence[Organisation]) -> Callable[[Organisation], str]:
    """Names of units, set in by how deep they lie below the topmost."""
    top = min((unit.depth for unit in units), default=0)
    return lambda unit: "\N{EM SPACE}" * (unit.depth - top) + unit.name


def rank_field(ranks: Ranks) -> forms.TypedChoiceField:
    """The place among the own nominees."""
    return forms.TypedChoiceField(
        label=_("Place among your nominees"),
        help_text=_("If somebody has the place already, they move one step down."),
        choices=[("", _("No place")), *((place, place) for place in ranks.choices)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select({"class": "input--short"}),
    )
