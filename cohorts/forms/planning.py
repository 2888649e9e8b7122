"""Planning a cohort, and changing it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from cohorts.enums import DayMode
from cohorts.forms.blocked_dates import BlockedDatesField
from cohorts.forms.course_days import DayTimesForm
from cohorts.models import Cohort
from cohorts.services.dates import PlannedDate, plan_terms
from cohorts.services.planning import days_by_term
from common.clock import today
from common.errors import RuleViolation
from common.forms import CheckList, DateField, Form, Segments, TextArea
from courses.enums import WayIn
from courses.models import DayPlan, ProgrammeVersion

YEARS_AHEAD = 5
WEEKS_BETWEEN = [
    (1, _("Every week")),
    (2, _("Every other week")),
    (3, _("Every third week")),
    (4, _("Every fourth week")),
    (6, _("Every sixth week")),
    (8, _("Every eighth week")),
    (10, _("Every tenth week")),
    (13, _("Every thirteenth week")),
]


class WindowForm(Form):
    """When people can be nominated or registered."""

    opens_on = DateField(label=_("Opens on"))
    closes_on = DateField(label=_("Last day to nominate"))
    answer_by = DateField(
        label=_("Last day for nominees to answer"),
        help_text=_("On or after the last day to nominate, and before the course begins."),
    )

    def __init__(self, *args, version: ProgrammeVersion, **kwargs):
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["seats"].help_text = _("At most %(most)s.") % {"most": version.seats}
        if version.way_in != WayIn.NOMINATION:
            del self.fields["answer_by"]
            self.fields["closes_on"].label = _("Last day to register")


@dataclass(frozen=True)
class PreviewDay:
    """A day of the version with the date it would get."""

    plan: DayPlan
    planned: PlannedDate


class PlanForm(DayTimesForm, WindowForm):
    """A new cohort of one programme version. When the dates can be found, `preview` holds them."""

    name = forms.CharField(
        label=_("Name of the cohort"),
        max_length=80,
        help_text=_("As people say it, for example Basic, group 6."),
    )
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, widget=forms.NumberInput({"class": "input--short"})
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        choices=[(number, WEEKDAYS[number]) for number in range(7)],
        coerce=int,
        required=False,
        widget=CheckList,
        help_text=_("Leave it empty for the weekday of the first day."),
    )
    every_n_weeks = forms.TypedChoiceField(
        label=_("How often"), choices=WEEKS_BETWEEN, coerce=int, initial=1
    )
    blocked = BlockedDatesField(
        label=_("Dates that won't do"),
        required=False,
        help_text=_(
            "One to a line: 2027-02-15, or 2027-02-15–2027-02-19 winter holidays. Public holidays "
            "and their eves are skipped by themselves."
        ),
    )
    mode = forms.ChoiceField(
        label=_("On site or on line"), choices=DayMode, initial=DayMode.ON_SITE, widget=Segments
    )
    venue = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("House, room and town. Single days can be given another place later."),
    )
    meeting_url = forms.URLField(
        label=_("Link to the meeting"), required=False, assume_scheme="https"
    )

    def __init__(self, *args, version: ProgrammeVersion, plans: Sequence[DayPlan], **kwargs):
        super().__init__(*args, version=version, **kwargs)
        self.plans = plans
        self.counts = days_by_term(plans)
        self.preview: list[PreviewDay] = []
        self.fields["seats"].initial = version.seats
        self.fields["opens_on"].initial = today()
        for number, label in enumerate(self._first_day_labels(), start=1):
            self.fields[f"first_day_{number}"] = DateField(
                label=label, error_messages={"required": _("Choose a day")}
            )
        if len(plans) == 1:
            for name in ("weekdays", "every_n_weeks", "blocked"):
                del self.fields[name]

    def first_day_fields(self):
        return [self[f"first_day_{number}"] for number in range(1, len(self.counts) + 1)]

    def date_errors(self) -> list[str]:
        """What is wrong with the dates, field by field; what is only missing yet is left out."""
        return [
            f"{self[name].label}: {' '.join(error.messages)}"
            for name in self.fields
            if name in self._date_fields()
            for error in self.errors.as_data().get(name, ())
            if error.code != "required"
        ]

    def leave_open(self) -> None:
        """Only the dates were asked for: nothing else is wrong yet."""
        for name in self.errors.keys() - self._date_fields():
            del self.errors[name]

    def clean(self):
        cleaned = super().clean()
        for field in self.first_day_fields():
            self._check_first_day(field.name)
        if self._date_fields() & self.errors.keys() <= self._missing_days():
            self._find_dates()
        return cleaned

    def pattern(self) -> dict:
        """What `plan_terms` and `plan_cohort` take."""
        given = (self.cleaned_data.get(field.name) for field in self.first_day_fields())
        first_days = list(itertools.takewhile(bool, given))
        return {
            "first_days": first_days,
            "weekdays": self.cleaned_data.get("weekdays") or {day.weekday() for day in first_days},
            "every_n_weeks": self.cleaned_data.get("every_n_weeks", 1),
            "blocked": self.cleaned_data.get("blocked", {}),
        }

    def cohort(self) -> dict:
        """All that `plan_cohort` wants to know."""
        names = ("name", "seats", "mode", "venue", "meeting_url", "opens_on", "closes_on")
        return {
            **{name: self.cleaned_data[name] for name in names},
            **self.pattern(),
            "answer_by": self.cleaned_data.get("answer_by"),
            "times": self.times(),
            "version": self.version,
        }

    def add_violation(self, violation: RuleViolation) -> None:
        if violation.field == "first_day":
            violation.field = "first_day_1"
        super().add_violation(violation)

    def _find_dates(self) -> None:
        """Fill `preview`, as far as first days are given; refuse a pattern that does not fit."""
        pattern = self.pattern()
        try:
            terms = plan_terms(counts=self.counts[: len(pattern["first_days"])], **pattern)
        except RuleViolation as violation:
            self.add_violation(violation)
        else:
            dates = [planned for term in terms for planned in term]
            self.preview = list(map(PreviewDay, self.plans, dates))

    def _missing_days(self) -> set[str]:
        """The first days that are not given yet."""
        names = (field.name for field in self.first_day_fields())
        return {name for name in names if self.has_error(name, "required")}

    def _first_day_labels(self) -> list:
        if len(self.counts) == 1:
            return [_("Day") if len(self.plans) == 1 else _("First day")]
        names = dict.fromkeys(plan.term.name for plan in self.plans if plan.term)
        return [_("First day of %(term)s") % {"term": name} for name in names]

    def _check_first_day(self, name: str) -> None:
        date = self.cleaned_data.get(name)
        if date and date < today():
            self.add_error(name, _("That day has passed. Choose a day from today on."))
        elif date and date.year > today().year + YEARS_AHEAD:
            self.add_error(name, _("That is too far ahead. Look at the year."))

    def _date_fields(self) -> set[str]:
        names = {field.name for field in self.first_day_fields()}
        return names | {"weekdays", "every_n_weeks", "blocked"}


class ChangeCohortForm(WindowForm):
    """Another name, place, number of seats or window."""

    name = forms.CharField(label=_("Name of the cohort"), max_length=80)
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, widget=forms.NumberInput({"class": "input--short"})
    )
    venue = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("Days to come that have no place of their own move there, in calendars too."),
    )
    reason = forms.CharField(
        label=_("Why do you change it?"),
        required=False,
        widget=TextArea(rows=2),
        help_text=_("If the place changes, those who take part can read it."),
    )
    welcomes_guests = forms.BooleanField(
        label=_("Guests from other areas may come here to make up a day"),
        required=False,
        help_text=_("Where there is an empty chair. Guests from your own area may always come."),
    )

    def __init__(self, *args, cohort: Cohort, **kwargs):
        names = ("name", "seats", "venue", "opens_on", "closes_on", "answer_by", "welcomes_guests")
        initial = {name: getattr(cohort, name) for name in names}
        super().__init__(*args, version=cohort.version, initial=initial, **kwargs)
        if not cohort.version.allows_make_up:
            del self.fields["welcomes_guests"]
        self.order_fields(names)
