"""The forms of this house: base classes, widgets, and how they are drawn.

Write forms as usual on `Form` or `ModelForm` from here; in the template

    {% error_summary form %}
    <form class="form" method="post" novalidate>{% csrf_token %}
      {{ form }}  or  {% field form.email %} one by one
      <div class="formbar">{% button _("Send") %}</div>
    </form>

What was typed stays; a broken rule becomes an error of the form:

    try:
        nominate(by=request.user, **form.cleaned_data)
    except RuleViolation as violation:
        form.add_violation(violation)
"""

from collections.abc import Mapping
from functools import cache

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.template import loader
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from common.errors import RuleViolation

ISO_DATE = "%Y-%m-%d"


class Renderer(DjangoTemplates):
    """Draws forms and fields with the project's components, controls as Django does."""

    form_template_name = "components/form.html"
    field_template_name = "components/field_group.html"
    formset_template_name = "components/formset.html"

    def get_template(self, template_name):
        if template_name.startswith("components/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)


# What to do, instead of what is wrong. Only where a field does not say it itself.
ADVICE: tuple[tuple[type, Mapping[str, object]], ...] = (
    (forms.BooleanField, {"required": _("Tick the box to go on")}),
    (forms.ChoiceField, {"required": _("Choose one")}),
    (forms.ModelChoiceField, {"required": _("Choose one")}),
    (forms.FileField, {"required": _("Choose a file")}),
    (forms.DateField, {"invalid": _("Write a day as 2027-01-15")}),
    (forms.TimeField, {"invalid": _("Write a time as 9.00")}),
    (
        forms.EmailField,
        {"invalid": _("Write an address with @, for example name@municipality.example")},
    ),
    (forms.Field, {"required": _("Fill this in")}),
)


class HouseForm:
    """What every form here does; see the module's own words."""

    default_renderer = Renderer()
    use_required_attribute = False
    mark_optional = True  # say so at fields that may be left empty; off in search forms

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            give_advice(field)

    def add_violation(self, violation: RuleViolation) -> None:
        """Show what a service refused, at its field if the form has it, else at the whole form."""
        field = violation.field if violation.field in self.fields else None
        self.add_error(field, str(violation))


def give_advice(field: forms.Field) -> None:
    """Replace Django's standard messages by ours; a field's own messages stay."""
    advice: dict = {}
    for kind, messages in ADVICE:
        if isinstance(field, kind):
            advice = {**messages, **advice}
    standard = standard_messages(type(field))
    for code, words in advice.items():
        if field.error_messages.get(code) is standard.get(code):
            field.error_messages[code] = words


@cache
def standard_messages(kind: type[forms.Field]) -> Mapping[str, object]:
    """The messages a field of this class brings along."""
    classes = [cls for cls in reversed(kind.__mro__) if hasattr(cls, "default_error_messages")]
    return {code: text for cls in classes for code, text in cls.default_error_messages.items()}


class Form(HouseForm, forms.Form):
    """A form. See the module's own words."""


class ModelForm(HouseForm, forms.ModelForm):
    """A form of a model; saving is a service's, so call no `save()` in views."""


class DateInput(forms.DateInput):
    """A day: the browser's own calendar, written as 2027-01-15."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"class": "input--short", **(attrs or {})}, format=ISO_DATE)


class DateField(forms.DateField):
    """A day, typed or picked."""

    widget = DateInput

    def __init__(self, **kwargs):
        super().__init__(**{"input_formats": [ISO_DATE, "%Y%m%d"], **kwargs})


class TimeField(forms.TimeField):
    """A time of day: 9.00, 09:00 or 9."""

    def __init__(self, **kwargs):
        widget = forms.TimeInput({"class": "input--short", "inputmode": "numeric"}, format="%H.%M")
        given = {"input_formats": ["%H.%M", "%H:%M", "%H:%M:%S", "%H"], "widget": widget}
        super().__init__(**given | kwargs)


class TextArea(forms.Textarea):
    """Several lines; `rows` says how much is expected."""

    def __init__(self, rows: int = 4):
        super().__init__({"rows": rows})


class Select(forms.Select):
    """One of many, drawn in one go: Django draws each choice with a template of its own, which
    costs more than the rest of the page. Knows no groups of choices."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = self.format_value(value)
        options = (
            (key, mark_safe(" selected") if str(key) in chosen else "", words)
            for key, words in self.choices
        )
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})})),
            format_html_join("\n", '<option value="{}"{}>{}</option>', options),
        )


class Choices(forms.RadioSelect):
    """One of a few, side by side."""

    look = "choices"


class Cards(forms.RadioSelect):
    """One of a few, each on a card, with an explanation per value: `Cards(hints={…})`."""

    look = "cards"

    def __init__(self, hints: Mapping[str, object] | None = None, **kwargs):
        super().__init__(**kwargs)
        self.hints = hints or {}


class Segments(forms.RadioSelect):
    """Two to four short choices in one row, one tap; `fill` lets them share the whole width."""

    look = "segs"

    def __init__(self, *, fill: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.fill = fill


class Scale(forms.RadioSelect):
    """Numbers in one row, one tap, with words for what the first and the last mean."""

    look = "scale"

    def __init__(self, lowest: object = "", highest: object = "", **kwargs):
        super().__init__(**kwargs)
        self.lowest, self.highest = lowest, highest


class CheckList(forms.CheckboxSelectMultiple):
    """Several of many, in columns."""

    look = "columns"


class YesNoField(forms.TypedChoiceField):
    """Yes or no, with no answer chosen beforehand. Gives True, False, or None if left open."""

    def __init__(self, **kwargs):
        given = {
            "choices": [("yes", _("Yes")), ("no", _("No"))],
            "coerce": lambda value: value == "yes",
            "empty_value": None,
            "widget": Choices,
            "error_messages": {"required": _("Answer yes or no")},
        }
        super().__init__(**given | kwargs)

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)
