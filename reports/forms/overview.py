"""What is shown of a cohort, and what is written to its participants."""

from collections.abc import Iterable
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import CheckList, Form, TextArea
from reports.selectors.cohort_overview import MISSING, NAME, SUPPORT, Narrowing


class NarrowingForm(Form):
    """Whose days are shown, and in which order."""

    mark_optional = False

    employer = forms.ChoiceField(label=_("Workplace"), required=False)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Everybody")), (SUPPORT, _("Those who need support"))],
    )
    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        choices=[(NAME, _("Name")), (MISSING, _("What is missing most"))],
    )

    def offer(self, employers: Iterable[str]) -> None:
        """The workplaces to choose from."""
        choices = [("", _("All workplaces")), *((name, name) for name in employers)]
        self.fields["employer"].choices = choices


def narrowing_of(query) -> Narrowing:
    """What the address asks for; what it does not know it leaves out."""
    show, sort = query.get("show", ""), query.get("sort", "")
    return Narrowing(
        employer=query.get("employer", ""),
        show=show if show == SUPPORT else "",
        sort=sort if sort == MISSING else NAME,
    )


class WriteForm(Form):
    """A message to some of the participants. `key` is drawn once, so that it is sent once."""

    to = forms.TypedMultipleChoiceField(
        label=_("To"),
        coerce=int,
        widget=CheckList,
        error_messages={"required": _("Choose at least one person.")},
    )
    subject = forms.CharField(label=_("Subject"), max_length=120)
    text = forms.CharField(
        label=_("Message"),
        help_text=_(
            "Everybody gets the same words in a mail of their own, with your name below. "
            "Write nothing about health or about a single person."
        ),
        widget=TextArea(rows=8),
        max_length=4000,
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def __init__(self, *args, people: Iterable, **kwargs):
        initial = {"key": uuid4().hex} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["to"].choices = [(row.pk, row.person.name) for row in people]
