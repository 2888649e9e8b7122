"""Moving and cancelling course days, and the times of a day."""

import datetime as dt

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.enums import DayMode, Half
from cohorts.models import CourseDay
from cohorts.services.dates import DayTimes
from common.clock import now
from common.errors import RuleViolation
from common.forms import DateField, Form, Segments, TextArea, TimeField


class DayTimesForm(Form):
    """The four times of a course day, as `times()`."""

    morning_starts = TimeField(label=_("Morning from"), initial=dt.time(9))
    morning_ends = TimeField(label=_("Morning to"), initial=dt.time(12))
    afternoon_starts = TimeField(label=_("Afternoon from"), initial=dt.time(13))
    afternoon_ends = TimeField(label=_("Afternoon to"), initial=dt.time(16))

    TIMES = ("morning_starts", "morning_ends", "afternoon_starts", "afternoon_ends")

    def times(self) -> DayTimes:
        """A half that is called off has no fields; it goes before or after the other."""
        given = {name: self.cleaned_data[name] for name in self._asked()}
        if "afternoon_starts" not in given:
            given |= {"afternoon_starts": given["morning_ends"], "afternoon_ends": dt.time.max}
        if "morning_starts" not in given:
            given |= {"morning_starts": dt.time.min, "morning_ends": given["afternoon_starts"]}
        return DayTimes(**given)

    def clean(self):
        cleaned = super().clean()
        if all(cleaned.get(name) for name in self._asked()):
            try:
                self.times().check()
            except RuleViolation as violation:
                self.add_violation(violation)
        return cleaned

    def time_fields(self):
        return [self[name] for name in self._asked()]

    def _asked(self) -> list[str]:
        return [name for name in self.TIMES if name in self.fields]


class ReasonForm(Form):
    """Why a day or a whole course is cancelled."""

    reason = forms.CharField(
        label=_("Why?"),
        widget=TextArea(rows=3),
        help_text=_("Those who are told can read it."),
        error_messages={"required": _("Write why. Those who are told can read it.")},
    )


class CancelDayForm(ReasonForm):
    """What of a day is cancelled: all of it, or one half while both are given."""

    half = forms.ChoiceField(
        label=_("What is cancelled?"),
        choices=[("", _("The whole day")), *Half.choices],
        widget=Segments,
        required=False,
    )

    field_order = ("half", "reason")

    def __init__(self, *args, day: CourseDay, **kwargs):
        begun = [part.half for part in day.parts.all() if part.starts_at <= now()]
        begins = {"half": Half.AFTERNOON} if begun == [Half.MORNING] else {}
        super().__init__(*args, initial=begins, **kwargs)
        if len(day.parts.all()) == 1:
            del self.fields["half"]


class MoveDayForm(DayTimesForm):
    """Another date, other times, another place or form for one day."""

    date = DateField(label=_("Date"))
    mode = forms.ChoiceField(label=_("On site or on line"), choices=DayMode, widget=Segments)
    venue = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("Leave it empty for the place of the cohort."),
    )
    meeting_url = forms.URLField(
        label=_("Link to the meeting"), required=False, assume_scheme="https"
    )
    follow = forms.BooleanField(
        label=_("Move the days after it in the same term by as many days"), required=False
    )
    on_day_off = forms.BooleanField(
        label=_("Give the day on that date all the same"), required=False
    )
    reason = forms.CharField(
        label=pgettext_lazy("moving a course day", "Why?"),
        widget=TextArea(rows=2),
        help_text=_("Those who are told can read it."),
        error_messages={"required": _("Write why. Those who are told can read it.")},
    )

    def __init__(self, *args, day: CourseDay, **kwargs):
        super().__init__(*args, initial=self._as_it_is(day), **kwargs)
        self.asks_about_day_off = "on_day_off" in self.data
        given = {Half(part.half).name.lower() for part in day.parts.all()}
        for name in self.TIMES:
            if name.partition("_")[0] not in given:
                del self.fields[name]
        self.order_fields(["date", *self._asked(), "mode", "venue", "meeting_url", "reason"])

    def add_violation(self, violation: RuleViolation) -> None:
        self.asks_about_day_off = self.asks_about_day_off or violation.code == "day_off"
        super().add_violation(violation)

    def change(self) -> dict:
        """All that `move_day` wants to know."""
        names = ("date", "mode", "venue", "meeting_url", "follow", "on_day_off", "reason")
        return {**{name: self.cleaned_data[name] for name in names}, "times": self.times()}

    @classmethod
    def _as_it_is(cls, day: CourseDay) -> dict:
        times = {}
        for part in day.parts.all():
            half = Half(part.half).name.lower()
            times |= {
                f"{half}_starts": _clock(part.starts_at),
                f"{half}_ends": _clock(part.ends_at),
            }
        return {
            "date": day.date,
            "mode": day.mode,
            "venue": day.venue,
            "meeting_url": day.meeting_url,
            **times,
        }


def _clock(moment: dt.datetime) -> dt.time:
    return localtime(moment).time()
