"""What every chapter of the demo story uses: the clock, and planning a cohort."""

import datetime as dt
from zoneinfo import ZoneInfo

from cohorts.models import Cohort
from cohorts.services.planning import plan_cohort
from common.clock import turned_to
from courses.models import ProgrammeVersion
from lms.demo.cast import Cast

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def on(day: dt.date, hour: int = 10):
    """Let it be ten o'clock on `day`."""
    return turned_to(dt.datetime.combine(day, dt.time(hour), STOCKHOLM))


def version(code: str) -> ProgrammeVersion:
    return (
        ProgrammeVersion.objects.published().select_related("programme").get(programme__code=code)
    )


def plan(cast: Cast, code: str, name: str, first_day: dt.date, **facts) -> Cohort:
    """A cohort of the area whose nomination closes six weeks before the first day."""
    closes_on = first_day - dt.timedelta(weeks=6)
    cohort = plan_cohort(
        by=cast.board,
        version=version(code),
        area=cast.area,
        name=name,
        first_days=facts.pop("first_days", [first_day]),
        weekdays=[first_day.weekday()],
        opens_on=closes_on - dt.timedelta(weeks=5),
        closes_on=closes_on,
        answer_by=closes_on,
        **{"seats": 30, "every_n_weeks": 2, "venue": "Folkets hus, Viken"} | facts,
    )
    return Cohort.objects.with_programme().get(pk=cohort.pk)


def weekday(day: dt.date) -> dt.date:
    """The day itself, or the Wednesday after a weekend: courses are given on working days."""
    return day + dt.timedelta(days=9 - day.weekday()) if day.weekday() >= 5 else day
