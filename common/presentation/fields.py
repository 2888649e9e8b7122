"""Form fields: label, hint, error, control, in that order. Works with any Django form."""

from collections.abc import Iterator

from django import forms
from django.template import Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = Library()

UNBOXED = (forms.CheckboxInput, forms.RadioSelect, forms.FileInput, forms.HiddenInput)


def control(bound, **attrs) -> SafeString:
    """The control alone, with the look of the design system. Never a text inside as a label."""
    widget = bound.field.widget
    attrs["placeholder"] = False
    if not isinstance(widget, UNBOXED):
        attrs["class"] = " ".join(filter(None, ["input", widget.attrs.get("class")]))
    return bound.as_widget(attrs=attrs)


def error_target(bound) -> str:
    """The id that a link to this field leads to: the control, or the first of its choices."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


def is_optional(bound) -> bool:
    return not bound.field.required and getattr(bound.form, "mark_optional", True)


@register.inclusion_tag("components/field.html", name="field")
def field_tag(bound, variant: str = "", label: object = None, *, hide_label: bool = False) -> dict:
    """`{% field form.email %}`: one field with everything that belongs to it.

    `variant`: wide. `hide_label` keeps the label for screen readers only (in grids). Choices
    look as their widget says (`common.forms`): choices, columns, cards, segments.
    """
    widget = bound.field.widget
    look = "control"
    if isinstance(widget, forms.CheckboxInput):
        look = "tick"
    elif isinstance(widget, forms.RadioSelect):
        look = getattr(widget, "look", "choices")
    elif isinstance(widget, forms.FileInput):
        look = "file"
    return {
        "bound": bound,
        "look": look,
        "variant": variant,
        "label": bound.label if label is None else label,
        "hide_label": hide_label,
        "optional": is_optional(bound) and look != "tick",
        "grouped": bound.use_fieldset,
    }


@register.simple_tag(name="control")
def control_tag(bound, label: object = "") -> SafeString:
    """`{% control form.rank label=_("Rank of Maja") %}`: a control without its field, in a grid."""
    extra = {"aria-label": label} if label else {}
    return control(bound, **extra)


@register.filter
def as_control(bound) -> SafeString:
    return control(bound)


@register.filter
def choice_hint(bound, choice) -> object:
    """The explanation under one choice, from the widget's `hints`."""
    return getattr(bound.field.widget, "hints", {}).get(choice.data["value"], "")


def called(bound) -> str:
    """A field's label before its error: with a colon, unless it is a question already. A field
    whose label is long may carry a `short_label` for this."""
    label = str(getattr(bound.field, "short_label", bound.label))
    return label if label.endswith("?") else f"{label}:"


def errors_of(form, before: str = "") -> Iterator[tuple[str, str]]:
    """Every error of a form as (id to go to or "", words), whole-form errors first."""
    for error in form.non_field_errors():
        yield "", f"{before}{error}"
    for bound in form:
        if bound.is_hidden:
            yield from (("", f"{before}{error}") for error in bound.errors)
        else:
            for error in bound.errors:
                yield error_target(bound), f"{before}{called(bound)} {error}"


def all_errors(form_or_formset) -> list[tuple[str, str]]:
    """The errors of a form, or of a formset with the row before each."""
    if not form_or_formset.is_bound:
        return []
    if not hasattr(form_or_formset, "management_form"):
        return list(errors_of(form_or_formset))
    found = [("", str(error)) for error in form_or_formset.non_form_errors()]
    for number, form in enumerate(form_or_formset, 1):
        name = getattr(form, "row_label", None) or _("Row %(number)s") % {"number": number}
        found += errors_of(form, before=f"{name}, ")
    return found


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms) -> dict:
    """`{% error_summary form %}`, first on the page: how many errors, with links to the fields.

    Takes forms and formsets; shows nothing when all is well.
    """
    return {"errors": [error for form in forms if form for error in all_errors(form)]}


@register.simple_tag(takes_context=True)
def title_prefix(context) -> str:
    """`Error: ` before the title of a page whose form was refused."""
    shown = (context.get(name) for name in ("form", "formset"))
    refused = any(form.is_bound and not form.is_valid() for form in shown if form)
    return _("Error: ") if refused else ""
