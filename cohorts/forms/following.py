"""Making up a day, pausing, changing cohort, crediting."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.enums import InterruptionCause
from cohorts.models import Cohort, Enrolment
from cohorts.selectors.make_ups import HostDay
from cohorts.services.following.crediting import BY_DAY, IN_NUMBERS
from common.clock import today
from common.forms import Choices, DateField, Form, TextArea
from common.presentation.dates import date_words
from courses.enums import DayKind, RequirementKind
from courses.models import DayPlan

WRITTEN = "written"


def host_words(host: HostDay) -> str:
    """One day to choose: when, with whom, and where."""
    words = f"{date_words(host.day.date)}, {host.day.cohort.name}"
    place = host.day.place
    return capfirst(f"{words}, {place}" if place else words)


class MakeUpForm(Form):
    """Where a missed day is made up, or that a written task is wanted. With `writes` the task and
    its last day are asked for as well."""

    host = forms.ChoiceField(
        label=_("How is the day made up?"),
        widget=Choices,
        error_messages={"required": _("Choose one of the ways.")},
    )
    task = forms.CharField(
        label=_("Task"),
        widget=TextArea(rows=4),
        required=False,
        help_text=_("Only for a written task: what to read and write, and how much."),
    )
    due_on = DateField(label=_("To be handed in by"), required=False)

    def __init__(self, *args, hosts: Sequence[HostDay], written: bool, writes: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.hosts = {str(host.day.pk): host for host in hosts}
        self.fields["host"].choices = [
            (key, host_words(host)) for key, host in self.hosts.items()
        ] + ([(WRITTEN, gettext("A written task"))] if written else [])
        if not (written and writes):
            del self.fields["task"], self.fields["due_on"]

    @property
    def is_written(self) -> bool:
        return self.cleaned_data["host"] == WRITTEN

    @property
    def host_day(self):
        """The other cohort's day that was chosen."""
        return self.hosts[self.cleaned_data["host"]].day


class TaskForm(Form):
    """A written task that was asked for."""

    task = forms.CharField(
        label=_("Task"),
        widget=TextArea(rows=4),
        help_text=_("What to read and write, and how much."),
    )
    due_on = DateField(label=_("To be handed in by"))


class WhyForm(Form):
    """Why something is taken back or not approved."""

    reason = forms.CharField(
        label=_("Why?"),
        widget=TextArea(rows=3),
        help_text=_("The participant reads it. Write nothing about health."),
        error_messages={"required": _("Write why.")},
    )


class PauseForm(Form):
    """When and why somebody pauses."""

    on = DateField(label=_("From"), initial=today)
    cause = forms.ChoiceField(label=_("Cause"), choices=InterruptionCause, widget=Choices)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=TextArea(rows=2),
        help_text=_("Seen by those who give the course. Write nothing about health."),
    )


class GoOnForm(Form):
    """In which cohort somebody goes on."""

    cohort = forms.ChoiceField(label=_("Cohort"), widget=Choices)

    def __init__(self, *args, cohorts: Iterable[Cohort], **kwargs):
        super().__init__(*args, **kwargs)
        self.cohorts = {str(cohort.pk): cohort for cohort in cohorts if cohort.free > 0}
        self.fields["cohort"].choices = [
            (key, gettext("{cohort}, {free} free").format(cohort=row.name, free=row.free))
            for key, row in self.cohorts.items()
        ]

    @property
    def chosen(self) -> Cohort:
        return self.cohorts[self.cleaned_data["cohort"]]


class TransferForm(GoOnForm):
    """To which cohort somebody changes, and why."""

    reason = forms.CharField(
        label=_("Why?"),
        widget=TextArea(rows=2),
        help_text=_("Seen by those who give the course. Write nothing about health."),
    )


class CreditForm(Form):
    """What earlier training counts for: a day, a number, or the whole of a requirement."""

    what = forms.ChoiceField(label=_("What counts?"), widget=Choices)
    amount = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=99,
        required=False,
        help_text=_("Only for days or pieces in numbers."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        widget=TextArea(rows=3),
        help_text=_("Which training, where and when. The participant reads it."),
    )

    def __init__(self, *args, enrolment: Enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        version = enrolment.cohort.version
        kinds = [RequirementKind(row.kind) for row in version.requirements.order_by("position")]
        self.days = {f"day-{day.pk}": day for day in version.days.order_by("number")}
        self.fields["what"].choices = [
            *(
                (key, gettext("Day {number}: {title}").format(number=day.number, title=day.title))
                for key, day in self.days.items()
                if self._kind_of(day, kinds)
            ),
            *((f"number-{kind}", self._numbered(kind)) for kind in kinds if kind in IN_NUMBERS),
            *(
                (f"all-{kind}", gettext("The whole of: {what}").format(what=kind.label))
                for kind in kinds
            ),
        ]
        self.kinds = kinds

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what", "").startswith("number-") and not cleaned.get("amount"):
            self.add_error("amount", gettext("Say how many, at least one."))
        return cleaned

    def choice(self) -> dict:
        """What the service wants to know."""
        what = self.cleaned_data["what"]
        if what in self.days:
            day = self.days[what]
            return {"kind": self._kind_of(day, self.kinds), "day": day}
        sort, kind = what.split("-", 1)
        amount = self.cleaned_data["amount"] if sort == "number" else None
        return {"kind": RequirementKind(kind), "amount": amount}

    @staticmethod
    def _kind_of(day: DayPlan, kinds: Sequence[RequirementKind]) -> RequirementKind | None:
        return next((kind for kind in kinds if kind in BY_DAY[DayKind(day.kind)]), None)

    @staticmethod
    def _numbered(kind: RequirementKind) -> str:
        return gettext("A number of: {what}").format(what=kind.label)
