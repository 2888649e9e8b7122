"""What is shown of the staff, who has left, and who stands in for the manager."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from common.clock import today
from common.forms import DateField, Form, Select
from organisations.models import Organisation
from reports.selectors.staff.courses import STAGE_LABELS
from reports.selectors.staff.overview import BEHIND, Narrowing

STAGES = [
    ("", _("Everybody")),
    *((stage.value, label) for stage, label in STAGE_LABELS.items()),
    (BEHIND, _("Need to make up")),
]


def _named(units: Iterable[Organisation]) -> list[tuple[int, str]]:
    """The units to choose from, each below the one it belongs to."""
    units = list(units)
    highest = min((unit.depth for unit in units), default=1)
    return [(unit.pk, "– " * (unit.depth - highest) + unit.name) for unit in units]


class UnitFilterForm(Form):
    """Which unit is shown, with those below."""

    mark_optional = False

    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=Select)

    def __init__(self, *args, units: Iterable[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All units")), *_named(units)]


class StaffFilterForm(UnitFilterForm):
    """Who is shown of the staff."""

    field_order = ["stage", "unit", "q"]

    stage = forms.ChoiceField(label=_("Show"), required=False, choices=STAGES)
    q = forms.CharField(
        label=_("Name or course"), required=False, widget=forms.TextInput({"type": "search"})
    )


def narrowing_of(query) -> Narrowing:
    """What the address asks for; what it does not know it leaves out."""
    stage = query.get("stage", "")
    return Narrowing(
        stage=stage if stage in dict(STAGES) else "",
        unit=query.get("unit", ""),
        words=query.get("q", "").strip(),
    )


class LeaveForm(Form):
    """Somebody's last day in a unit, and where they go."""

    last_day = DateField(
        label=_("Last day here"),
        help_text=_("You see courses up to and including this day."),
        initial=today,
    )
    moves_to = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Moves to another unit of yours"),
        help_text=_("Leave empty for somebody who leaves the organisation."),
        required=False,
        widget=Select,
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["moves_to"]
        field.queryset = units
        field.choices = [("", _("Leaves the organisation")), *_named(units)]


class DeputyForm(Form):
    """Who stands in, for what, from when to when."""

    email = forms.EmailField(
        label=_("E-mail address at work"),
        help_text=_("The deputy logs in with it, and is told by mail."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("For"),
        help_text=_("Reaches the units below."),
        widget=Select,
    )
    starts_on = DateField(label=_("From"), initial=today)
    ends_on = DateField(label=_("Until"), help_text=_("The last day. At most a year ahead."))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = units
        field.choices = _named(units)
