"""Registering oneself, registering staff, and the reasons that are asked for."""

from collections.abc import Iterable, Sequence

from django import forms
from django.core.validators import RegexValidator
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.forms.nominating.nomination import choice_of, tree_names
from cohorts.services.registrations.joining import Registrant
from cohorts.services.registrations.staff import Staff
from common.errors import RuleViolation
from common.forms import Form, TextArea
from common.numbers import is_number, number
from organisations.models import Organisation, Profession

ROWS_AT_FIRST, ROWS_AT_MOST = 3, 20
MORE_ROWS = "more"  # the button that asks for more rows

# The name goes into a mail to whatever address was typed: nothing that could be a link.
is_a_name = RegexValidator(
    r"^[^\d/@:<>]+$", _("Write a name, without numbers and signs like / and @.")
)


class RegisterForm(Form):
    """Anyone, without an account."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[is_a_name],
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send the confirmation there, with a link to cancel."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    organisation_name = forms.CharField(
        label=_("Organisation"),
        help_text=_("Where you work or belong. Leave it empty if you come as a private person."),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    question = forms.CharField(
        label=_("A question you want answered"),
        help_text=_(
            "Those who teach read the questions before the day. Your name isn't shown with it. "
            "Write nothing about a single person."
        ),
        required=False,
        max_length=500,
        widget=TextArea(rows=3),
    )
    field_order = ["name", "email", "organisation_name", "profession", "question"]

    def __init__(self, *args, professions: Iterable[Profession], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profession"] = choice_of(professions, label=_("Profession"), name_of=str)
        self.fields["profession"].required = False
        self.fields["profession"].empty_value = None
        self.order_fields(self.field_order)

    def registrant(self) -> Registrant:
        """What was filled in, for the service."""
        return Registrant(**self.cleaned_data)


class StaffForm(Form):
    """One of the staff. A row without name and address counts as empty."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def __init__(
        self,
        *args,
        professions: Sequence[Profession],
        units: Sequence[Organisation],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.fields["profession"] = choice_of(professions, label=_("Profession"), name_of=str)
        self.fields["unit"] = choice_of(units, label=_("Unit"), name_of=tree_names(units))

    def has_changed(self) -> bool:
        return any(self[name].value() for name in ("name", "email"))

    @property
    def row_label(self) -> str:
        return gettext("Person %(number)s") % {"number": int(self.prefix.rpartition("-")[2]) + 1}


class BaseStaffFormSet(BaseFormSet):
    """Some of the staff together; `typed` are values of the first rows that wait to be sent."""

    def __init__(self, *args, typed: Sequence[dict] = (), **kwargs):
        self.typed = typed
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict:
        kwargs = super().get_form_kwargs(index)
        if index is not None and index < len(self.typed):
            kwargs["initial"] = self.typed[index]
        return kwargs

    @property
    def may_grow(self) -> bool:
        """Whether there can be more rows."""
        return self.total_form_count() < ROWS_AT_MOST

    def staff(self) -> list[Staff]:
        """Those who were filled in, for the service."""
        return [Staff(**form.cleaned_data) for form in self._filled]

    def add_violation(self, violation: RuleViolation) -> None:
        """Show what the service refused: at the person it is about, else above them all."""
        row = violation.params.get("row")
        if row is None:
            self.non_form_errors().append(str(violation))
        else:
            self._filled[row].add_violation(violation)

    @property
    def _filled(self) -> list[StaffForm]:
        return [form for form in self.forms if form.has_changed()]


def staff_formset(
    data=None,
    *,
    professions: Sequence[Profession],
    units: Sequence[Organisation],
    rows: int = ROWS_AT_FIRST,
    typed: Sequence[dict] = (),
) -> BaseStaffFormSet:
    """Some rows to fill in; `typed` is what stands in the first of them."""
    kind = formset_factory(
        StaffForm,
        formset=BaseStaffFormSet,
        extra=rows,
        max_num=ROWS_AT_MOST,
        absolute_max=ROWS_AT_MOST,
    )
    surroundings = {"professions": professions, "units": units}
    return kind(data, prefix="staff", typed=typed, form_kwargs=surroundings)


def with_more_rows(data, **surroundings) -> BaseStaffFormSet:
    """What was typed, unchecked, with some more rows below."""
    count = min(number(data.get("staff-TOTAL_FORMS", "")) or 0, ROWS_AT_MOST)
    names = ("name", "email", "profession", "unit")
    typed = [{name: data.get(f"staff-{row}-{name}", "") for name in names} for row in range(count)]
    rows = min(count + ROWS_AT_FIRST, ROWS_AT_MOST)
    return staff_formset(rows=rows, typed=typed, **surroundings)


class CancelStaffForm(Form):
    """Why an employer takes a registration back."""

    reason = forms.CharField(
        label=_("Why do you cancel the registration?"),
        help_text=_("Kept with the registration. Write nothing about health."),
        max_length=500,
        widget=TextArea(rows=2),
        error_messages={"required": _("Write why you cancel the registration.")},
    )


class RejectForm(Form):
    """Why the joint board declines."""

    reason = forms.CharField(
        label=_("Why do you decline the registration?"),
        help_text=_("The employer who registered the person can read it."),
        max_length=500,
        widget=TextArea(rows=3),
        error_messages={"required": _("Write why. The employer can read it.")},
    )


def chosen_rows(data) -> set[int]:
    """The keys of the rows that were ticked."""
    return {int(key) for key in data.getlist("chosen") if is_number(key)}
